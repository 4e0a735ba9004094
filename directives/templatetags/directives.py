"""Parts of pages which know what a share of work is."""

from typing import Any

from django import template
from django.urls import reverse

from accounts.access import Act

from ..models import Assignment
from ..waiting import ASIDE

register = template.Library()

# act → words on its button, icon
_BUTTONS: dict[str, tuple[str, str]] = {
    Act.ACCEPT: ("Tiếp nhận", "check"),
    Act.REPORT: ("Báo cáo tiến độ", "writing"),
    Act.COMPLETE: ("Báo cáo hoàn thành", "circle-check"),
    Act.CONFIRM: ("Xác nhận", "circle-check"),
    Act.RETURN: ("Trả lại", "arrow-back-up"),
    Act.DECLINE: ("Từ chối", "ban"),
    Act.DELEGATE: ("Giao người thực hiện", "user"),
    Act.WITHDRAW: ("Rút báo cáo", "rotate-2"),
    Act.ASK_EXTENSION: ("Đề nghị gia hạn", "clock"),
    Act.DECIDE_EXTENSION: ("Quyết định gia hạn", "clock"),
    Act.SET_DEADLINE: ("Đổi thời hạn", "calendar"),
    Act.PAUSE: ("Tạm dừng", "player-pause"),
    Act.RESUME: ("Tiếp tục", "player-play"),
    Act.REVOKE: ("Thu hồi", "ban"),
    Act.REOPEN: ("Mở lại", "refresh"),
    Act.INSIST: ("Yêu cầu tiếp tục", "arrow-back-up"),
    Act.URGE: ("Đôn đốc", "speakerphone"),
    Act.CHANGE_ROLE: ("Đổi vai trò", "refresh"),
    Act.REASSIGN: ("Giao cơ quan khác", "arrow-right"),
}


SHOWN = 2  # acts that stand as buttons; the others are in a menu behind them


@register.inclusion_tag("directives/act_buttons.html")
def act_buttons(share: Assignment, acts: list[str], *, small: bool = False) -> dict[str, Any]:
    """The acts on a share, the likeliest first: some as buttons, the rest in a menu."""
    shown = [act for act in acts if act not in ASIDE][:SHOWN]
    rest = [act_button(share, act) for act in acts if act not in shown]
    leads = not small and shown[:1] != [Act.URGE]  # urging is nobody's main work
    return {"share": share, "shown": shown, "rest": rest, "small": small, "leads": leads}


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
