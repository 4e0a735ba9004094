"""Learning how documents write an agency: from now on a name is known for what a person has said."""

from datetime import date

from . import calendar
from .matching import AgencyFinder, without_head
from .models import Agency, AgencyAlias, AgencyGroup
from .naming import name_key
from .vietnamese import fold_words

LONGEST = 200  # letters, of AgencyAlias.text
# Words which any body may be called by: nobody in particular.
_GENERAL = {"so", "nganh", "ban", "co quan", "don vi", "dia phuong", "ubnd", "xa", "phuong"}


class NameTaken(Exception):
    """The name cannot be remembered for this body; the text is for people."""


def remember(name: str, body: Agency | AgencyGroup, *, since: date) -> AgencyAlias:
    """Let a name mean an agency or a group in documents from the day `since` on.

    To be called in a transaction. Raises NameTaken when it means another body already, or anybody.
    """
    text = without_head(name)
    if fold_words(text).removeprefix("cac ").removeprefix("nhung ") in _GENERAL:
        raise NameTaken(f"“{text}” là cách gọi chung, không ghi nhớ cho riêng một cơ quan được.")
    if len(text) > LONGEST:
        raise NameTaken("Tên gọi quá dài, không ghi nhớ được.")
    known = _meant(text)
    if known not in (None, body):
        raise NameTaken(f"“{text}” đang là tên gọi của {known}. Nếu sai, đề nghị quản trị sửa danh mục.")
    rows = list(AgencyAlias.objects.filter(key=name_key(text)).select_related("agency", "group"))
    if taken := next((row for row in rows if (row.agency or row.group) != body), None):
        other = taken.agency or taken.group
        raise NameTaken(f"“{text}” từng là tên gọi của {other}. Đề nghị quản trị sửa danh mục.")
    alias = _extended(rows[0], since) if rows else AgencyAlias(text=text, valid_from=since)
    alias.agency, alias.group = (body, None) if isinstance(body, Agency) else (None, body)
    alias.save()
    if _meant(text) != body:
        raise NameTaken(f"“{text}” trùng với tên của cơ quan khác nên không ghi nhớ được.")
    return alias


def _extended(alias: AgencyAlias, since: date) -> AgencyAlias:
    alias.valid_from = alias.valid_from and min(alias.valid_from, since)
    alias.valid_to = None
    return alias


def _meant(text: str) -> Agency | AgencyGroup | None:
    found = AgencyFinder(calendar.today()).find(text)
    return (found.agency or found.group) if found and found.sure else None
