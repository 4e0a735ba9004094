"""Recognition of pictures of text by the machine's Tesseract: photographs, scans, pages of a scanned PDF."""

import io
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from meetings.reading import images, layout
from meetings.reading.types import Fault, PageText, Progress, ReadText, Unreadable

PAGE_SECONDS = 75  # for one attempt at one page; a page of noise would take minutes
GOOD = 80.0  # mean confidence of a page that stands upright and was read at all
CLEAR = 93.0  # and of one that was read well: below it one letter in thirty is wrong, soon one in ten
MISSING = "Máy chủ chưa cài bộ nhận dạng chữ tiếng Việt nên chưa đọc được ảnh và bản quét; hãy dán nội dung."
CHECK = "Nội dung được nhận dạng từ ảnh; hãy đối chiếu số, ngày và tên cơ quan với bản gốc."
_SAID = {
    Fault.UNREAD: "không đọc được hoặc chỉ đọc được một phần; hãy đối chiếu bản gốc.",
    Fault.LINES_LOST: "còn dòng không đọc được; hãy đối chiếu từng dòng với bản gốc.",
    Fault.BLURRED: "không rõ nét, có thể sai nhiều chữ và số; hãy đối chiếu kỹ với bản gốc.",
}
_BESIDE, _BEYOND = 60, 150  # points at 300 dpi
_TURN = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_SAFE = re.compile(r"^Orientation confidence: (?:[2-9]|\d\d)", re.MULTILINE)


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The text of a picture file; a TIFF may hold many pages."""
    many, found = images.count(path, name), list[PageText]()
    for picture in images.pages(path, name):
        found.append(recognise(picture))
        on_progress(len(found), many)
    text = "\n\n".join(page.text for page in found if page.text)
    return ReadText(text, notes(enumerate((page.fault for page in found), 1)))


def ocr_page(page: pdfium.PdfPage) -> PageText:
    """The text of a PDF page that holds only pictures."""
    longest = max(page.get_width(), page.get_height()) or 1.0
    # A page may call itself metres wide: the picture stays bounded.
    scale = min(images.DPI / 72, 1.2 * images.LONG_SIDE / longest)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return recognise(bitmap.to_pil().copy())
    finally:
        bitmap.close()


def notes(pages: Iterable[tuple[int, Fault]]) -> tuple[str, ...]:
    """What a clerk must know about a text that was recognised: the worst pages first."""
    numbers = dict[Fault, list[str]]()
    for number, fault in pages:
        numbers.setdefault(fault, []).append(str(number))
    said = (
        f"Trang {', '.join(numbers[fault])} {words}" for fault, words in _SAID.items() if fault in numbers
    )
    return (*said, CHECK)


def recognise(picture: Image.Image) -> PageText:
    """The text of one page, grey and of any size, turned and lit as it may be."""
    picture = images.evenly_lit(images.resized(picture))
    if not images.has_ink(picture):
        return PageText("")
    page = images.straight(picture)
    lines = _lines(page)
    if _mean(lines) < GOOD and (turn := _turn(page)):
        turned = images.straight(picture.rotate(-turn, expand=True))
        other = _lines(turned)
        if _mean(other) > _mean(lines):
            page, lines = turned, other
    sure = [line for line in lines if line.sure >= layout.SURE]
    return PageText(layout.text_of(sure), fault_of(page, _mean(lines), sure))


def fault_of(page: Image.Image, mean: float, read: list[layout.Line]) -> Fault:
    """How far a page can be trusted. Tesseract leaves out lines without telling, and is sure of the rest."""
    if mean < GOOD or not read:
        return Fault.UNREAD
    bands = images.bands(page, _around(page, read))
    if any(not any(_stands_in(line, band) for line in read) for band in bands):
        return Fault.LINES_LOST
    return Fault.NONE if mean >= CLEAR else Fault.BLURRED


def _around(page: Image.Image, read: list[layout.Line]) -> tuple[int, int, int, int]:
    """Where more text may be: a line or two above and below what was read, not at the edge of the paper."""
    middles = [round(line.middle) for line in read]
    words = [word for line in read for word in line.words]
    left, right = min(word.left for word in words), max(word.right for word in words)
    return (
        max(0, left - _BESIDE),
        max(0, min(middles) - _BEYOND),
        min(page.width, right + _BESIDE),
        min(page.height, max(middles) + _BEYOND),
    )


def _stands_in(line: layout.Line, band: tuple[int, int]) -> bool:
    top, bottom = band
    slack = (bottom - top) / 4
    return top - slack <= line.middle <= bottom + slack


def _mean(lines: list[layout.Line]) -> float:
    letters = sum(line.letters for line in lines)
    return sum(line.sure * line.letters for line in lines) / letters if letters else 0.0


def _lines(page: Image.Image) -> list[layout.Line]:
    # 3: columns and blocks are found by Tesseract, the right way up is not its task here
    return layout.lines_of(_tesseract(page, "-l", "vie", "--psm", "3", "tsv"))


def _turn(page: Image.Image) -> int:
    """By how many degrees, clockwise, the page must be turned; 0 when it stands well or cannot be told."""
    told = _tesseract(page.reduce(2), "-l", "osd", "--psm", "0")
    turn = _TURN.search(told)
    return int(turn[1]) if turn and _SAFE.search(told) else 0


def _tesseract(page: Image.Image, *options: str) -> str:
    """What Tesseract writes about the page; nothing when it takes too long or sees no text."""
    pixels = io.BytesIO()
    page.save(pixels, "PPM")
    command = ["tesseract", "stdin", "stdout", "--dpi", str(images.DPI), *options]
    try:
        done = subprocess.run(  # noqa: S603 - the options are ours, the picture is data
            command,
            input=pixels.getvalue(),
            capture_output=True,
            timeout=PAGE_SECONDS,
            # Its threads wait for each other more than they work; pages are what runs side by side.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except FileNotFoundError as problem:
        raise Unreadable(MISSING) from problem
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode and b"traineddata" in done.stderr:
        raise Unreadable(MISSING)
    return done.stdout.decode(errors="replace")
