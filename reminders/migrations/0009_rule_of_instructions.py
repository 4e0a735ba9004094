"""The rung by which people hear of a leader's further instruction with the next morning's letter."""

from django.db import migrations

NAME = "Có chỉ đạo thêm"
TOLD = dict.fromkeys(("to_delegate", "to_focal", "to_head", "to_monitor"), True)


def add_rule(apps, schema_editor):
    rule = apps.get_model("reminders", "ReminderRule")
    name = NAME
    while rule.objects.filter(name=name).exists():  # an office may have called one of its own so
        name += " (lãnh đạo)"
    rule.objects.create(about="instruction", name=name, days_from_due=1, delivered_as=NAME, **TOLD)


def remove_rule(apps, schema_editor):
    """What was told by it stays on record only as long as it does."""
    rules = apps.get_model("reminders", "ReminderRule").objects.filter(about="instruction")
    apps.get_model("reminders", "ReminderRuleChange").objects.filter(rule__in=rules).delete()
    apps.get_model("reminders", "Reminder").objects.filter(rule__in=rules).delete()
    rules.delete()


class Migration(migrations.Migration):
    dependencies = [("reminders", "0008_instructions_are_waited_for")]
    operations = [migrations.RunPython(add_rule, remove_rule)]
