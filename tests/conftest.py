"""Fixtures of all tests."""

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
