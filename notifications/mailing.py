"""The channel of mail: a message as it goes to the mail server, and what that says of it."""

import hashlib
import re
from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from . import addresses, unsubscribing
from .models import OutgoingMessage
from .undelivered import Undelivered

_NO_MAILBOX = re.compile(r"5\.(1\.(1|2|3|6|10)|2\.1)\b")


def send(message: OutgoingMessage) -> None:
    """Hand the message to the mail server, or raise Undelivered, at once where there is no such mailbox."""
    if why := addresses.why_stopped(message):
        raise Undelivered(why, permanent=True)
    try:
        as_mail(message).send()
    except (OSError, ValueError) as exc:  # smtplib and sockets; a bad header
        if is_of_the_address(exc):
            addresses.stop(message, _words(exc))
        raise Undelivered(_words(exc), permanent=is_permanent(exc), away=is_away(exc)) from exc


def as_mail(message: OutgoingMessage) -> EmailMultiAlternatives:
    """The message as it goes over the wire, plain text with an HTML alternative."""
    headers = {"Message-ID": message_id(message.key), "Auto-Submitted": "auto-generated"}
    if message.thread:
        # No mail has this id. All that belong together name it, so that none has to arrive first.
        headers["In-Reply-To"] = headers["References"] = message_id(f"thread:{message.thread}")
    if stop := unsubscribing.address(message.recipient_id, message.kind):
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.address], headers=headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def message_id(key: str) -> str:
    """The same for every copy of one message, and for no other message."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def is_permanent(exc: Exception) -> bool:
    """A 5xx for the address or the message will not get better, nor a message that cannot be written down.

    A 4xx will (greylisting), and so may a server that is away or does not let us in: somebody repairs it.
    """
    if isinstance(exc, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in _answers(exc).values())
    if isinstance(exc, SMTPDataError):
        return exc.smtp_code >= 500
    return isinstance(exc, ValueError)


def is_of_the_address(exc: Exception) -> bool:
    """Whether the server says that there is no such mailbox, or that it is shut (RFC 3463: 5.1.x, 5.2.1).

    Not every 5xx: a server that was set up wrongly refuses everybody, and that is none of their addresses.
    """
    if not isinstance(exc, SMTPRecipientsRefused):
        return False
    return all(_NO_MAILBOX.match(_text(answer)) for _, answer in _answers(exc).values())


def is_away(exc: Exception) -> bool:
    """Whether no message could have been handed over: nobody answers, falls silent, or does not let us in."""
    of_this_message = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, ValueError)
    return not isinstance(exc, of_this_message)


def _answers(exc: SMTPRecipientsRefused) -> Mapping[str, tuple[int, bytes]]:
    return exc.recipients


def _words(exc: Exception) -> str:
    """What went wrong, as the deliveries screen shows it."""
    if isinstance(exc, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(answer)}" for code, answer in _answers(exc).values())
    if isinstance(exc, SMTPResponseException):
        return f"{exc.smtp_code} {_text(exc.smtp_error)}"
    if isinstance(exc, ConnectionError | TimeoutError):
        return f"Không kết nối được máy chủ thư: {exc}"
    return f"{type(exc).__name__}: {exc}"


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
