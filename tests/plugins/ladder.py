"""The default ladder of reminders, also after a test that emptied the tables."""

from importlib import import_module

import pytest
from django.apps import apps

from reminders.models import ReminderRule


@pytest.fixture
def ladder(db: None) -> None:
    """The rules as the migration makes them. A transactional test leaves the next one without them."""
    restore_ladder()


def restore_ladder() -> None:
    """Put the rules of the migration back if a test that emptied the tables took them."""
    if not ReminderRule.objects.exists():
        import_module("reminders.migrations.0002_default_ladder").add_ladder(apps, None)
        import_module("reminders.migrations.0004_rules_of_what_waits").add_rules(apps, None)
        import_module("reminders.migrations.0006_names_of_delivered_rules").remember(apps, None)
        import_module("reminders.migrations.0009_rule_of_instructions").add_rule(apps, None)
