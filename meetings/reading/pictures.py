"""Pages of a file as pictures for the screen: nothing of what the file holds but its looks leaves here."""

import io
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from meetings.reading import images
from meetings.reading.checking import PDFIUM
from meetings.reading.types import MOST_PIXELS, Kind, Unreadable

MOST_PAGES = 200  # of a file that are shown; the rest is in the file
_LONGEST = 3000  # pixels: a page may call itself metres long
_SIGNS = {
    Kind.IMAGE: (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*"),
    Kind.PDF: (b"%PDF-",),
}
_PASSWORD = 4  # FPDF_ERR_PASSWORD
LOCKED = "Tệp được đặt mật khẩu nên không xem trước được. Tải về và mở bằng mật khẩu."
DAMAGED = "Tệp bị hỏng hoặc không đúng định dạng nên không xem trước được. Tải về để mở thử."
HUGE = "Ảnh quá lớn nên không xem trước được. Tải về để xem."
OTHER = "Chỉ xem trước được tệp PDF và ảnh. Tải tệp này về để mở bằng phần mềm văn phòng."


def kind_of(path: Path) -> Kind | None:
    """PDF or picture by what the file begins with, whatever it is called; None for all the rest."""
    with path.open("rb") as file:
        head = file.read(16)
    return next((kind for kind, signs in _SIGNS.items() if head.startswith(signs)), None)


def count(path: Path) -> int:
    """How many pages can be shown. Raises Unreadable, whose words are for who wants to look."""
    kind = kind_of(path)
    try:
        if kind is Kind.PDF:
            with PDFIUM, pdfium.PdfDocument(path) as document:
                pages = len(document)
        elif kind is Kind.IMAGE:
            with Image.open(path, formats=images.FORMATS) as picture:
                _bounded(picture)
                pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        else:
            raise Unreadable(OTHER)
    except pdfium.PdfiumError as problem:
        raise Unreadable(_why(problem)) from problem
    except images.BROKEN as problem:
        raise Unreadable(_too_large_or_broken(problem)) from problem
    if not pages:
        raise Unreadable(DAMAGED)
    return min(pages, MOST_PAGES)


def page(path: Path, number: int, width: int) -> bytes:
    """The page, counted from one, as a PNG of about that width. Raises Unreadable."""
    kind = kind_of(path)
    try:
        if kind is Kind.PDF:
            picture = _of_pdf(path, number, width)
        elif kind is Kind.IMAGE:
            picture = _of_image(path, number, width)
        else:
            raise Unreadable(OTHER)
    except pdfium.PdfiumError as problem:
        raise Unreadable(_why(problem)) from problem
    except images.BROKEN as problem:
        raise Unreadable(_too_large_or_broken(problem)) from problem
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _of_pdf(path: Path, number: int, width: int) -> Image.Image:
    """Rendered without forms: what a file would run or fill in is never started."""
    with PDFIUM, pdfium.PdfDocument(path) as document:
        sheet = document[number - 1]
        across, down = sheet.get_width() or 1.0, sheet.get_height() or 1.0
        bitmap = sheet.render(scale=min(width / across, _LONGEST / down, _LONGEST / across))
        try:
            # Few colours make a page of text a small file.
            return bitmap.to_pil().convert("RGB").quantize(128)
        finally:
            bitmap.close()
            sheet.close()


def _of_image(path: Path, number: int, width: int) -> Image.Image:
    """Drawn anew at the size of a screen: place, camera and whatever else the file tells stay behind."""
    with Image.open(path, formats=images.FORMATS) as file:
        _bounded(file)
        if number > 1:
            file.seek(number - 1)
            _bounded(file)
        file.draft("RGB", (width, _LONGEST))
        upright = ImageOps.exif_transpose(file)
        if upright.mode.startswith("I") or upright.mode == "F":
            upright = images.grey(upright)
        clean = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        clean.thumbnail((width, _LONGEST))
        picture = Image.new("RGB", clean.size, "white")
        picture.paste(clean, mask=clean if clean.mode == "RGBA" else None)
        return picture.quantize(256)


def _bounded(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise Unreadable(HUGE)


def _why(problem: pdfium.PdfiumError) -> str:
    return LOCKED if getattr(problem, "err_code", None) == _PASSWORD else DAMAGED


def _too_large_or_broken(problem: Exception) -> str:
    return HUGE if isinstance(problem, Image.DecompressionBombError) else DAMAGED
