"""Nothing in a template that a strict Content-Security-Policy would refuse."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
REFUSED = {
    "inline style": re.compile(r"\sstyle\s*=|<style", re.I),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "handler in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "script for htmx": re.compile(r"hx-on|js:|javascript:", re.I),
    "filter of a trigger": re.compile(r"hx-trigger=\"(?:[^\"]*,)?\s*[\w:-]+\["),
    "another site": re.compile(r"(?:src|href|action)=\"https?://", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_nothing_inline(path):
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S
    )

    assert [what for what, pattern in REFUSED.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "js").rglob("*.js")), ids=lambda path: path.name)
def test_a_script_evaluates_no_text_and_writes_no_markup(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(
        r"\beval\(|new Function|(?:\.|\[[\"'])innerHTML"
        r"|insertAdjacentHTML|document\.write|[\"']style[\"']",
        text,
    )
    assert len(text.splitlines()) < 400


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        "<script>go()</script>",
        '<button onclick="go()">',
        '<a hx-on:click="go()">',
        '<form hx-trigger="keyup[event.key]">',
        '<img src="https://other.example/x.png">',
    ],
)
def test_the_patterns_see_what_they_must(text):
    assert any(pattern.search(text) for pattern in REFUSED.values())
