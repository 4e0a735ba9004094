"""Folders for private servers of a test's own.

Not pytest's: each new run of pytest closes the folder above those to all other accounts, and with it the data
of a PostgreSQL that another run has started as root and that therefore runs under an account of its own.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def new_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="dondoc-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for this test."""
    yield from new_folder()


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A folder for the tests of one file."""
    yield from new_folder()
