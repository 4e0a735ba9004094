"""The figures on the annotated texts of this repository: invented documents of many bodies and forms.

A proposal answers a directive when they share at least half of what they cover together, one to one.
"""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from directives.extraction import extract

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.json"))
# Two sets by two hands which nobody has opened to mend a rule: what is read wrong there stays unknown.
HELD_OUT = {name: sorted((Path(__file__).parent / "held_out").glob(f"{name}*.json")) for name in ("o", "q")}
# What the extraction is to reach on texts it was not made for.
AIMS = {"f1": 0.95, "leads": 0.95, "coordinators": 0.95, "deadlines": 0.97, "traps": 0.95}
# The first 36, the first 85 and all of them. A little below what is measured; see docs/extraction.md.
BOUNDS = {
    36: {"f1": 0.98, "leads": 0.98, "coordinators": 0.99, "deadlines": 0.98, "traps": 0.98},
    85: {"f1": 0.985, "leads": 0.97, "coordinators": 0.985, "deadlines": 0.985, "traps": 0.985},
    503: {
        "f1": 0.99,
        "leads": 0.99,
        "coordinators": 0.995,
        "deadlines": 0.994,
        "traps": 0.992,
        "invented": 4,
    },
}


def shared(one, other):
    """Intersection over union of two spans."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, inside) / (max(one[1], other[1]) - min(one[0], other[0]))


def pairs(wanted, found):
    """The best overlaps first, each directive and each proposal once."""
    candidates = sorted(
        ((shared(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)), reverse=True
    )
    matched = {}
    for overlap, i, j in candidates:
        if overlap >= 0.5 and i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def names(actors):
    written = {unicodedata.normalize("NFC", name).casefold() for name in actors}
    return {" ".join(name.replace(",", " ").replace(":", " ").split()) for name in written}


def place(text, quote, after=0):
    start = text.find(quote, after)
    start = text.index(quote) if start < 0 else start
    return start, start + len(quote)


@pytest.fixture(scope="module", params=BOUNDS)
def figures(request):
    return {**figures_of(TEXTS[: request.param]), "bounds": BOUNDS[request.param]}


def figures_of(texts):
    count = dict.fromkeys(
        (
            "wanted",
            "found",
            "matched",
            "leads",
            "coordinators",
            "dated",
            "met",
            "invented",
            "traps",
            "spared",
        ),
        0,
    )
    for path in texts:
        document = json.loads(path.read_text())
        on = date.fromisoformat(document["date"]) if document["date"] else None
        proposals = extract(document["text"], on=on).proposals
        found = [(one.span.start, one.span.end) for one in proposals]
        wanted, at = [], 0
        for directive in document["directives"]:
            wanted.append(place(document["text"], directive["quote"], at))
            at = wanted[-1][0] + 1
        matched = pairs(wanted, found)
        count["wanted"] += len(wanted)
        count["found"] += len(found)
        count["matched"] += len(matched)
        for i, j in matched.items():
            directive, proposal = document["directives"][i], proposals[j]
            count["leads"] += names(directive["lead"]) == names(a.name for a in proposal.leads)
            coordinators = names(a.name for a in proposal.coordinators)
            count["coordinators"] += names(directive["coordinate"]) == coordinators
            day = proposal.deadline.on.isoformat() if proposal.deadline.on else None
            count["dated"] += directive["deadline"] is not None
            count["met"] += directive["deadline"] is not None and directive["deadline"] == day
            count["invented"] += directive["deadline"] is None and day is not None
        for trap in document["traps"]:
            span = place(document["text"], trap["quote"])
            count["traps"] += 1
            count["spared"] += all(shared(span, one) < 0.5 for one in found)
    return {
        "f1": 2 * count["matched"] / (count["wanted"] + count["found"]),
        "leads": count["leads"] / count["matched"],
        "coordinators": count["coordinators"] / count["matched"],
        "deadlines": count["met"] / count["dated"],
        "traps": count["spared"] / count["traps"],
        "invented": count["invented"],
    }


def test_the_texts_are_here():
    assert len(TEXTS) == 503


@pytest.mark.parametrize("figure", BOUNDS[36])
def test_a_figure_reaches_its_bound(figures, figure):
    assert figures[figure] >= figures["bounds"][figure]


def test_no_deadline_is_invented(figures):
    # one annotator left the day of a closing sentence with that sentence alone, one parted a sentence
    # where it is read as one, and one left days of work undated which are reckoned here
    assert figures["invented"] <= figures["bounds"].get("invented", 0)


@pytest.fixture(scope="module", params=HELD_OUT)
def unseen(request):
    return figures_of(HELD_OUT[request.param])


@pytest.mark.parametrize("figure", AIMS)
def test_a_set_that_was_never_opened_reaches_the_aims(unseen, figure):
    assert unseen[figure] >= AIMS[figure]


def test_no_deadline_is_invented_in_a_set_that_was_never_opened(unseen):
    assert unseen["invented"] == 0
