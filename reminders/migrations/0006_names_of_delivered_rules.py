"""Each rule remembers what it was delivered as, so that it can become that again."""

from django.db import migrations
from django.db.models import F


def remember(apps, schema_editor):
    apps.get_model("reminders", "ReminderRule").objects.update(delivered_as=F("name"))


class Migration(migrations.Migration):
    dependencies = [("reminders", "0005_rules_edited_by_the_office")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
