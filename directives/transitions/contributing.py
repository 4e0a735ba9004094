"""What coordinating agencies give to the lead, and how the lead asks for it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.access import Act
from accounts.models import User
from agencies import calendar

from .. import telling_within as telling
from ..filing import keep_files
from ..models import Assignment, Contribution, Event
from .moves import NotAllowed, lock_for, move, record

ASK_AGAIN_AFTER = timedelta(hours=24)
NOTHING_TO_RETRACT = "Không có ý kiến nào có thể rút."
NOBODY_TO_ASK = "Các cơ quan phối hợp đều đã gửi ý kiến."


@transaction.atomic
def contribute(
    assignment_id: int, *, by: User, text: str, files: Iterable[UploadedFile] = ()
) -> Contribution:
    """A coordinator gives its opinion or its part of the work; further ones may follow.

    From then on its part is fulfilled: nobody chases it. How far it has got (percent) is told by reports.
    """
    today = calendar.today()
    share = move(assignment_id, Act.CONTRIBUTE, by=by, note=text, contributed_on=today, contribute_by=None)
    made = Contribution.objects.create(assignment=share, text=text, filed_by=by, filed_on=today)
    keep_files(made, files, by=by)
    telling.contributed(share, made, by=by)
    return made


def to_retract(share: Assignment) -> Contribution | None:
    """The contribution that can be taken back: the latest one that stands."""
    return share.contributions.standing().select_related("filed_by").first()


@transaction.atomic
def retract(assignment_id: int, *, by: User, seen: int | None = None) -> Contribution:
    """A coordinator takes back its latest contribution, before a lead has filed a result that rests on it.

    It stays on record as withdrawn. `seen` is the contribution the person read.
    """
    _need_leads_at_work(assignment_id)
    share = lock_for(assignment_id, Act.RETRACT, by=by)
    standing = list(share.contributions.standing()[:2])
    if not standing:
        raise NotAllowed(NOTHING_TO_RETRACT)
    latest, *before = standing
    if seen is not None and seen != latest.pk:
        raise NotAllowed("Đã có ý kiến khác từ khi bạn mở trang. Xem lại trước khi rút.")
    share = move(assignment_id, Act.RETRACT, by=by, contributed_on=before[0].filed_on if before else None)
    latest.withdrawn_by, latest.withdrawn_at = by, calendar.now()
    latest.save(update_fields=["withdrawn_by", "withdrawn_at"])
    telling.contribution_retracted(share, latest, by=by)
    return latest


def to_ask(share: Assignment) -> list[Assignment]:
    """The coordinators which can be asked: work is left to them, and nothing came from them yet."""
    waiting = Assignment.objects.coordinators().waiting_on_agency().filter(directive=share.directive_id)
    return list(waiting.select_related("agency", "directive").order_by("pk"))


@transaction.atomic
def ask_contributions(assignment_id: int, *, by: User, until: date, note: str = "") -> list[Assignment]:
    """A lead asks those which have not contributed to do so until a day; each at most once in 24 hours."""
    if until < calendar.today():
        raise NotAllowed("Ngày gửi ý kiến không được ở trong quá khứ.")
    lead = lock_for(assignment_id, Act.ASK_CONTRIBUTIONS, by=by)
    found = to_ask(lead)
    # asked by two leads at once: the second waits here and sees what the first wrote
    asking = Assignment.objects.select_for_update(no_key=True)
    list(asking.filter(pk__in=[share.pk for share in found]).order_by("pk"))
    lately = Event.objects.filter(
        assignment__in=found,
        kind=Event.Kind.CONTRIBUTION_ASKED,
        at__gt=calendar.now() - ASK_AGAIN_AFTER,
    )
    asked_before = set(lately.values_list("assignment_id", flat=True))
    asked = [share for share in found if share.pk not in asked_before]
    if not asked:
        raise NotAllowed("Đã đề nghị trong 24 giờ qua; sau đó mới đề nghị lại." if found else NOBODY_TO_ASK)
    for share in asked:
        data = {"contribute_by": [share.contribute_by and str(share.contribute_by), str(until)]}
        share.contribute_by = until
        share.save(update_fields=["contribute_by"])
        record(Event.Kind.CONTRIBUTION_ASKED, by=by, assignment=share, note=note, data=data)
        telling.contribution_asked(share, lead, until, note, by=by)
    said = {
        "asked": [None, [share.agency.short_name for share in asked]],
        "contribute_by": [None, str(until)],
    }
    move(assignment_id, Act.ASK_CONTRIBUTIONS, by=by, note=note, said=said)
    return asked


def _need_leads_at_work(assignment_id: int) -> None:
    """Leads are locked before their coordinators, as whoever confirms a lead does."""
    directive = Assignment.objects.values("directive").get(pk=assignment_id)["directive"]
    leads = (
        Assignment.objects.leads().select_for_update(no_key=True).filter(directive=directive).order_by("pk")
    )
    if any(lead.filed_on is not None for lead in leads):
        raise NotAllowed("Cơ quan chủ trì đã gửi kết quả; không rút ý kiến được nữa.")
