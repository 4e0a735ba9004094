"""The door to this package: text in, proposals with their evidence out."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import attrgetter

from directives.extraction import confidence
from directives.extraction.actors import Named
from directives.extraction.document import Document
from directives.extraction.drafts import Draft
from directives.extraction.formal import formal
from directives.extraction.normalise import Normal, normalise
from directives.extraction.rows import RowReader
from directives.extraction.segments import blocks
from directives.extraction.tables import find_tables, spans_of
from directives.extraction.titles import title
from directives.extraction.tokens import Names
from directives.extraction.types import Actor, Deliverable, Directory, Extraction, Proposal, Span

_COLLECTOR = re.compile(r"(?<!\w)(?:thông qua|qua)\s")
# What marks the work itself as urgent; "khẩn trương", "sớm" say how soon: a deadline of its own kind.
_URGENT = re.compile(r"(?<!\w)(?:khẩn cấp|hỏa tốc|cấp bách|đặc biệt khẩn|thượng khẩn)(?!\w)")


def extract(
    text: str,
    *,
    on: date | None = None,
    directory: Directory | None = None,
    is_working_day: Callable[[date], bool] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Extraction:
    """Propose the directives of `text`; `on` is the date of the document.

    Every span is in offsets of `text`. `directory` adds names that the grammar cannot delimit by itself;
    `is_working_day` serves deadlines in working days (Monday to Friday when left out). `on_progress` is told,
    block by block, how far a long text has been read: done, of how many.
    """
    normal = normalise(text)
    tables = find_tables(normal)
    normal, found = blocks(normal, spans_of(tables))
    known = Names([*directory.names, *directory.groups]) if directory else None
    told = [block for block in found if not block.row]
    drafts = Document(normal, told, on, is_working_day, known).read(on_progress)
    if tables:
        rows = RowReader(normal, on, is_working_day, known)
        drafts = sorted([*drafts, *chain.from_iterable(map(rows.read, tables))], key=attrgetter("start"))
    sentences = tuple(
        normal.span(sentence.cover_start, sentence.cover_end)
        for block in found
        for sentence in block.sentences
        if sentence.cover_end > sentence.cover_start
    )
    proposals = tuple(_proposal(normal, draft) for draft in drafts)
    return Extraction(sentences, proposals, _formal(text, sentences, proposals))


def _formal(text: str, sentences: Sequence[Span], proposals: Iterable[Proposal]) -> tuple[Span, ...]:
    """The formal sentences in which no proposal has a part. Both come in the order of the text."""
    flags = formal(text[one.start : one.end] for one in sentences)
    spans = [proposal.span for proposal in proposals]
    ends = list(accumulate((span.end for span in spans), max))
    starts = [span.start for span in spans]
    found = []
    for sentence, is_formal in zip(sentences, flags, strict=True):
        before = bisect_left(starts, sentence.end)  # proposals that begin before the sentence ends
        if is_formal and not (before and ends[before - 1] > sentence.start):
            found.append(sentence)
    return tuple(found)


def extract_row(
    text: str,
    start: int,
    end: int,
    *,
    on: date | None = None,
    directory: Directory | None = None,
    is_working_day: Callable[[date], bool] | None = None,
) -> Proposal | None:
    """What the row of a table says in which a passage lies: its headings and groups stand elsewhere.

    None for a passage that lies in no row, or in one that gives no work.
    """
    normal = normalise(text)
    tables = find_tables(normal)
    normal, _ = blocks(normal, spans_of(tables))
    known = Names([*directory.names, *directory.groups]) if directory else None
    rows = RowReader(normal, on, is_working_day, known)
    for table in tables:
        within = [normal.span(*span) for span in table.spans]
        if any(row.start <= start and end <= row.end for row in within):
            found = (_proposal(normal, draft) for draft in rows.read(table))
            return next((one for one in found if one.span.start < end and start < one.span.end), None)
    return None


def _proposal(normal: Normal, draft: Draft) -> Proposal:
    low = normal.low[draft.start : draft.end]
    return Proposal(
        span=normal.span(draft.start, draft.end),
        leads=tuple(_actor(normal, one) for one in draft.leads),
        coordinators=tuple(_actor(normal, one) for one in draft.coordinators),
        deadline=draft.deadline,
        milestones=draft.milestones,
        inherited=draft.inherited,
        collector=_collector(normal, draft),
        urgent=bool(_URGENT.search(low)),
        title=title(_work(normal, draft)),
        confidence=confidence.estimate(draft),
        deliverable=_deliverable(normal, draft),
    )


def _deliverable(normal: Normal, draft: Draft) -> Deliverable | None:
    if draft.product is None:
        return None
    words = " ".join(normal.shown[slice(*draft.product)].split())
    return Deliverable(words, normal.span(*draft.product))


def _actor(normal: Normal, named: Named) -> Actor:
    return Actor(_as_written(normal, named), normal.span(named.start, named.end), named.personally)


def _as_written(normal: Normal, named: Named) -> str:
    """The name with the writer's own hyphens, unless a shared prefix had to be put before it."""
    if named.name != " ".join(normal.shown[named.start : named.end].split()):
        return named.name
    span = normal.span(named.start, named.end)
    written = unicodedata.normalize("NFC", normal.given[span.start : span.end]).split()
    return " ".join(written) if len(written) == len(named.name.split()) else named.name


def _work(normal: Normal, draft: Draft) -> str:
    """What is to be done, past the names that are charged."""
    reader, end = draft.reader, draft.work_end or draft.end
    at = next((n for n, token in enumerate(reader.tokens) if token.start >= draft.work), len(reader.tokens))
    for one in draft.coordinators:
        if draft.work <= one.start < end and at <= one.first < at + 14:
            at = max(at, one.last)
    start = (
        reader.tokens[at].start
        if at < len(reader.tokens) and reader.tokens[at].start < end
        else min(draft.start, draft.work)
    )
    return normal.shown[start:end]


def _collector(normal: Normal, draft: Draft) -> Actor | None:
    """ "qua Sở X": through whom results are reported."""
    for match in _COLLECTOR.finditer(normal.low, draft.start, draft.end):
        reader = draft.reader
        at = next((n for n, token in enumerate(reader.tokens) if token.start >= match.end()), None)
        if at is None:
            continue
        actors, _ = reader.actors(at, loose=True)
        if actors and not actors[0].group:
            return _actor(normal, actors[0])
    return None
