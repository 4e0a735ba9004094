"""Recognition of pictures of text by the machine's Tesseract: photographs, scans, pages of a scanned PDF."""

import io
import os
import re
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from meetings.reading import images, layout
from meetings.reading.types import PageText, Progress, ReadText, Unreadable

PAGE_SECONDS = 75  # for one attempt at one page; a page of noise would take minutes
GOOD = 80.0  # mean confidence of a page that stands upright and was read; on blurred ones it is 75
MISSING = "Máy chủ chưa cài bộ nhận dạng chữ tiếng Việt nên chưa đọc được ảnh và bản quét; hãy dán nội dung."
CHECK = "Nội dung được nhận dạng từ ảnh; hãy đối chiếu số, ngày và tên cơ quan với bản gốc."
_TURN = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_SAFE = re.compile(r"^Orientation confidence: (?:[2-9]|\d\d)", re.MULTILINE)


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The text of a picture file; a TIFF may hold many pages."""
    many, found = images.count(path, name), list[PageText]()
    for picture in images.pages(path, name):
        found.append(recognise(picture))
        on_progress(len(found), many)
    text = "\n\n".join(page.text for page in found if page.text)
    return ReadText(text, notes([number for number, page in enumerate(found, 1) if not page.readable]))


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


def notes(unread: list[int]) -> tuple[str, ...]:
    """What a clerk must know about a text that was recognised, and of which these pages could not be."""
    if not unread:
        return (CHECK,)
    numbers = ", ".join(map(str, unread))
    return (f"Trang {numbers} không đọc được hoặc chỉ đọc được một phần; hãy đối chiếu bản gốc.", CHECK)


def recognise(picture: Image.Image) -> PageText:
    """The text of one page, grey and of any size, turned and lit as it may be."""
    picture = images.evenly_lit(images.resized(picture))
    if not images.has_ink(picture):
        return PageText("")
    page = images.straight(picture)
    lines = _lines(page)
    if _mean(lines) < GOOD and (turn := _turn(page)):
        turned = images.straight(picture.rotate(-turn, expand=True))
        lines = max(lines, _lines(turned), key=_mean)
    sure = [line for line in lines if line.sure >= layout.SURE]
    return PageText(layout.text_of(sure), readable=_mean(lines) >= GOOD)


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
