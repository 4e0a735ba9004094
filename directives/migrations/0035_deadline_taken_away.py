"""The Office may take a deadline away. The original one stays, so only a present one needs it beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Backwards only while no deadline has been taken away: the stricter constraint refuses such rows."""

    dependencies = [("directives", "0034_templates_of_several_kinds")]

    operations = [
        migrations.RemoveConstraint("assignment", "assignment_deadline_both_or_neither"),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=models.Q(
                    ("original_due_on__isnull", False), ("due_on__isnull", True), _connector="OR"
                ),
                name="assignment_deadline_has_original",
            ),
        ),
    ]
