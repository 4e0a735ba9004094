"""From a text to proposals: the reading by itself, and the whole way of a clerk's form to stored rows."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import perf_counter

from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from agencies import calendar
from agencies.matching import AgencyFinder
from agencies.province import set_up
from bench.texts import ON, PAGE, Text, texts
from bench.timing import timed
from directives.extraction import Directory, extract
from directives.extraction.normalise import normalise
from directives.models import Proposal
from meetings.models import Document
from meetings.reading import read

PROVINCE = "Nghệ An"
FEW, MANY = 3, 9  # rounds for long and for short texts
HEADINGS = (
    "Text", "Characters", "Proposals", "Text → proposals", "… a page",
    "× reading .txt, one spelling", "× reading .docx",
)  # fmt: skip


class Nothing(Exception):
    """A bench that reads nothing measures nothing."""


def report(folder: Path) -> Iterator[str]:
    """Lines of Markdown, as they come."""
    set_up(PROVINCE)
    finder = AgencyFinder(calendar.today())
    directory = Directory(finder.names(), finder.groups())
    found = texts(folder)
    yield f"Text to proposals with the names of {PROVINCE}; processor time, medians:\n"
    yield _row(HEADINGS)
    yield _row("---" for _ in HEADINGS)
    for text in found:
        yield _row(_reading(text, directory))
    yield "\nPaste to stored proposals, through the form of the site, on the wall clock:\n"
    yield _row(("Text", "Seconds", "× text → proposals"))
    yield _row(("---", "---", "---"))
    yield _row(_pasting(found[0], directory))


def _reading(text: Text, directory: Directory) -> tuple[str, ...]:
    timing = timed(
        {
            "txt": lambda: normalise(text.txt.read_text(encoding="utf-8")),
            "docx": lambda: read(text.docx, text.docx.name, on_progress=_unheard),
            "proposals": lambda: extract(text.text, on=ON, directory=directory),
        },
        rounds=FEW if len(text.text) > 10 * PAGE else MANY,
    )
    proposals = len(extract(text.text, on=ON, directory=directory).proposals)
    if not proposals:
        raise Nothing(text.name)
    seconds = timing.typical("proposals")
    return (
        text.name,
        str(len(text.text)),
        str(proposals),
        f"{seconds:.2f} s",
        f"{seconds / len(text.text) * PAGE * 1000:.0f} ms",
        f"{timing.ratio('proposals', 'txt'):.1f}",
        f"{timing.ratio('proposals', 'docx'):.1f}",
    )


def _pasting(text: Text, directory: Directory) -> tuple[str, ...]:
    clerk = User.objects.create(username="lan", full_name="Nguyễn Thị Lan", role=Role.OFFICE_STAFF)
    client = Client()
    client.force_login(clerk)
    form = {
        "kind": Document.Kind.OFFICIAL_LETTER,
        "issued_on": f"{ON:%d/%m/%Y}",
        "subject": "Kết luận tại phiên họp",
        "signer": "Phan Văn Chí",
        "text": text.text,
        "again": "on",
    }

    numbers = count(1)

    def paste() -> None:
        before = Proposal.objects.count()
        answer = client.post(
            reverse("directives:document_add"), {**form, "number": f"{next(numbers)}/UBND-TH"}
        )
        if answer.status_code != 302 or Proposal.objects.count() == before:
            raise Nothing(f"{text.name}: {answer.status_code}")

    timing = timed(
        {"paste": paste, "proposals": lambda: extract(text.text, on=ON, directory=directory)},
        rounds=MANY,
        clock=perf_counter,
    )
    return text.name, f"{timing.typical('paste'):.2f} s", f"{timing.ratio('paste', 'proposals'):.1f}"


def _unheard(done: int, total: int) -> None:
    """Nobody watches the progress."""


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
