"""What a form of a document offers in its fields, and which of it nobody has typed: that may be replaced."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from .models import Document

FIELDS = ("kind", "number", "issued_on", "subject", "signer")


@dataclass(frozen=True)
class Offer:
    """Values of the fields as text. `suggested` are those which stand there without having been typed."""

    values: dict[str, str] = field(default_factory=dict)
    suggested: dict[str, str] = field(default_factory=dict)
    read: frozenset[str] = frozenset()  # of the suggested ones, those which were read from the text

    def dumps(self) -> str:
        """What a hidden field carries, so that the next offer knows what was typed."""
        return json.dumps({"suggested": self.suggested, "read": sorted(self.read)}, ensure_ascii=False)


def of_document(document: Document) -> Offer:
    """What is known before anything is typed or read."""
    values = {
        "kind": document.kind,
        "number": document.number,
        "issued_on": f"{document.issued_on:%d/%m/%Y}",
        "subject": document.subject,
        "signer": document.signer,
    }
    return Offer(values, {name: value for name, value in values.items() if value})


def as_typed(typed: Mapping[str, str]) -> Offer:
    """The fields as they were sent, with what they had been offered."""
    suggested, read = _carried(typed.get("suggested", ""))
    values = {name: typed.get(name, "") for name in FIELDS}
    kept = {name: value for name, value in suggested.items() if values[name] == value}
    return Offer(values, kept, frozenset(name for name in read if name in kept))


def with_read(typed: Mapping[str, str], head: Mapping[str, str]) -> Offer:
    """The fields as sent, those that nobody typed filled with what was read. What was typed always wins."""
    before = as_typed(typed)
    values, suggested, read = dict(before.values), dict(before.suggested), set(before.read)
    for name in FIELDS:
        is_free = not values[name].strip() or name in suggested
        if is_free and head.get(name):
            values[name] = suggested[name] = head[name]
            read.add(name)
    return Offer(values, suggested, frozenset(read))


def _carried(text: str) -> tuple[dict[str, str], list[str]]:
    """What `dumps` wrote; nothing when somebody else wrote it."""
    try:
        data = json.loads(text)
        suggested = {name: data["suggested"][name] for name in FIELDS if name in data["suggested"]}
        read = [name for name in FIELDS if name in data["read"]]
    except (ValueError, TypeError, KeyError):
        return {}, []
    if not all(isinstance(value, str) for value in suggested.values()):
        return {}, []
    return suggested, read
