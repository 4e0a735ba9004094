"""Files that only LibreOffice opens, and files as LibreOffice itself writes them."""

import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from meetings.reading import Unreadable, office
from tests.reading import papers
from tests.reading.test_tables import EXPECTED, add_table
from tests.waiting import wait_for

# So long that lines of a PDF break at some of its hyphens.
HYPHENS = " ".join(["tuyến Hà Nội-Vinh-Huế đường bộ-đường thủy"] * 20)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The conclusion and a table below it as LibreOffice writes them: `converted("doc")`."""
    folder = tmp_path_factory.mktemp("converted")
    document = papers.save_docx(folder / "a.docx")
    word = docx.Document(str(document))
    add_table(word)
    word.add_paragraph(HYPHENS)
    word.save(str(document))

    def convert(kind):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=120)
        return folder / f"a.{kind}"

    return convert


@pytest.mark.parametrize("kind", ["doc", "odt", "pdf"])
def test_what_libreoffice_writes_gives_the_conclusion_as_it_stands(converted, kind):
    found = papers.text_of(converted(kind)).text
    body, table = found.split(EXPECTED[0] if kind != "pdf" else papers.words(EXPECTED[0]))
    assert papers.words(body) == papers.words(papers.TEXT)
    assert papers.charged(body) == papers.charged(papers.TEXT)
    if kind != "pdf":
        assert table.strip().split("\n") == [*EXPECTED[1:], HYPHENS]
    assert papers.words(table).endswith(HYPHENS)


def test_rtf_with_a_table(tmp_path):
    row = r"\trowd\cellx900\cellx5000\cellx9000 \intbl {}\cell {}\cell {}\cell\row "
    head = row.format("TT", r"Vi\u7879?c", r"Ch\u7911? tr\u236?")
    first = row.format("1", r"B\u225?o c\u225?o", r"S\u7903? Y t\u7871?")
    path = tmp_path / "a.rtf"
    path.write_text(rf"{{\rtf1\ansi\uc1 K\u7871?t lu\u7853?n\par {head}{first}\pard h\u7871?t\par}}", "ascii")
    found = papers.text_of(path).text.split("\n")
    assert [line for line in found if line] == ["Kết luận", "TT\tViệc\tChủ trì", "1\tBáo cáo\tSở Y tế", "hết"]


def test_a_machine_without_libreoffice_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 x}", encoding="ascii")
    with pytest.raises(Unreadable, match=r"chưa cài LibreOffice.*\.docx"):
        papers.text_of(path)


def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path, monkeypatch):
    told = tmp_path / "children"
    program = tmp_path / "soffice"
    program.write_text(
        f"#!/bin/sh\nsleep 600 &\necho $! > {told}.new\nmv {told}.new {told}\nwait\n", encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(office, "TIMEOUT", 2)
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 x}", encoding="ascii")
    with pytest.raises(Unreadable, match="quá nhiều thời gian"):
        papers.text_of(path)
    child = Path(f"/proc/{told.read_text().strip()}/stat")
    wait_for(lambda: not child.exists() or child.read_text().split()[2] == "Z", what="the child is gone")


def test_a_program_that_writes_nothing(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1 x}", encoding="ascii")
    with pytest.raises(Unreadable, match="bị hỏng"):
        papers.text_of(path)
