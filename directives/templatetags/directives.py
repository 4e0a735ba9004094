"""Parts of pages which know what a share of work is."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html

from accounts.access import Act
from accounts.models import User
from agencies.models import Agency

from ..addresses import act_address
from ..columns import Column
from ..models import Assignment
from ..register_rows import Row
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
    Act.AMEND: ("Sửa báo cáo", "pencil"),
    Act.CONTRIBUTE: ("Gửi ý kiến", "message-2"),
    Act.RETRACT: ("Rút ý kiến", "rotate-2"),
    Act.ASK_CONTRIBUTIONS: ("Đề nghị gửi ý kiến", "message-report"),
    Act.PLAN_SUBTASKS: ("Thêm việc con", "checklist"),
    Act.ASK_EXTENSION: ("Đề nghị gia hạn", "clock"),
    Act.DECIDE_EXTENSION: ("Quyết định gia hạn", "clock"),
    Act.SET_DEADLINE: ("Đổi thời hạn", "calendar"),
    Act.PAUSE: ("Tạm dừng", "player-pause"),
    Act.RESUME: ("Tiếp tục", "player-play"),
    Act.REVOKE: ("Thu hồi", "ban"),
    Act.REOPEN: ("Mở lại", "refresh"),
    Act.INSIST: ("Yêu cầu tiếp tục", "arrow-back-up"),
    Act.ASK_EXPLANATION: ("Yêu cầu giải trình", "message-report"),
    Act.EXPLAIN: ("Giải trình", "message-2"),
    Act.URGE: ("Đôn đốc", "speakerphone"),
    Act.CHANGE_ROLE: ("Đổi vai trò", "refresh"),
    Act.REASSIGN: ("Giao cơ quan khác", "arrow-right"),
    Act.SET_CYCLE: ("Đặt chu kỳ", "calendar"),
    Act.INSTRUCT: ("Chỉ đạo thêm", "gavel"),
}


@register.simple_tag(takes_context=True)
def agency_name(context: template.Context, agency: Agency, *, short: bool = False, own: bool = False) -> str:
    """The agency's name; a link to its page for those who see all, and where it is `own` to who looks."""
    words = agency.short_name if short else agency.name
    return _named(context, "directives:agency", agency.pk, words, own)


@register.simple_tag(takes_context=True)
def person_name(context: template.Context, person: User, *, own: bool = False) -> str:
    """The person's name; a link to their page for those who see all, and for colleagues (`own`)."""
    return _named(context, "directives:person", person.pk, str(person), own)


def _named(context: template.Context, page: str, pk: int, words: str, own: bool) -> str:
    user = context["request"].user
    if not (own or user.sees_all):
        return format_html("{}", words)
    return format_html('<a class="named" href="{}">{}</a>', reverse(page, args=[pk]), words)


@register.filter
def said(row: Row, column: Column) -> Any:
    """What a column of the register says of a row."""
    return column.value(row)


# What one does when the work of others is not done is nobody's main work.
_NEVER_FIRST = ([Act.URGE], [Act.ASK_EXPLANATION])
SHOWN = 2  # acts that stand as buttons; the others are in a menu behind them


@register.inclusion_tag("directives/act_buttons.html")
def act_buttons(share: Assignment, acts: list[str], *, small: bool = False) -> dict[str, Any]:
    """The acts on a share, the likeliest first: some as buttons, the rest in a menu."""
    shown = [act for act in acts if act not in ASIDE][:SHOWN]
    rest = [act for act in acts if act not in shown]
    leads = bool(shown) and not small and shown[:1] not in _NEVER_FIRST
    if len(rest) == 1:  # a menu of one entry only hides it
        shown, rest = [*shown, *rest], []
    return {
        "share": share,
        "shown": shown,
        "rest": [act_button(share, act) for act in rest],
        "small": small,
        "leads": leads,
    }


@register.inclusion_tag("directives/act_button.html")
def act_button(share: Assignment, act: str, *, primary: bool = False, small: bool = False) -> dict[str, Any]:
    """The button of an act on a share: accepting is one press, the others open their form."""
    label, symbol = _BUTTONS[act]
    return {
        "url": act_address(share, act),
        "label": label,
        "symbol": symbol,
        "direct": act == Act.ACCEPT,
        "primary": primary,
        "small": small,
        "share": share,
    }
