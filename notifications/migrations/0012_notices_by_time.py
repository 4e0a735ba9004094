"""Made without stopping the work: the table is large where the site has been in use."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("notifications", "0011_notices_of_before_are_found"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="notification",
            index=models.Index(
                fields=["-created_at", "-id"],
                name="notification_by_time",
                include=("kind", "read_at"),
                condition=models.Q(("kind", "followed"), _negated=True),
            ),
        ),
        AddIndexConcurrently(
            model_name="notification",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                name="notification_search",
            ),
        ),
    ]
