"""Every pair of text and ground reaches 4.5:1, by day and by night."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.S)[:2]

# Text, and what it stands on.
PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2") for ground in ("page", "panel", "raised", "hover")],
    ("ink-3", "page"),
    ("ink-3", "panel"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    *[("accent", ground) for ground in ("page", "panel", "raised", "hover")],
    ("accent-strong", "accent-tint"),
    *[(state, f"{state}-tint") for state in ("late", "soon", "on-track", "waiting", "returned", "done")],
    *[
        (state, "page")
        for state in ("late", "soon", "on-track", "waiting", "returned", "done", "quiet", "ended")
    ],
    *[
        (state, "hover")
        for state in ("late", "soon", "on-track", "waiting", "returned", "done", "quiet", "ended")
    ],
    *[(f"evidence-{field}", "page") for field in ("lead", "coordinator", "deadline")],
    ("problem", "raised"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme, text, ground):
    known = colours(scheme)

    assert contrast(known[text], known[ground]) >= 4.5


def test_the_states_have_the_colours_that_were_decided():
    known = colours(LIGHT)

    assert known["accent"] == "#175cd3"
    assert (known["late"], known["late-tint"]) == ("#b42318", "#fef3f2")
    assert (known["soon"], known["soon-tint"]) == ("#93480a", "#fffaeb")
    assert (known["waiting"], known["waiting-tint"]) == ("#5925dc", "#f4f3ff")
    assert (known["returned"], known["returned-tint"]) == ("#c11574", "#fdf2fa")
    assert (known["done"], known["done-tint"]) == ("#067647", "#ecfdf3")


def test_no_other_style_sheet_names_a_colour():
    folder = Path(__file__).resolve().parents[2] / "static" / "css"
    for sheet in folder.glob("*.css"):
        if sheet.name in ("tokens.css", "print.css"):
            continue
        css = re.sub(r"url\([^)]*\)", "", sheet.read_text(encoding="utf-8"))
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", css), sheet.name
