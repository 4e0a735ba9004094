"""Made without stopping the work: the table is large where the site has been in use."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("directives", "0025_saved_views"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                models.ExpressionWrapper(
                    models.Q(("work_state", "done")), output_field=models.BooleanField()
                ),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(
                    ("role", "lead"),
                    models.Q(("work_state__in", ("revoked", "declined", "split")), _negated=True),
                ),
                include=("work_state", "role"),
                name="assignment_register_leads",
            ),
        ),
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                models.ExpressionWrapper(
                    models.Q(("work_state", "done")), output_field=models.BooleanField()
                ),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("work_state__in", ("revoked", "declined", "split")), _negated=True),
                include=("work_state", "role"),
                name="assignment_register",
            ),
        ),
    ]
