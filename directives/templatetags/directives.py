"""Parts of pages which know what a share of work is."""

from typing import Any

from django import template
from django.urls import reverse

from accounts.access import Act

from ..models import Assignment

register = template.Library()

# act → words on its button, icon
_BUTTONS: dict[str, tuple[str, str]] = {
    Act.ACCEPT: ("Tiếp nhận", "check"),
    Act.REPORT: ("Báo cáo tiến độ", "writing"),
    Act.COMPLETE: ("Báo cáo hoàn thành", "circle-check"),
    Act.CONFIRM: ("Xác nhận", "circle-check"),
    Act.RETURN: ("Trả lại", "arrow-back-up"),
}


@register.inclusion_tag("directives/act_button.html")
def act_button(share: Assignment, act: str, *, primary: bool = False, small: bool = False) -> dict[str, Any]:
    """The button of an act on a share: accepting is one press, the others open their form."""
    label, symbol = _BUTTONS[act]
    return {
        "url": reverse(f"directives:{act}", args=[share.directive_id, share.pk]),
        "label": label,
        "symbol": symbol,
        "direct": act == Act.ACCEPT,
        "primary": primary,
        "small": small,
        "share": share,
    }
