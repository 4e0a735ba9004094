"""A day remembers how far its reminders were planned, for the health check."""

from django.db import migrations, models

import agencies.calendar


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0006_names_of_delivered_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedDay",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("reached", models.TimeField()),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(default=agencies.calendar.now)),
            ],
            options={
                "ordering": ["-on"],
            },
        ),
    ]
