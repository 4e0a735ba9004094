"""The texts that are read: a session of some three pages, a hundred pages, and an annex with a long table."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docx import Document as WordDocument

ROOT = Path(__file__).resolve().parent.parent
SESSION = (
    ROOT.parent / "shared" / "session-2025-11-04.txt"
)  # the real one, where it stands beside the repository
INVENTED = ROOT / "tests" / "extraction" / "texts"
SESSION_LENGTH = 10_500  # characters, as the real one
PAGE = 3_000
ON = date(2025, 11, 4)


@dataclass(frozen=True)
class Text:
    """A text with the files it might come in."""

    name: str
    text: str
    txt: Path
    docx: Path


def texts(folder: Path) -> list[Text]:
    """All of them, with their files written into `folder`."""
    if SESSION.exists():
        session = _stored(folder, "the real session", SESSION.read_text(encoding="utf-8"))
    else:
        session = _stored(folder, "an invented session", _joined(SESSION_LENGTH))
    return [
        session,
        _stored(folder, "100 pages of conclusions", _joined(100 * PAGE)),
        _stored(folder, "a plan annex of 500 rows", _annex(500)),
    ]


def _joined(length: int) -> str:
    """The invented texts of the tests one behind the other, as often as it takes."""
    pieces: list[str] = []
    sources = [
        json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(INVENTED.glob("*.json"))
    ]
    while sum(map(len, pieces)) < length:
        pieces += sources
    return "\n\n".join(pieces)[:length]


def _annex(rows: int) -> str:
    heading = "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\tSản phẩm"
    work = [
        "Rà soát, điều chỉnh quy hoạch sử dụng đất cấp xã\tSở Nông nghiệp và Môi trường\tSở Xây dựng"
        "\tQuý I/2026\tBáo cáo",
        "Xây dựng kế hoạch tập huấn kỹ năng số cho cán bộ, công chức\tSở Nội vụ\tSở Khoa học và Công nghệ"
        "\t30/11/2025\tKế hoạch của UBND tỉnh",
        "Kiểm tra việc phòng cháy, chữa cháy\tCông an tỉnh\tCác sở, ban, ngành\tHằng năm\t",
    ]
    return "\n".join([heading, *(f"{n + 1}\t{work[n % len(work)]}" for n in range(rows))])


def _stored(folder: Path, name: str, text: str) -> Text:
    stem = folder / name.replace(" ", "-")
    txt, docx = stem.with_suffix(".txt"), stem.with_suffix(".docx")
    txt.write_text(text, encoding="utf-8")
    document = WordDocument()
    lines = text.split("\n")
    for line in lines:
        if "\t" not in line:
            document.add_paragraph(line)
    if rows := [line.split("\t") for line in lines if "\t" in line]:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    document.save(str(docx))
    return Text(name, text, txt, docx)
