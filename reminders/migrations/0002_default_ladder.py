"""The ladder of DOMAIN's decisions: 7, 3, 1 days before, on the day, then every 3 days; escalation at 3 and 10."""

from django.db import migrations

LADDER = [
    # name, days from due, repeat every, extra audience
    ("Trước hạn 7 ngày", -7, None, {}),
    ("Trước hạn 3 ngày", -3, None, {}),
    ("Trước hạn 1 ngày", -1, None, {}),
    ("Đúng ngày hạn", 0, None, {}),
    ("Quá hạn", 1, 3, {}),
    ("Quá hạn 3 ngày: báo chuyên viên theo dõi", 3, None, {"to_monitor": True}),
    (
        "Quá hạn 10 ngày: báo lãnh đạo",
        10,
        None,
        {"to_monitor": True, "to_office_head": True, "to_leader": True},
    ),
]
ESCALATION = {"to_delegate": False, "to_focal": False, "to_head": False}


def add_ladder(apps, schema_editor):
    rule = apps.get_model("reminders", "ReminderRule")
    for name, days, repeat, audience in LADDER:
        only_above = ESCALATION if audience else {}
        rule.objects.create(name=name, days_from_due=days, repeat_every=repeat, **(only_above | audience))


def remove_ladder(apps, schema_editor):
    apps.get_model("reminders", "ReminderRule").objects.filter(name__in=[row[0] for row in LADDER]).delete()


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial")]
    operations = [migrations.RunPython(add_ladder, remove_ladder)]
