"""What a template tells its reader."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# The first lines a template may begin with before it says what it is given.
OPENING = re.compile(r"^(?:\{%\s*(?:extends|load)\s[^%]*%\}\s*|<!doctype html>\s*)*")


def said(text: str) -> str | None:
    """The comment at the top of a template, after `extends` and `load`."""
    found = re.match(r"\{#(.*?)#\}|\{% comment[^%]*%\}(.*?)\{% endcomment %\}", OPENING.sub("", text), re.S)
    return (found[1] or found[2]) if found else None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_begins_with_what_it_is_given(path):
    comment = said(path.read_text(encoding="utf-8"))
    assert comment and len(comment.split()) >= 2


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_names_its_partials(path):
    text = path.read_text(encoding="utf-8")
    partials = re.findall(r"\{%\s*partialdef\s+([\w-]+)", text)
    comment = said(text) or ""
    assert [name for name in partials if not re.search(rf"\b{re.escape(name)}\b", comment)] == []


def test_a_template_without_a_word_is_seen():
    assert said('{% extends "base.html" %}\n{% block main %}{% endblock %}') is None
    assert said('{% extends "base.html" %}\n{% load look %}\n{# Context: rows. #}') == " Context: rows. "


def test_documentation_names_no_machine_and_no_registry():
    """The repository speaks of the product alone."""
    packages = r"https?://\S+(?:/simple|\.tgz|\.whl)|--(?:extra-)?index-url|--find-links"
    forbidden = re.compile(rf"/(?:home|root|tmp)/|{packages}", re.I)
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "requirements").glob("*")]
    lock = ROOT / "package-lock.json"
    for path in [*texts, *([lock] if lock.exists() else [])]:
        assert not forbidden.search(path.read_text(encoding="utf-8")), path
