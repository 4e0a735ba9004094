"""Made without stopping the work: the tables are large where the site has been in use."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Left

import agencies.ordering


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("directives", "0029_calendar_feeds"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="assignment",
            index=models.Index(
                fields=["directive"],
                name="assignment_of_directive",
                condition=models.Q(("work_state__in", ("revoked", "declined", "split")), _negated=True),
                include=("id", "role", "work_state", "due_on"),
            ),
        ),
        AddIndexConcurrently(
            model_name="directive",
            index=models.Index(agencies.ordering.SortKey(Left("title", 16)), name="directive_by_title"),
        ),
    ]
