"""Pictures of the pages of a file, made once and kept for a while; they can always be made again."""

import contextlib
import os
import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.db.models.fields.files import FieldFile

from .reading import pictures

WIDTHS = (1100, 1700)  # pixels: as wide as a screen, and enlarged
MOST_KEPT_MB = 500
FOLDER = "previews"


def count(file: FieldFile) -> int:
    """How many pages of the file can be shown. Raises Unreadable, with words for who wants to look."""
    return pictures.count(Path(file.path))


def page(file: FieldFile, sha256: str, number: int, width: int) -> Path:
    """The picture of a page, from what is kept or made now. Raises Unreadable."""
    folder = _root() / sha256
    kept = folder / f"{number}-{width}.png"
    if kept.exists():
        os.utime(folder)  # looked at: kept longer
        return kept
    drawn = pictures.page(Path(file.path), number, width)
    if not folder.exists():
        _make_room()
    folder.mkdir(parents=True, exist_ok=True)
    # Whole or not at all: another may ask for the page meanwhile.
    draft = folder / f".{uuid.uuid4().hex}"
    draft.write_bytes(drawn)
    draft.replace(kept)
    return kept


def forget(sha256: str) -> None:
    """Drop what was drawn of a file."""
    if sha256:
        shutil.rmtree(_root() / sha256, ignore_errors=True)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _make_room() -> None:
    """Drop the files that nobody has looked at for longest, until what is left stays within its bound."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for folder in _root().iterdir():
            size = sum(picture.stat().st_size for picture in folder.iterdir())
            found.append((folder.stat().st_mtime, size, folder))
    left = sum(size for _, size, _ in found)
    for _, size, folder in sorted(found):
        if left <= MOST_KEPT_MB * 1024 * 1024:
            return
        shutil.rmtree(folder, ignore_errors=True)
        left -= size
