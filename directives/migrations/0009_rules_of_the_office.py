import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

import agencies.calendar

FORWARD = """
CREATE FUNCTION directives_rulechange_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'directives_rulechange is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER directives_rulechange_append_only
    BEFORE UPDATE OR DELETE ON directives_rulechange
    FOR EACH ROW EXECUTE FUNCTION directives_rulechange_is_append_only();
"""
BACKWARD = """
DROP TRIGGER directives_rulechange_append_only ON directives_rulechange;
DROP FUNCTION directives_rulechange_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0008_life_of_a_share"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="followuprules",
            name="accept_within_days",
            field=models.PositiveSmallIntegerField(
                default=1,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(30),
                ],
                verbose_name="cơ quan tiếp nhận trong (ngày)",
            ),
        ),
        migrations.CreateModel(
            name="RuleChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40)),
                ("old", models.PositiveSmallIntegerField()),
                ("new", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=agencies.calendar.now)),
                ("actor_name", models.CharField(max_length=150)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.AddConstraint(
            model_name="rulechange",
            constraint=models.CheckConstraint(name="rule_change_is_a_change", condition=~Q(old=F("new"))),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
