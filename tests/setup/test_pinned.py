"""What is installed is pinned by its content, and no list names the place it comes from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = sorted((ROOT / "requirements").glob("*.txt"))
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))


def requirements(path: Path) -> list[str]:
    """The requirements of the list, each with its hashes on one line."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.M).replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_python_packages_are_pinned_with_hashes(path):
    found = requirements(path)
    assert found
    for requirement in found:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement), requirement


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_python_lists_name_no_place(path):
    assert not re.search(r"https?://|--index-url|--extra-index|--find-links|--trusted-host", path.read_text())


def test_lists_agree_on_every_version():
    versions: dict[str, set[str]] = {}
    for path in LISTS:
        for requirement in requirements(path):
            name, version = requirement.split()[0].split("==")
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_npm_packages_are_pinned_with_hashes_and_name_no_place():
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_npm_packages_are_asked_for_by_exact_version():
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert LOCK["packages"][f"node_modules/{name}"]["version"] == version
