"""Search of everything: a few words, and what they are found in, of what the person may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.access import Act, may
from accounts.models import User
from agencies import calendar
from agencies.models import Agency
from agencies.vietnamese import fold_words
from meetings.models import Document, Meeting

from .access import agencies_seen_by, people_seen_by
from .models import Directive

SHOWN = 5
MOST_PEOPLE = 30  # no list of theirs goes on from here
MOST_WORDS = 10


@dataclass(frozen=True)
class Hit:
    """Something that was found: its name, a second line, its page."""

    title: str
    about: str
    url: str


@dataclass(frozen=True)
class Found:
    """The hits of one kind; `more_url` lists all of them where there are more."""

    key: str
    title: str
    icon: str
    hits: list[Hit]
    more_url: str


Kind = Callable[[str, User], Found]
_others: list[Kind] = []


def register(kind: Kind) -> None:
    """Something of a room above this one can be found as well; beside the directives it stands for."""
    _others.append(kind)


@dataclass(frozen=True)
class Search:
    """What was asked for, and what was found; one query a kind."""

    words: str
    groups: list[Found]

    @property
    def is_empty(self) -> bool:
        return not self.groups


def search(text: str, user: User) -> Search:
    """Look for the words everywhere, accents aside. Less than two letters find nothing."""
    words = " ".join(text.replace("\0", "").split()[:MOST_WORDS])[:200]
    if len(fold_words(words).replace(" ", "")) < 2:
        return Search(words, [])
    of_meetings: list[Kind] = [_documents, _meetings] if may(user, Act.SEE_MEETINGS) else []
    kinds = [_directives, *_others, *of_meetings, _agencies, _people]
    return Search(words, [one for kind in kinds if (one := kind(words, user)).hits])


def _directives(words: str, user: User) -> Found:
    rows = Directive.objects.visible_to(user).search(words).select_related("document")
    rows = rows.only("code", "title", "document__number", "document__issued_on", "document__subject")
    hits = [
        Hit(row.title, f"{row.code} · {row.document}", reverse("directives:detail", args=[row.pk]))
        for row in rows.order_by("-year", "-number")[: SHOWN + 1]
    ]
    return found("directives", "Nhiệm vụ", "list-details", hits, reverse("directives:register"), words)


def _documents(words: str, user: User) -> Found:
    rows = Document.objects.visible_to(user).search(words).only("number", "issued_on", "subject", "kind")
    hits = [
        Hit(
            row.subject,
            f"{row.get_kind_display()} {row.number} · {row.issued_on:%d/%m/%Y}",
            reverse("meetings:document", args=[row.pk]),
        )
        for row in rows[: SHOWN + 1]
    ]
    return found("documents", "Văn bản", "file-text", hits, reverse("meetings:documents"), words)


def _meetings(words: str, user: User) -> Found:
    hits = [
        Hit(
            row.title,
            f"{row.get_kind_display()} · {row.held_on:%d/%m/%Y}",
            reverse("meetings:detail", args=[row.pk]),
        )
        for row in Meeting.objects.visible_to(user).search(words)[: SHOWN + 1]
    ]
    return found("meetings", "Cuộc họp", "users-group", hits, reverse("meetings:list"), words)


def _agencies(words: str, user: User) -> Found:
    hits = [
        Hit(row.name, _standing(row), reverse("directives:agency", args=[row.pk]))
        for row in agencies_seen_by(user).known_as(words).distinct()[: SHOWN + 1]
    ]
    more = f"{reverse('directives:agencies')}?ended=on"
    return found("agencies", "Cơ quan", "building-community", hits, more, words)


def _standing(agency: Agency) -> str:
    """What kind of agency it is, and that it is no more."""
    kind = agency.get_kind_display()
    over = agency.valid_to is not None and agency.valid_to < calendar.today()
    return f"{kind} · kết thúc {agency.valid_to:%d/%m/%Y}" if over else kind


def _people(words: str, user: User) -> Found:
    """By each word of name, position or account; a province has as many people as fit in one look."""
    asked = fold_words(words).split()
    rows = people_seen_by(user).filter(is_active=True).order_by("full_name")
    known: Iterable[tuple[int, str, str, str]] = rows.values_list("pk", "full_name", "position", "username")
    hits = [
        Hit(name, position, reverse("directives:person", args=[pk]))
        for pk, name, position, username in known
        if holds(f"{name} {position} {username}", asked)
    ]
    return Found("people", "Người", "user", hits[:MOST_PEOPLE], "")


def holds(text: str, asked: list[str]) -> bool:
    """Whether a word of the text begins with each of these, which are folded."""
    words = fold_words(text).split()
    return all(any(word.startswith(each) for word in words) for each in asked)


def found(key: str, title: str, icon: str, hits: list[Hit], address: str, words: str) -> Found:
    """The first of the hits, and the list of all where there are more."""
    more = f"{address}{'&' if '?' in address else '?'}{urlencode({'q': words})}" if len(hits) > SHOWN else ""
    return Found(key, title, icon, hits[:SHOWN], more)
