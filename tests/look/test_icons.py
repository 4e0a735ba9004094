"""Every icon that a template names is in the sprite."""

import re
from pathlib import Path

import pytest

from directives.context import _ROOMS
from scripts.build_assets import MissingAsset, build, sprite

ROOT = Path(__file__).resolve().parents[2]
ICONS = (ROOT / "static" / "icons.txt").read_text(encoding="utf-8").split()
DRAWINGS = ROOT / "node_modules" / "@tabler" / "icons" / "icons"
NAMED = re.compile(r"""\{% icon ["']([\w-]+)["']|symbol=["']([\w-]+)["']""")


def named_icons() -> dict[str, str]:
    """Each icon that a template names, and where."""
    found = {}
    for path in (ROOT / "templates").rglob("*.html"):
        for one, other in NAMED.findall(path.read_text(encoding="utf-8")):
            found[one or other] = str(path.relative_to(ROOT))
    return found


def test_the_pattern_sees_icons_at_all():
    assert named_icons()["infinity"] == "templates/components/state.html"


def test_no_template_names_an_icon_that_the_sprite_lacks():
    assert {name: place for name, place in named_icons().items() if name not in ICONS} == {}


def test_no_room_of_the_navigation_names_an_icon_that_the_sprite_lacks():
    assert {room[1] for room in _ROOMS} <= set(ICONS)


def test_the_list_is_sorted_and_names_each_icon_once():
    assert sorted(set(ICONS)) == ICONS


def test_a_symbol_holds_the_drawing_and_not_the_invisible_box():
    made = sprite(["clock", "star-filled"], DRAWINGS)

    assert '<symbol id="clock" viewBox="0 0 24 24"><path d="M3 12' in made
    assert '<symbol id="star-filled" viewBox="0 0 24 24" fill="currentColor" stroke="none">' in made
    assert "M0 0h24v24H0z" not in made


def test_a_wrong_name_stops_the_build_and_is_named():
    with pytest.raises(MissingAsset, match="no-such-icon"):
        sprite(["no-such-icon"], DRAWINGS)


def test_the_build_says_what_to_run_when_packages_are_missing(tmp_path):
    with pytest.raises(MissingAsset, match="npm ci"):
        build(tmp_path / "npm", tmp_path / "node_modules")


def test_style_sheets_refer_only_to_what_is_beside_them(tmp_path):
    build(tmp_path / "npm")

    for sheet in (tmp_path / "npm" / "css").iterdir():
        css = sheet.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in css
        for reference in re.findall(r"url\(\"?([^)\"]+)", css):
            assert reference.startswith("data:") or (sheet.parent / reference).is_file(), reference
    assert len(list((tmp_path / "npm" / "fonts").iterdir())) == 12


def test_a_second_build_replaces_the_first(tmp_path):
    (tmp_path / "npm").mkdir()
    (tmp_path / "npm" / "left-over.css").write_text("x")

    build(tmp_path / "npm")

    assert not (tmp_path / "npm" / "left-over.css").exists()
