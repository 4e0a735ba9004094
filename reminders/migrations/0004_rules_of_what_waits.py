"""The ladders of what else waits: acceptance, progress, opinions, explanations, results, extensions."""

from django.db import migrations

AUDIENCE = ("to_delegate", "to_focal", "to_head", "to_monitor", "to_office_head", "to_leader")
AGENCY = ("to_delegate", "to_focal", "to_head")
HEADS = ("to_focal", "to_head")
RULES = [
    # about, name, days from the day it is about, repeat every, audience
    ("acceptance", "Chưa tiếp nhận", 1, 3, HEADS),
    ("update", "Chưa cập nhật tiến độ", 1, 7, AGENCY),
    ("contribution", "Còn 1 ngày để gửi ý kiến", -1, None, AGENCY),
    ("contribution", "Ngày cuối để gửi ý kiến", 0, None, AGENCY),
    ("contribution", "Chậm gửi ý kiến", 1, 3, AGENCY),
    ("explanation", "Còn 1 ngày để giải trình", -1, None, HEADS),
    ("explanation", "Ngày cuối để giải trình", 0, None, HEADS),
    ("explanation", "Chậm giải trình", 1, 3, HEADS),
    ("explanation", "Chậm giải trình: báo người yêu cầu", 1, None, ("to_monitor", "to_leader")),
    ("answer", "Đã giải trình, chờ đọc", 1, 3, ("to_leader",)),
    ("confirmation", "Chậm xác nhận kết quả", 1, 3, ("to_monitor",)),
    ("confirmation", "Chậm xác nhận 3 ngày: báo lãnh đạo Văn phòng", 3, None, ("to_office_head",)),
    ("extension", "Đề nghị gia hạn chờ quyết định", 1, 2, ("to_office_head",)),
    ("declined", "Việc bị từ chối chờ giao lại", 1, 3, ("to_monitor",)),
]


def add_rules(apps, schema_editor):
    rule = apps.get_model("reminders", "ReminderRule")
    for about, name, days, repeat, audience in RULES:
        told = {capacity: capacity in audience for capacity in AUDIENCE}
        rule.objects.create(about=about, name=name, days_from_due=days, repeat_every=repeat, **told)


def remove_rules(apps, schema_editor):
    """What was told by them stays on record only as long as they do."""
    rules = apps.get_model("reminders", "ReminderRule").objects.exclude(about="deadline")
    apps.get_model("reminders", "Reminder").objects.filter(rule__in=rules).delete()
    rules.delete()


class Migration(migrations.Migration):
    dependencies = [("reminders", "0003_rules_about_more_than_deadlines")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
