"""Numbers which open their rows."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.templatetags.look import number

from ..measures import Figure

register = template.Library()


@register.simple_tag
def count(figure: Figure, state: str = "") -> SafeString:
    """The number as a link to its rows; in the colour of `state` unless it is zero, which is grey."""
    tone = f" tone tone-{state}" if state and figure.count else ""
    zero = "" if figure.count else " zero"
    return format_html(
        '<a class="count-link{}{}" data-count="{}" href="{}">{}</a>',
        tone,
        zero,
        figure.count,
        figure.url,
        number(figure.count),
    )
