"""PDF files: the text they hold page by page; a page that is only a picture is recognised."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from meetings.reading.checking import PDFIUM, damaged
from meetings.reading.types import MOST_CHARACTERS, Progress, ReadText

_STAMP = 400  # characters that signing software may put on a scanned page
_COVERS = 0.6  # of the page by one picture: then the page is a scan
_NUMBER = re.compile(
    r"[-–—\s]*(?:Trang\s+|Page\s+)?(\d{1,3})(?:\s*(?:/|of|trên)\s*\d{1,3})?[-–—\s.]*", re.IGNORECASE
)
_END_HYPHEN = re.compile(
    r"[\ufffe\x02\xad](?=\r?\n|$)"
)  # how PDFium gives back a hyphen at the end of a line
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x01\x03-\x08]")
_DEEPEST = 8  # pictures stand in forms in forms


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The text of all pages. A page that gave none is named in the notes."""
    pages, unread, size = list[str](), list[int](), 0
    try:
        with PDFIUM, pdfium.PdfDocument(path) as document:
            many = len(document)
            for number in range(1, many + 1):
                text, readable = _page(document, number)
                pages.append(text)
                size += len(text)
                if not readable:
                    unread.append(number)
                on_progress(number, many)
                if size > MOST_CHARACTERS:
                    break
    except pdfium.PdfiumError as problem:
        raise damaged(name) from problem
    return ReadText("\n".join(filter(None, pages)), tuple(_notes(unread)))


def _page(document: pdfium.PdfDocument, number: int) -> tuple[str, bool]:
    """The text of one page, and whether all of it could be read."""
    page = document[number - 1]
    try:
        text = _written(page)
        if len(text) > _STAMP or (text and not _is_scan(page)):
            return _without_number(text), True
        from meetings.reading import scan

        found = scan.ocr_page(page)
        return _without_number(found.text) or text, found.readable
    finally:
        page.close()


def _written(page: pdfium.PdfPage) -> str:
    """The text a page holds; nothing when its letters have lost their meaning."""
    holder = page.get_textpage()
    try:
        text = _END_HYPHEN.sub("-", holder.get_text_bounded())
    finally:
        holder.close()
    letters = sum(map(str.isalnum, text))
    return text.strip() if letters > len(_LOST.findall(text)) else ""


def _is_scan(page: pdfium.PdfPage) -> bool:
    whole = page.get_width() * page.get_height() or 1.0
    pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEPEST)
    return any(_area(picture) >= _COVERS * whole for picture in pictures)


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return abs(right - left) * abs(top - bottom)


def _without_number(text: str) -> str:
    """The page without the line that only numbers it, at its head or its foot."""
    lines = text.split("\n")
    for place in (0, -1):
        if len(lines) > 1 and _NUMBER.fullmatch(lines[place].strip()):
            del lines[place]
    return "\n".join(lines).strip()


def _notes(unread: Iterable[int]) -> Iterable[str]:
    if numbers := ", ".join(map(str, unread)):
        yield f"Trang {numbers} không đọc được; hãy đối chiếu bản gốc."
