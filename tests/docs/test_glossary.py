"""The glossary knows every value that people see."""

import importlib
import re
from pathlib import Path

import pytest
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = re.sub(r"\s+", " ", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
ROOMS = (
    *("accounts", "agencies", "notifications", "meetings", "directives", "targets"),
    *("reminders", "dashboards"),
)
importlib.import_module("config.urls")  # by which every room is imported
CHOICES = [
    choices for choices in models.TextChoices.__subclasses__() if choices.__module__.split(".")[0] in ROOMS
]


@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: choices.__qualname__)
def test_every_choice_stands_in_the_glossary_with_its_words(choices):
    assert f"`{choices.__qualname__}`" in GLOSSARY
    for value, label in choices.choices:
        entry = f"`{value}` {label}" if value else f"empty {label}"
        assert entry in GLOSSARY or f"| `{value}` | {label} |" in GLOSSARY, entry


def test_the_lists_are_really_read():
    assert {"Role", "Act", "Timing", "WorkState", "Agency.Kind"} <= {one.__qualname__ for one in CHOICES}
