"""Copy what the site serves out of node_modules into var/npm: Tabler, typeface, charts, a sprite of icons.

Usage: build_assets.py [FOLDER]. Run it after `npm ci` and after a change to static/icons.txt.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ICON_NAMES = ROOT / "static" / "icons.txt"
WEIGHTS = (400, 500, 600, 700)
# the smallest build which draws SVG: "simple" knows the canvas alone, whose colours no style sheet reaches
CHARTS = "echarts.common.min.js"
SUBSETS = ("vietnamese", "latin-ext", "latin")
SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=.*?\*/")
FONT_FACE = re.compile(
    r"/\* be-vietnam-pro-(?P<subset>[a-z-]+)-\d+-normal \*/\s*(?P<rule>@font-face \{.*?\n\})", re.S
)
FONT_SOURCE = re.compile(r"url\(\./files/(?P<file>[\w-]+\.woff2)\) format\('woff2'\)[^;]*;")
SVG_ELEMENT = re.compile(r"<svg(?P<attributes>[^>]*)>(?P<shapes>.*)</svg>", re.S)
BOUNDING_BOX = re.compile(r"\s*<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\" ?/>")


class MissingAsset(Exception):
    """An npm package lacks what static/icons.txt or the style sheets ask for."""


def build(target: Path, node_modules: Path = ROOT / "node_modules", icon_names: Path = ICON_NAMES) -> None:
    """Write css/tabler.min.css, css/fonts.css, fonts/*.woff2, js/echarts.*.js, icons.svg below the folder."""
    if not node_modules.is_dir():
        raise MissingAsset(f"{node_modules} does not exist: run npm ci first")
    if target.exists():
        shutil.rmtree(target)
    (target / "css").mkdir(parents=True)
    (target / "fonts").mkdir()
    _tabler(node_modules / "@tabler" / "core" / "dist" / "css" / "tabler.min.css", target / "css")
    _fonts(node_modules / "@fontsource" / "be-vietnam-pro", target)
    (target / "js").mkdir()
    _charts(node_modules / "echarts" / "dist" / CHARTS, target / "js")
    names = icon_names.read_text(encoding="utf-8").split()
    (target / "icons.svg").write_text(
        sprite(names, node_modules / "@tabler" / "icons" / "icons"), encoding="utf-8"
    )


def _tabler(source: Path, folder: Path) -> None:
    # The static files' manifest follows every reference, and the map is not served.
    css = SOURCE_MAP.sub("", _read(source))
    (folder / source.name).write_text(css, encoding="utf-8")


def _charts(source: Path, folder: Path) -> None:
    (folder / source.name).write_text(_read(source), encoding="utf-8")


def _fonts(package: Path, target: Path) -> None:
    rules = []
    for weight in WEIGHTS:
        for face in FONT_FACE.finditer(_read(package / f"{weight}.css")):
            if face["subset"] not in SUBSETS:
                continue
            source = FONT_SOURCE.search(face["rule"])
            if source is None:
                raise MissingAsset(f"{package}/{weight}.css names no woff2 file for {face['subset']}")
            shutil.copyfile(package / "files" / source["file"], target / "fonts" / source["file"])
            new = f'url("../fonts/{source["file"]}") format("woff2");'
            rules.append(face["rule"].replace(source[0], new))
    if len(rules) != len(WEIGHTS) * len(SUBSETS):
        raise MissingAsset(f"{package} lacks a weight or a subset of the typeface")
    (target / "css" / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


def sprite(names: list[str], folder: Path) -> str:
    """One SVG whose symbols bear the icons' names; `star-filled` is `star` of the filled set."""
    symbols = [_symbol(name, folder) for name in sorted(set(names))]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, folder: Path) -> str:
    filled = name.endswith("-filled")
    path = (
        folder / "filled" / f"{name.removesuffix('-filled')}.svg"
        if filled
        else folder / "outline" / f"{name}.svg"
    )
    svg = SVG_ELEMENT.search(_read(path))
    if svg is None:
        raise MissingAsset(f"{path} holds no drawing")
    shapes = "".join(line.strip() for line in BOUNDING_BOX.sub("", svg["shapes"]).splitlines())
    paint = ' fill="currentColor" stroke="none"' if filled else ""
    return f'<symbol id="{name}" viewBox="0 0 24 24"{paint}>{shapes}</symbol>'


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as exc:
        raise MissingAsset(
            f"{path} does not exist: a name in static/icons.txt or the npm packages are wrong"
        ) from exc


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "npm")
    except MissingAsset as problem:
        sys.exit(f"build_assets: {problem}")
