"""Template tags which know how things look and nothing of what they mean."""

from datetime import date
from functools import cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@register.simple_tag
def icon(name: str, extra: str = "", label: str = "") -> SafeString:
    """An icon of static/icons.txt. Decoration, unless a label says what it means alone."""
    href = f"{_sprite()}#{name}"
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}"></use></svg>', extra, label, href
        )
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}"></use></svg>', extra, href)


@cache
def _sprite() -> str:
    return static("npm/icons.svg")


@register.filter
def number(value: Any) -> str:
    """26000 as 26.000; nothing as an en dash, so that an unknown figure is never shown as zero."""
    if value is None or value == "":
        return "–"
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """The share as 80,3 %; an en dash when there is nothing to divide by."""
    return in_percent(part, whole, places=1)


@register.filter
def percent2(part: int | None, whole: int | None) -> str:
    """The share as official reports write it: 98,62 %."""
    return in_percent(part, whole, places=2)


def in_percent(part: int | None, whole: int | None, *, places: int) -> str:
    """The same with as many decimal places as official reports want."""
    if part is None or not whole:
        return "–"
    share = round(100 * part / whole, places)
    if part < whole:
        share = min(share, 100 - 10**-places)  # "100 %" is said only of all
    return f"{number_format(share, decimal_pos=places, use_l10n=True)} %"


@register.filter
def weekday(day: date) -> str:
    """The day's name: Thứ Hai … Chủ nhật."""
    return WEEKDAYS[day.weekday()]


@register.filter
def initials(full_name: str) -> str:
    """First letters of the family and the given name: Nguyễn Thị Lan is NL."""
    words = full_name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The numbers worth a link: first, last, those around the page; None where some are left out."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's own query string with some parameters changed; None or "" removes one."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else "?"
