"""Archives made by hand: zip files of named parts, and compound files as Office wraps its secrets."""

import struct
import zipfile
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def zip_of(path: Path, parts: dict[str, bytes | str]) -> Path:
    """A zip archive of these parts, in this order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed(path: Path, to: Path, **parts: bytes) -> Path:
    """A copy of an office file with other parts: `document_xml=...` stands for "…document.xml"."""
    with zipfile.ZipFile(path) as source:
        held = {name: source.read(name) for name in source.namelist()}
    for ending, content in parts.items():
        name = next(name for name in held if name.endswith(ending.replace("_xml", ".xml")))
        held[name] = content
    return zip_of(to, held)


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file (OLE) of up to three streams, filled up to a size at which none is a mini stream."""
    fat, sectors, entries = [], [], [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, given) in enumerate(streams.items(), start=1):
        content = given.ljust(4096, b"\0")
        content = content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0")
        many = len(content) // _SECTOR
        first = len(sectors)
        sectors += [
            content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, many * _SECTOR, _SECTOR)
        ]
        fat += [*range(first + 1, first + many), _END]
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, first, len(content), right=right))
    directory = len(sectors)
    sectors.append(b"".join(entries).ljust(_SECTOR, b"\0"))
    fat += [_END, _FAT]
    table = len(sectors)
    sectors.append(struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat))))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory, 0, 4096, _END, 0, _END, 0, table, *[_FREE] * 108,
    )  # fmt: skip
    path.write_bytes(header + b"".join(sectors))
    return path


def _entry(name: str, kind: int, first: int, size: int, *, child: int = _NONE, right: int = _NONE) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", coded, len(coded), kind, 1, _NONE, right, child, bytes(16), 0, 0, 0, first, size
    )
