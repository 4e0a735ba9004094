"""PDF files: the text they hold page by page; a page that is only a picture is recognised."""

import re
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from meetings.reading import scan
from meetings.reading.checking import PDFIUM, damaged
from meetings.reading.types import MOST_CHARACTERS, Fault, Progress, ReadText

_STAMP = 400  # characters that signing software may put on a scanned page
_COVERS = 0.6  # of the page by one picture: then the page is a scan
_NUMBER = re.compile(
    r"[-–—\s]*(?:Trang\s+|Page\s+)?(\d{1,3})(?:\s*(?:/|of|trên)\s*\d{1,3})?[-–—\s.]*", re.IGNORECASE
)
# How PDFium gives back a hyphen at the end of a line, together with the line break.
_END_HYPHEN = re.compile(r"[\ufffe\x02]")
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x01\x03-\x08]")
_DEEPEST = 8  # pictures stand in forms in forms


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The text of all pages. A page that had to be recognised and could not be is named in the notes."""
    pages, aside, recognised, size = list[str](), list[str](), dict[int, Fault](), 0
    try:
        with PDFIUM, pdfium.PdfDocument(path) as document:
            many = len(document)
            for number in range(1, many + 1):
                page = document[number - 1]
                text = _written(page)
                if not text or (len(text) <= _STAMP and _is_scan(page)):
                    found = scan.ocr_page(page)
                    # a blank page says nothing, and there is nothing to say of it
                    if found.text or found.fault:
                        recognised[number] = found.fault
                    aside.append(text)
                    text = found.text or text
                page.close()
                pages.append(_without_number(text))
                size += len(text)
                on_progress(number, many)
                if size > MOST_CHARACTERS:
                    break
    except pdfium.PdfiumError as problem:
        raise damaged(name) from problem
    notes = scan.notes(recognised.items()) if recognised else ()
    return ReadText("\n".join(filter(None, pages)), notes, "\n".join(filter(None, aside)))


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
    """The page without the lines that only number it; head and foot may both come last."""
    lines = text.split("\n")
    for place in (0, 0, -1, -1):
        if len(lines) > 1 and _NUMBER.fullmatch(lines[place].strip()):
            del lines[place]
    return "\n".join(lines).strip()
