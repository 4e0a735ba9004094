"""Fixtures of all tests."""

from hypothesis import HealthCheck, settings

# A machine that is busy with something else is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

pytest_plugins = [
    "tests.plugins.database",
    "tests.plugins.servers",
    "tests.plugins.processes",
    "tests.plugins.browser",
    "tests.plugins.measuring",
    "tests.plugins.cast",
    "tests.plugins.ladder",
    "tests.plugins.province",
]
