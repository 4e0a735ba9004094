"""Office files are zip archives of XML: what they hold, and the traps that are set with them."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from meetings.reading.types import MOST_PARTS, MOST_UNPACKED, MOST_XML, Kind, Unreadable

_CHUNK = 1 << 20
_OVERLAP = 64
# Office files never declare a document type; entities are declared nowhere else.
_DOCTYPE = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O|E\x00N)"
)
_PLAIN_XML = re.compile(rb"\s*<|\xef\xbb\xbf\s*<|\xff\xfe<\x00|\xfe\xff\x00<")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", re.I)
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_WORD = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml")
_EXCEL = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml")
_MACROS = re.compile(rb"macroEnabled\.(?:main|template)")


def archive_kind(path: Path | IO[bytes], name: str) -> Kind | None:
    """The kind of office file in a zip archive, None for a damaged one."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_bounds(archive, name)
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                return _office_kind(archive, name)
            if archive.namelist() and "mimetype" in names:
                return _open_document_kind(archive, name)
            if any(part.startswith("Index/") and part.endswith(".iwa") for part in names):
                raise Unreadable(f"Tệp “{name}” là tệp Pages. Xuất thành .docx hoặc .pdf rồi tải lên.")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError):
        return None
    raise Unreadable(f"Tệp “{name}” là tệp nén. Giải nén rồi tải từng văn bản.")


def _check_bounds(archive: zipfile.ZipFile, name: str) -> None:
    """Declared sizes bind: zipfile never unpacks more of a part than the archive says it holds."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _trap(name)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(f"Tệp “{name}” được đặt mật khẩu. Bỏ mật khẩu rồi tải lại.")
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            if part.file_size > MOST_XML:
                raise _trap(name)
            _check_xml(archive, part, name)


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """No document type, hence no entities that grow and no files fetched; read whole, so that it is whole."""
    with archive.open(part) as stream:
        chunk = stream.read(_CHUNK)
        declared = _ENCODING.match(chunk.removeprefix(b"\xef\xbb\xbf"))
        if chunk and not _PLAIN_XML.match(chunk):
            raise zipfile.BadZipFile(part.filename)
        if declared and declared[1].lower() not in _ENCODINGS:
            raise zipfile.BadZipFile(part.filename)
        tail = b""
        while chunk:
            if _DOCTYPE.search(tail + chunk):
                raise _trap(name)
            tail = chunk[-_OVERLAP:]
            chunk = stream.read(_CHUNK)


def _office_kind(archive: zipfile.ZipFile, name: str) -> Kind | None:
    types = archive.read("[Content_Types].xml")
    if _WORD.search(types):
        return Kind.DOCX
    if _EXCEL.search(types):
        return Kind.XLSX
    if _MACROS.search(types):
        raise Unreadable(f"Tệp “{name}” có macro. Lưu lại thành .docx hoặc .xlsx rồi tải lên.")
    if b"presentationml" in types:
        raise Unreadable(f"Tệp “{name}” là tệp trình chiếu. Xuất thành .pdf rồi tải lên.")
    return None


def _open_document_kind(archive: zipfile.ZipFile, name: str) -> Kind | None:
    if not archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        raise Unreadable(
            f"Tệp “{name}” không phải văn bản OpenDocument (.odt). Lưu lại thành .docx, .xlsx hoặc .pdf."
        )
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Unreadable(f"Tệp “{name}” được đặt mật khẩu. Mở bằng LibreOffice, bỏ mật khẩu rồi tải lại.")
    return Kind.ODT


def _trap(name: str) -> Unreadable:
    return Unreadable(
        f"Tệp “{name}” có cấu trúc bất thường (giải nén ra quá lớn hoặc chứa mã đáng ngờ) nên không được mở. "
        "Mở tệp gốc, lưu lại thành tệp mới rồi tải lên, hoặc dán nội dung."
    )
