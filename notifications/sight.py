"""Whether people may still see what their messages are about: asked of the rooms which know.

A message names what it belongs to ("directive:12", its thread), and a digest or list whatever it speaks of
(`about`); this room does not know what that is. The room which does registers its answer for the word before
the colon.
"""

from collections.abc import Callable, Collection

from accounts.models import User

from .models import OutgoingMessage

Asked = tuple[User, int]  # a person, and the number of what they are told about
# Those of the pairs, by the person's id, whose person may not see it; as many queries for many as for one.
Hidden = Callable[[Collection[Asked]], set[tuple[int, int]]]
_hidden: dict[str, Hidden] = {}


def register(what: str, hidden: Hidden) -> None:
    """From now on `hidden` answers about threads that begin with `what`."""
    _hidden[what] = hidden


def out_of_sight(messages: Collection[OutgoingMessage]) -> set[int]:
    """The ids of those messages about something which their recipients may not see any more."""
    about: dict[str, list[tuple[int, Asked]]] = {}
    for message in messages:
        for thread in {message.thread, *message.about}:
            what, _, number = thread.partition(":")
            if what in _hidden and number.isascii() and number.isdigit():
                about.setdefault(what, []).append((message.pk, (message.recipient, int(number))))
    found = set()
    for what, rows in about.items():
        hidden = _hidden[what]([asked for _, asked in rows])
        found |= {pk for pk, (person, number) in rows if (person.pk, number) in hidden}
    return found
