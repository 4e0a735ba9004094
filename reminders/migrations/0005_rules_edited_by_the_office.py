import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import agencies.calendar

FORWARD = """
CREATE FUNCTION reminders_rulechange_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'reminders_reminderrulechange is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER reminders_rulechange_append_only
    BEFORE UPDATE OR DELETE ON reminders_reminderrulechange
    FOR EACH ROW EXECUTE FUNCTION reminders_rulechange_is_append_only();
"""
BACKWARD = """
DROP TRIGGER reminders_rulechange_append_only ON reminders_reminderrulechange;
DROP FUNCTION reminders_rulechange_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0004_rules_of_what_waits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderRuleChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule_name", models.CharField(max_length=100)),
                ("field", models.CharField(max_length=20)),
                ("old", models.CharField(blank=True, max_length=100)),
                ("new", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField(default=agencies.calendar.now)),
                ("actor_name", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="reminderrule",
            name="delivered_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=100),
        ),
        migrations.AddConstraint(
            model_name="reminderrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_active", False),
                    ("to_delegate", True),
                    ("to_focal", True),
                    ("to_head", True),
                    ("to_monitor", True),
                    ("to_office_head", True),
                    ("to_leader", True),
                    _connector="OR",
                ),
                name="rule_in_use_tells_somebody",
                violation_error_message="Chọn ít nhất một người được nhắc.",
            ),
        ),
        migrations.AddField(
            model_name="reminderrulechange",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reminderrulechange",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="reminders.reminderrule",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderrulechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("old", models.F("new")), _negated=True),
                name="reminder_rule_change_is_a_change",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
