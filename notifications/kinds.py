"""What a notice is about, by which ways it can reach a person, and what nobody can switch off."""

from django.db import models

from accounts.models import Role


class Kind(models.TextChoices):
    """What a notice is about. People choose by kind; a rule of the office makes some of them obligatory."""

    ASSIGNED = "assigned", "Việc được giao cho tôi"
    RETURNED = "returned", "Kết quả bị trả lại"
    URGED = "urged", "Đôn đốc"
    EXPLANATION = "explanation", "Yêu cầu giải trình"
    INSTRUCTED = "instructed", "Chỉ đạo thêm"
    EXTENSION = "extension", "Gia hạn, đổi thời hạn"
    OVERDUE = "overdue", "Nhắc việc buổi sáng, có việc quá hạn"
    UPCOMING = "upcoming", "Nhắc việc buổi sáng, chưa có việc quá hạn"
    WEEKLY = "weekly", "Tổng hợp đầu tuần"
    RESULTS = "results", "Kết quả thực hiện nhiệm vụ tháng"
    FIGURES = "figures", "Nhắc nhập số liệu chỉ tiêu"
    CONFIRMED = "confirmed", "Kết quả được xác nhận"
    CHANGED = "changed", "Nhiệm vụ tạm dừng, thu hồi, mở lại, tách, gộp"
    FILED = "filed", "Báo cáo, đề nghị gửi đến tôi"
    TEAMWORK = "teamwork", "Phối hợp và việc con"
    COMMENT = "comment", "Ý kiến về nhiệm vụ"
    FOLLOWED = "followed", "Diễn biến của nhiệm vụ tôi theo dõi"
    READING = "reading", "Máy đã đọc xong tệp, văn bản"
    EXPORTED = "exported", "Tệp Excel tôi yêu cầu đã tạo xong"


class Channel(models.TextChoices):
    """By which way a notice reaches a person."""

    APP = "app", "Trong hệ thống"
    EMAIL = "email", "Thư điện tử"
    WEBHOOK = "webhook", "Webhook"
    PUSH = "push", "Thông báo đẩy"


# The ways about which each person chooses. A webhook is the office's own: it carries what goes by mail.
PERSONAL = (Channel.APP, Channel.EMAIL, Channel.PUSH)


# What the regulation makes obligatory: nobody can switch it off.
OBLIGATORY = frozenset(
    {
        Kind.ASSIGNED,
        Kind.RETURNED,
        Kind.URGED,
        Kind.EXPLANATION,
        Kind.INSTRUCTED,
        Kind.EXTENSION,
        Kind.OVERDUE,
    }
)
# The kinds which nobody can switch off, by channel. The ledger of reminders says that a person was told: so
# what it speaks of stands in the inbox at least. Of push nothing: each person switches it on or does not.
ALWAYS: dict[Channel, frozenset[Kind]] = {
    Channel.APP: OBLIGATORY | {Kind.UPCOMING},
    # A leader's instruction is mailed with the letter of the next morning, and stands in the inbox at once.
    Channel.EMAIL: OBLIGATORY - {Kind.INSTRUCTED},
}
# What a person is mailed who has chosen nothing: what cannot wait for the morning, and the letters of the
# morning, the week and the month, which hold what else there is. The same is pushed to who has switched that
# on somewhere; whether at all is theirs to choose, so no rule can rely on it.
_MAILED = ALWAYS[Channel.EMAIL] | {Kind.UPCOMING, Kind.WEEKLY, Kind.RESULTS, Kind.FIGURES}


_AGENCIES, _OFFICE = frozenset(Role.of_agencies()), frozenset(Role.office())
# Who is ever told of a kind; of what is not named here, everybody. The others need not choose about it.
_ONLY_FOR: dict[str, frozenset[Role]] = {
    Kind.ASSIGNED: _AGENCIES | _OFFICE,  # who monitors is told of what there is to monitor
    Kind.RETURNED: _AGENCIES,
    Kind.URGED: _AGENCIES | {Role.OFFICE_HEAD, Role.LEADER},  # these from the fourth urging on
    Kind.EXPLANATION: _AGENCIES,
    Kind.INSTRUCTED: _AGENCIES | _OFFICE,
    Kind.EXTENSION: _AGENCIES,
    Kind.OVERDUE: _AGENCIES | _OFFICE | {Role.LEADER},
    Kind.UPCOMING: _AGENCIES | _OFFICE | {Role.LEADER},
    Kind.WEEKLY: frozenset({Role.LEADER}),
    Kind.RESULTS: _AGENCIES,
    Kind.FIGURES: _AGENCIES,
    Kind.CONFIRMED: _AGENCIES,
    Kind.CHANGED: _AGENCIES | _OFFICE,
    Kind.FILED: _OFFICE | {Role.LEADER},
    Kind.TEAMWORK: _AGENCIES,
    Kind.COMMENT: _AGENCIES | _OFFICE | {Role.LEADER},
    Kind.READING: _OFFICE,
}


def concerns(kind: str, role: str, *, in_agency: bool = False) -> bool:
    """Whether somebody in this role can be told of this kind at all.

    `in_agency`: whether the person belongs to an agency, and so hears what its members hear.
    """
    roles = _ONLY_FOR.get(kind)
    return roles is None or role in roles or (in_agency and not roles.isdisjoint(_AGENCIES))


def by_default(kind: str, channel: str) -> bool:
    """Whether this kind goes by this channel to those who have not chosen."""
    return channel == Channel.APP or kind in _MAILED


def can_be_refused(kind: str, channel: str) -> bool:
    """Whether this is left to each person."""
    return kind not in ALWAYS.get(Channel(channel), frozenset())
