"""Where the work of a directive went when another one took its place, and what it took over itself."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User

from .models import Assignment, Directive, Event


@dataclass(frozen=True)
class Link:
    """Another directive: in which relation it stands, and whether the person may open it."""

    words: str
    directive: Directive
    is_open: bool


@dataclass(frozen=True)
class Carried:
    """What took the directive's place, and the line of history that says why."""

    link: Link
    said: Event | None


def words_for(share: Assignment) -> str:
    """Where the work of a share that left all counts is carried on: "Đã gộp vào NV-2025-0012"; else empty."""
    if share.passed_to_id is not None:
        return "Đã chuyển cho cơ quan khác"
    if share.directive.replaced_by is not None:
        return f"Đã thay bằng {share.directive.replaced_by.code}"
    return f"Đã gộp vào {share.directive.merged_into.code}" if share.directive.merged_into else ""


def carried(directive: Directive, user: User) -> Carried | None:
    """What carries the directive on; None while it goes on by itself."""
    if directive.merged_into is not None:
        kind, words, by = Event.Kind.MERGED, "Đã gộp vào", directive.merged_into
    elif directive.replaced_by is not None:
        kind, words, by = Event.Kind.REPLACED, "Thay bằng", directive.replaced_by
    else:
        return None
    said = directive.events.filter(kind=kind, assignment__isnull=True).order_by("pk").last()
    return Carried(_links([(words, by)], user)[0], said)


def taken_over(directive: Directive, user: User) -> list[Link]:
    """The directives which this one carries on."""
    rows = Directive.objects.filter(Q(merged_into=directive) | Q(replaced_by=directive))
    named = [("Gồm cả" if row.merged_into_id else "Thay cho", row) for row in rows.order_by("year", "number")]
    return _links(named, user)


def _links(rows: list[tuple[str, Directive]], user: User) -> list[Link]:
    if not rows:
        return []
    visible = Directive.objects.visible_to(user).filter(pk__in=[row.pk for _, row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return [Link(words, row, row.pk in seen) for words, row in rows]
