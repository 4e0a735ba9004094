"""Pictures of pages made ready for recognition: grey, upright, evenly lit, straight, of a useful size."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageOps

from meetings.reading.checking import damaged
from meetings.reading.types import MOST_PAGES, MOST_PIXELS, Unreadable

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
DPI = 300  # what the recognition likes best
LONG_SIDE = 3508  # of A4 at that
MOST_ENLARGED = 2.5
STEEPEST = 9  # degrees by which a page may lie askew
BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)  # as Pillow tells it
_PAPER = 255
# For `bands`, in steps of that many points at 300 dpi: darker than what shines through from behind; the share
# of a row that is ink; between which heights letters are; a signature covers less of the width.
_STEP, _INK, _ROW = 6, 170, 0.015
_LOWEST, _TALLEST, _WIDEST_NAME = 3, 11, 0.12


def count(path: Path, name: str) -> int:
    """How many pages the file has: a TIFF may hold many; what moves, or is of two lenses, counts as one."""
    try:
        with Image.open(path, formats=FORMATS) as file:
            pages: int = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
    except BROKEN as problem:
        raise damaged(name) from problem
    if pages > MOST_PAGES:
        raise Unreadable(
            f"Tệp “{name}” có {pages} trang, nhiều hơn {MOST_PAGES} trang. Tách thành nhiều tệp rồi tải lại."
        )
    return pages


def pages(path: Path, name: str) -> Iterator[Image.Image]:
    """The pages of a picture file, grey and upright as the camera says."""
    try:
        with Image.open(path, formats=FORMATS) as file:
            for number in range(count(path, name)):
                if number:
                    file.seek(number)
                if file.width * file.height > MOST_PIXELS:
                    raise Unreadable(f"Ảnh “{name}” có trang quá lớn. Quét lại ở 300 dpi rồi tải lên.")
                # A large photograph is not unpacked in full; other formats take no notice.
                file.draft("L", (LONG_SIDE, LONG_SIDE))
                yield grey(ImageOps.exif_transpose(file))
    except BROKEN as problem:
        raise damaged(name) from problem


def grey(picture: Image.Image) -> Image.Image:
    """Without colours, on white where it is transparent; 16-bit scans are brought down to 8.

    Red is kept as dark as the rest: the marks of secrecy are stamped in it.
    """
    if picture.mode.startswith("I"):
        return picture.convert("F").point(lambda shade: shade * (1 / 257)).convert("L")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("L")
    return picture.convert("L")


def resized(picture: Image.Image) -> Image.Image:
    """Between a small photograph and a huge one: about the size of A4 at 300 dpi, its proportions kept."""
    factor = min(LONG_SIDE / max(picture.size), MOST_ENLARGED)
    if 0.8 <= factor <= 1.25:
        return picture
    size = tuple(max(1, round(side * factor)) for side in picture.size)
    return picture.resize((size[0], size[1]), Image.Resampling.LANCZOS)


def evenly_lit(picture: Image.Image) -> Image.Image:
    """Shadows and yellowed paper taken away: what is lighter than all ink around is the paper."""
    small = picture.reduce(8).filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(6))
    paper = small.resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.invert(ImageChops.subtract(paper, picture))


def straight(picture: Image.Image) -> Image.Image:
    """The page turned back by the angle at which it lies, and the grain of the scanner smoothed away,
    which else is read as dots and accents."""
    angle = skew(picture)
    if abs(angle) >= 0.1:
        picture = picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def skew(picture: Image.Image) -> float:
    """The turn, in degrees, after which lines of text are level: then rows are either ink or paper."""
    small = ImageChops.invert(ImageOps.contain(picture, (600, 600), Image.Resampling.BOX))

    def levelness(angle: float) -> float:
        turned = small.rotate(angle, Image.Resampling.BILINEAR).convert("F")
        rows = turned.resize((1, small.height), Image.Resampling.BOX).get_flattened_data()
        return sum((one - next_) ** 2 for one, next_ in itertools.pairwise(rows))  # type: ignore[operator]

    best = 0.0
    for step, times in ((1.0, STEEPEST), (0.25, 3), (0.0625, 3)):
        best = max((best + step * turn for turn in range(-times, times + 1)), key=levelness)
    return best


def bands(picture: Image.Image, box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Where, from top to bottom, lines of text seem to stand in a part of a straight page: wide and low, with
    paper above and below. Rules, seals, signatures and pictures are thinner, taller or narrower."""
    small = picture.crop(box).reduce(_STEP).point(lambda shade: 255 if shade < _INK else 0)
    rows = small.resize((1, small.height), Image.Resampling.BOX).get_flattened_data()
    found, is_ink = list[tuple[int, int]](), [row >= _ROW * 255 for row in rows]  # type: ignore[operator]
    for has, group in itertools.groupby(enumerate(is_ink), key=lambda row: row[1]):
        places = [place for place, _ in group]
        start, end = places[0], places[-1] + 1
        if has and _LOWEST <= end - start <= _TALLEST:
            columns = small.crop((0, start, small.width, end)).resize((small.width, 1), Image.Resampling.BOX)
            if small.width - columns.histogram()[0] >= _WIDEST_NAME * small.width:
                found.append((box[1] + start * _STEP, box[1] + end * _STEP))
    return found


def has_ink(picture: Image.Image) -> bool:
    """Whether more stands on an evenly lit page than dust, its edges, and what shines through from behind."""
    small = ImageOps.contain(picture, (900, 900), Image.Resampling.BOX)
    small = ImageOps.crop(small, max(small.size) // 30)
    return sum(small.histogram()[:190]) > small.width * small.height * 0.0003
