"""What the documents say must be there."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MAKE_TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def required_packages() -> set[str]:
    names = set()
    for file in (ROOT / "requirements").glob("*.in"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                names.add(re.match(r"[\w.-]+", line)[0])
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    return names | package["dependencies"].keys() | package["devDependencies"].keys()


@pytest.mark.parametrize("name", sorted(required_packages()))
def test_each_dependency_has_its_reason(name):
    assert f"`{name}`" in ARCHITECTURE.read_text(encoding="utf-8")


def test_no_reason_is_left_for_what_is_gone():
    table = ARCHITECTURE.read_text(encoding="utf-8").split("## Dependencies")[1]
    explained = {
        name
        for line in table.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }
    assert explained == required_packages()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_points_to_exists(document):
    text = document.read_text(encoding="utf-8")
    targets = [
        target.split("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not target.startswith(("http:", "https:", "#"))
    ]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_make_command_in_a_document_exists(document):
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:^\s*|`)(?:[A-Z_]+=\S+ )*make ([a-z]+)\b", text, re.MULTILINE)
    assert set(named) <= MAKE_TARGETS


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_named_in_a_document_exists(document):
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
    named = re.findall(
        r"`((?:docs|scripts|static|templates|requirements|directives|deploy)/[\w./*-]+)`", text
    )
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []
