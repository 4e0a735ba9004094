"""How sure a proposal is: what a clerk would look at twice takes something off. Figures: docs/extraction.md.

Nobody named, a name in small letters and a long list of names were wrong most often in texts that the rules
had not seen; the other doubts weigh less.
"""

import re

from directives.extraction.drafts import Draft

_BASE = {"charge": 0.95, "bare": 0.95, "imperative": 0.95, "row": 0.95, "thing": 0.8}
_TOLD = re.compile(r"(?<!\w)(?:đã|đang|chưa|vẫn)(?!\w)")
_OF_TIME = re.compile(r"(?<!\w)(?:trước|chậm nhất|muộn nhất|thời hạn|tháng \d|quý [iv]+|ngày \d)(?!\w)")
_MANY_NAMES, _LONG, _VERY_LONG = 3, 250, 900


def estimate(draft: Draft) -> float:
    """Between 0.05 and 0.95. It orders proposals by doubt and is no probability."""
    doubts = _of_names(draft) + _of_words(draft) + _of_time(draft)
    return round(max(_BASE.get(draft.kind, 0.8) - doubts, 0.05), 2)


def _of_names(draft: Draft) -> float:
    if not draft.leads:
        return 0.35
    first, reader = draft.leads[0], draft.reader
    small = first.name[:1].islower() and not draft.inherited
    several = len(draft.leads) + len(draft.coordinators) > _MANY_NAMES
    return 0.2 * (small and not reader.determiner(first.first)) + 0.08 * small + 0.15 * several


def _of_words(draft: Draft) -> float:
    """An unknown verb, something told, somebody else's words, a list or a long sentence."""
    reader = draft.reader
    at = next((n for n, token in enumerate(reader.tokens) if token.start >= draft.work), len(reader.tokens))
    unknown = at < len(reader.tokens) and not reader.known_act(at)
    body = reader.normal.low[draft.work : draft.end]
    length = draft.end - draft.start
    return (
        0.12 * unknown
        + 0.06 * bool(_TOLD.search(body))
        + 0.1 * ('"' in body)
        + 0.1 * (":" in body)
        + 0.05 * (length > _LONG)
        + 0.1 * (length > _VERY_LONG)
    )


def _of_time(draft: Draft) -> float:
    due = draft.deadline
    undated = due.on is None and bool(_OF_TIME.search(draft.reader.normal.low[draft.start : draft.end]))
    return (
        0.3 * bool(due.suspect)
        + 0.15 * (len(draft.milestones) > 1)
        + 0.12 * (undated and due.kind != "recurring")
        + 0.05 * (due.kind == "asap")
        + 0.03 * due.year_guessed
    )
