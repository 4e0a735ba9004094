"""Saved e-mails (.eml) and web archives (.mht): the body of the message, not what is attached."""

import email
import email.policy
from email.message import EmailMessage, MIMEPart
from pathlib import Path

from meetings.reading import plain, web
from meetings.reading.checking import damaged
from meetings.reading.types import Progress, ReadText, Unreadable


def read(path: Path, name: str, on_progress: Progress) -> ReadText:
    """The body as text; the subject stands aside, attachments are named."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if message.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise Unreadable(f"Thư “{name}” được mã hóa. Mở thư, chép nội dung và dán vào ô nhập.")
    try:
        found = _body(message, name)
        subject = str(message.get("Subject", ""))
    except (ValueError, AttributeError, IndexError, RecursionError) as problem:
        raise damaged(name) from problem
    on_progress(1, 1)
    return ReadText(found.text, tuple(_notes(message)), "\n".join(filter(None, [subject, found.aside])))


def _body(message: EmailMessage, name: str) -> ReadText:
    """The plain part, unless there is none or only the other one shows a table."""
    plain_part, page = message.get_body(("plain",)), message.get_body(("html", "related"))
    if page is not None and page.get_content_maintype() == "multipart":
        page = next((inner for inner in page.walk() if inner.get_content_type() == "text/html"), None)
    written = _text(plain_part).strip() if plain_part is not None else ""
    if page is None:
        return ReadText(written)
    markup = _text(page, markup=True)
    shown = web.text_of(markup, name)
    return shown if not written or "\t" in shown.text else ReadText(written, aside=shown.aside)


def _text(held: MIMEPart, *, markup: bool = False) -> str:
    """The text of a part by the encoding it names, or by its bytes when that one is wrong."""
    data = held.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(held.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return web.decoded(data) if markup else plain.decoded(data)


def _notes(message: EmailMessage) -> list[str]:
    names = [part.get_filename() for part in message.iter_attachments()] if message.is_multipart() else []
    return [
        f"Tệp đính kèm “{name}” của thư chưa được đọc; nếu cần, lưu ra và tải lên riêng."
        for name in names
        if name
    ]
