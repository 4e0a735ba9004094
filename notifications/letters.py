"""What a message says: subject, plain text and HTML, made from templates."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import User

from .kinds import Kind
from .unsubscribing import address

LONGEST_SUBJECT = 250


@dataclass(frozen=True)
class Letter:
    """A mail that is ready to be sent."""

    subject: str
    text: str
    html: str


def notice_letter(title: str, text: str, url: str, *, kind: Kind, to: User) -> Letter:
    """The mail that tells one notice: its title, its lines, and the way to the page it is about."""
    context = {"title": title, "lines": [line for line in text.splitlines() if line.strip()], "url": url}
    return letter("notifications/mail/notice", title, context, kind=kind, to=to)


def letter(template: str, subject: str, context: dict[str, Any], *, kind: Kind, to: User) -> Letter:
    """Render `<template>.txt` and `<template>.html`. Their links are absolute: mail is read elsewhere.

    The foot says of which kind it is, and how to switch it off where that is left to the person.
    """
    known = {
        "site_url": settings.SITE_URL,
        "province": settings.PROVINCE,
        "subject": one_line(subject),
        "kind": kind,
        "unsubscribe": address(to.pk, kind),
        **context,
    }
    return Letter(
        subject=one_line(subject),
        text=render_to_string(f"{template}.txt", known).strip() + "\n",
        html=render_to_string(f"{template}.html", known),
    )


def one_line(subject: str) -> str:
    """Without line breaks, which a header may not have, and not longer than a subject can be."""
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"
