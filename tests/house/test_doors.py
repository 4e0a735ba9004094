"""Every address: closed to strangers, and open to exactly the roles in the table."""

import io
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.urls import get_resolver, reverse
from django.utils import timezone
from PIL import Image

from accounts.models import Role
from agencies import calendar
from dashboards.models import Publication
from directives import intake, long_exports, saving, transitions
from directives.models import Attachment
from meetings.models import Document, SourceFile
from notifications import devices, webhooks
from notifications.models import Notification, OutgoingMessage, Webhook
from reminders.models import ReminderRule
from targets.models import Target

pytestmark = pytest.mark.django_db

# Open to everybody: the way in, its mark, and whether the site is alive.
PUBLIC = {
    "favicon",
    "healthz",
    "push_worker",  # a browser looks for a newer one whoever is signed in
    "healthz_background",
    "healthz_reminders",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
    "directives:calendar_ics",  # a calendar program comes without signing in; the address is secret
    "notifications:push_renew",  # a browser's worker comes without signing in; it bears a signed mark
    "notifications:unsubscribe",  # a mail program comes without signing in; the address is signed
    "public:list",  # what the Office has published for everybody
    "public:month",
    "public:month_json",
    "public:month_csv",
    "admin:login",  # sends on to account_login
}

# Who stands in the columns: a leader, the head and a clerk of the Office; of the leading agency its head, its
# focal officer and an officer to whom nothing is delegated; the head of the coordinating agency; the head of
# an agency which has no share; the auditor, the administrator.
PEOPLE = ["chi", "dung", "lan", "binh", "mai", "nam", "ha", "tam", "an", "quan"]
# o: opens; -: may not do this (403); .: may not know that it exists (404). Asked by GET unless it says POST.
TABLE = """
home                            o o o  o o o  o o  o o
account_change_password         o o o  o o o  o o  o o
account_reauthenticate          o o o  o o o  o o  o o
notifications:inbox             o o o  o o o  o o  o o
notifications:bell              o o o  o o o  o o  o o
notifications:read_all POST     o o o  o o o  o o  o o
notifications:preferences       o o o  o o o  o o  o o
notifications:push_add POST     o o o  o o o  o o  o o
notifications:push_remove POST  . . .  o . .  . .  . .
notifications:push_try POST     . . .  o . .  . .  . .
notifications:open              . . .  o . .  . .  . .
notifications:read POST         . . .  o . .  . .  . .
notifications:deliveries        - o o  - - -  - -  o o
notifications:deliveries_in_app - o o  - - -  - -  o o
notifications:delivery          - o o  - - -  - -  o o
notifications:resend POST       - o o  - - -  - -  - -
notifications:webhooks          - o -  - - -  - -  - o
notifications:webhook_add       - o -  - - -  - -  - o
notifications:webhook           - o -  - - -  - -  - o
notifications:webhook_try POST  - o -  - - -  - -  - o
meetings:list                   o o o  - - -  - -  o o
meetings:add                    - o o  - - -  - -  - -
meetings:usual_title            - o o  - - -  - -  - -
meetings:detail                 o o o  . . .  . .  o o
meetings:edit                   - o o  . . .  . .  - -
meetings:documents              o o o  - - -  - -  o o
meetings:document               o o o  . . .  . .  o o
meetings:source                 . o o  . . .  . .  . .
meetings:source_delete          . o o  . . .  . .  . .
directives:my_work              o o o  o o o  o o  o o
directives:accept_many          - - -  o - -  o o  - -
directives:departed             - o -  o - -  o o  - -
directives:register             o o o  o o o  o o  o o
directives:add                  - o o  - - -  - -  - -
directives:add_under            - o o  . . .  . .  - -
directives:columns POST         o o o  o o o  o o  o o
directives:export               o o o  o o o  o o  o o
directives:export_later POST    o o o  o o o  o o  o o
directives:exports              o o o  o o o  o o  o o
directives:long_export          . . .  o . .  . .  . .
directives:export_file          . . .  o . .  . .  . .
directives:export_again POST    . . .  o . .  . .  . .
directives:export_delete        . . .  o . .  . .  . .
directives:print                o o o  o o o  o o  o o
directives:bulk                 o o o  o o o  o o  o o
directives:saved                o o o  o o o  o o  o o
directives:saved_add            o o o  o o o  o o  o o
directives:saved_change         - o o  - - -  - -  - -
directives:saved_delete         - o o  - - -  - -  - -
directives:saved_open POST      o o o  o o o  o o  o o
directives:saved_unopen POST    o o o  o o o  o o  o o
directives:detail               o o o  o o o  o .  o o
directives:accept               - - -  o - -  . .  - -
directives:report               - - -  o o -  . .  - -
directives:complete             - - -  o - -  . .  - -
directives:confirm              - o o  - - -  . .  - -
directives:return               - o o  - - -  . .  - -
directives:decline              - - -  o - -  . .  - -
directives:delegate             - - -  o - -  . .  - -
directives:withdraw             - - -  o o -  . .  - -
directives:plan_subtasks        - - -  o o -  . .  - -
directives:subtask_edit         - - -  o o -  . .  - -
directives:subtask_remove       - - -  o o -  . .  - -
directives:subtask_tick         - - -  - - o  . .  - -
directives:subtask_untick       - - -  - - o  . .  - -
directives:subtask_up POST      - - -  o o -  . .  - -
directives:subtask_down POST    - - -  o o -  . .  - -
directives:contribute           - - -  o o -  . .  - -
directives:retract              - - -  o o -  . .  - -
directives:ask_contributions    - - -  o o -  . .  - -
directives:amend                - - -  o o -  . .  - -
directives:ask_extension        - - -  o - -  . .  - -
directives:decide_extension     - o -  - - -  . .  - -
directives:set_deadline         - o -  - - -  . .  - -
directives:pause                - o -  - - -  . .  - -
directives:resume               - o -  - - -  . .  - -
directives:revoke               - o -  - - -  . .  - -
directives:reopen               - o -  - - -  . .  - -
directives:insist               - o o  - - -  . .  - -
directives:reassign             - o o  - - -  . .  - -
directives:change_role          - o o  - - -  . .  - -
directives:star POST            o o o  - - -  - .  - -
directives:unstar POST          o o o  - - -  - .  - -
directives:follow POST          o o o  o o o  o .  o o
directives:unfollow POST        o o o  o o o  o .  o o
directives:mute POST            o o o  o o o  o .  o o
directives:unmute POST          o o o  o o o  o .  o o
directives:comment              o o o  - - -  - .  - -
directives:instruct             o - -  - - -  - .  - -
directives:comment_take_back POST o - -  - - -  - .  - -
directives:explanation_withdraw POST o - -  - - -  . .  - -
directives:ask_explanation      o - -  - - -  . .  - -
directives:explain              - - -  o o -  . .  - -
directives:urging_letter        - . .  - - -  - -  - -
directives:signed_letter        - o o  - - -  . .  - -
directives:letter_template      - o -  - - -  - -  - -
directives:letter_template_file - o o  - - -  - -  - -
directives:letter_template_reset POST - o -  - - -  - -  - -
reports:month                   o o o  - - -  - -  o o
reports:month_word              o o o  - - -  - -  o o
reports:month_excel             o o o  - - -  - -  o o
reports:month_later POST        o o o  - - -  - -  o o
reports:compare                 o o o  o o o  o o  o o
reports:compare_excel           o o o  o o o  o o  o o
reports:scores                  o o o  o o o  o o  o o
reports:scores_excel            o o o  - - -  - -  o o
reports:score                   o o o  o o o  . .  o o
reports:scoring_rules           - o -  - - -  - -  - -
reports:results                 - o o  - - -  - -  - -
reports:publications            - o -  - - -  - -  - -
reports:publication_withdraw    - o -  - - -  - -  - -
reports:month_template          - o -  - - -  - -  - -
reports:month_template_file     o o o  - - -  - -  o o
reports:month_template_reset POST - o -  - - -  - -  - -
directives:urge                 - o o  - - -  . .  - -
directives:edit                 - o o  - - -  - .  - -
directives:add_agency           - o o  - - -  - .  - -
directives:search               o o o  o o o  o o  o o
directives:calendar             o o o  o o o  o o  o o
directives:calendar_feed        o o o  o o o  o o  o o
directives:calendar_feed_renew POST o o o  o o o  o o  o o
directives:calendar_feed_revoke POST o o o  o o o  o o  o o
directives:agencies             o o o  o o o  o o  o o
directives:agency               o o o  o o o  . .  o o
directives:person               o o o  o o o  . .  o o
directives:merge                - o o  - - -  - .  - -
directives:unmerge              - o o  - - -  - .  - -
directives:successions          - o -  - - -  - -  - -
directives:succession           - o -  - - -  - -  - -
directives:split                - o o  - - -  - .  - -
directives:set_cycle            - o o  - - -  - .  - -
directives:change_cycle         - o -  - - -  - .  - -
directives:stop_cycle           - o -  - - -  - .  - -
directives:rules                - o -  - - -  - -  - -
directives:attachment           o o o  o o o  . .  o o
directives:attachment_preview   o o o  o o o  . .  o o
directives:attachment_page      o o o  o o o  . .  o o
directives:source_file          o o o  . . .  . .  o o
directives:source_preview       o o o  . . .  . .  o o
directives:source_page          o o o  . . .  . .  o o
directives:document_add         - o o  - - -  - -  - -
directives:meeting_document_add - o o  . . .  . .  - -
directives:document_edit        - o o  . . .  . .  - -
directives:reading              - o o  . . .  . .  - -
directives:find_again POST      - o o  . . .  . .  - -
directives:review               - o o  . . .  . .  - -
directives:proposal_add POST    - o o  . . .  . .  - -
directives:sentence_no_task POST - o o  . . .  . .  - -
directives:sentence_undo POST   - o o  . . .  . .  - -
directives:sentences_rest POST  - o o  . . .  . .  - -
directives:review_undo POST     - o o  . . .  . .  - -
directives:publish              - o o  . . .  . .  - -
directives:document_panel       o o o  . . .  . .  o o
directives:meetings_progress    o o o  - - -  - -  o o
directives:meeting_panel        o o o  . . .  . .  o o
directives:proposal             - o o  . . .  . .  - -
directives:proposal_edit        - o o  . . .  . .  - -
directives:proposal_split       - o o  . . .  . .  - -
directives:proposal_merge       - o o  . . .  . .  - -
directives:proposal_span        - o o  . . .  . .  - -
directives:proposal_accept POST - o o  . . .  . .  - -
directives:proposal_dismiss POST - o o  . . .  . .  - -
directives:proposal_restore POST - o o  . . .  . .  - -
directives:proposal_deadline POST - o o  . . .  . .  - -
directives:proposal_lead POST   - o o  . . .  . .  - -
directives:proposal_milestone POST - o o  . . .  . .  - -
directives:proposal_replaces POST - o o  . . .  . .  - -
directives:proposal_repeats POST - o o  . . .  . .  - -
directives:presence             - o o  . . .  . .  - -
directives:presence_leave POST  - o o  . . .  . .  - -
directives:party_name           - o o  . . .  . .  - -
directives:party_drop POST      - o o  . . .  . .  - -
directives:party_remove POST    - o o  . . .  . .  - -
directives:party_settle POST    - o o  . . .  . .  - -
targets:list                    o o o  o o o  o o  o o
targets:add                     - o o  - - -  - -  - -
targets:of_directive            o o o  o o o  o .  o o
targets:detail                  o o o  o o o  . .  o o
targets:edit                    - o o  - - -  . .  - -
targets:plan                    - o o  - - -  . .  - -
targets:enter                   - o o  o o o  . .  - -
targets:close                   - o o  - - -  . .  - -
targets:reopen POST             - o o  - - -  . .  - -
targets:remove                  - o o  - - -  . .  - -
reminders:ladder                - o -  - - -  - -  - -
reminders:rule                  - o -  - - -  - -  - -
reminders:reset                 - o -  - - -  - -  - -
dashboards:province             o o o  - - -  - -  o o
dashboards:agency               o o o  o o o  . .  o o
dashboards:office               - o o  - - -  - -  - -
dashboards:mine                 o o -  - - -  - -  - -
dashboards:own_agency           - - -  o o o  o o  - -
dashboards:communes             o o o  - - -  - -  o o
dashboards:wall                 o o o  - - -  - -  o o
admin:index                     - - -  - - -  - -  - o
admin:accounts_user_changelist  - - -  - - -  - -  - o
admin:agencies_agency_changelist - - -  - - -  - -  - o
"""
EXPORTS = [f"directives:{act}" for act in ("long_export", "export_file", "export_again", "export_delete")]
SAVED = [f"directives:saved_{act}" for act in ("change", "delete", "open", "unopen")]
APP = {"admin:app_list": {"app_label": "agencies"}}


def read_row(name: str, *rest: str) -> tuple[str, tuple[str, tuple[str, ...]]]:
    method, signs = (rest[0].lower(), rest[1:]) if rest[0] == "POST" else ("get", rest)
    return name, (method, signs)


ROWS = dict(read_row(*line.split()) for line in TABLE.strip().splitlines())


def named_urls(resolver, prefix: str = "") -> Iterator[tuple[str, dict]]:
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from named_urls(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.name:
            yield prefix + entry.name, entry.pattern.converters or entry.pattern.regex.groupindex


URLS = dict(named_urls(get_resolver()))


@pytest.fixture
def tam(make_user, education):
    """The head of an agency which has no share in anything here."""
    return make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head")


@pytest.fixture
def rows(
    ladder,
    cast,
    tam,
    directive,
    assignment,
    session_0411,
    make_document,
    make_agency,
    binh,
    lan,
    settings,
    tmp_path,
):
    """One of everything: work given out and reported on, a text under review, a notice, a message."""
    settings.MEDIA_ROOT = tmp_path
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    png = drawn.getvalue()
    transitions.accept(assignment.pk, by=binh)
    transitions.report(
        assignment.pk,
        by=binh,
        progress=transitions.Progress(done="Đã rà soát xong 12 dự án.", percent=40),
        files=[SimpleUploadedFile("bao cao.png", png)],
    )
    piece = transitions.add_subtask(assignment.pk, by=binh, title="Tổng hợp số liệu", person=cast["nam"])
    text = (
        "Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát định mức chi, báo cáo trước ngày 20/11/2025."
    )
    draft = make_document(text=text, meeting=session_0411, issued_on=date(2025, 11, 5))
    intake.propose(draft.pk, by=lan)
    proposal = draft.proposals.first()
    entered = SourceFile(
        document=directive.document,
        file=ContentFile(png, "785.png"),
        state="ready",
        finished_at=timezone.now(),
    )
    waiting = SourceFile(
        file=ContentFile(b"Giao So Y te", "786.txt"), state="failed", problem="Không đọc được."
    )
    waiting.finished_at = timezone.now()
    for source in (entered, waiting):
        source.original_name, source.size, source.uploaded_by = "tệp.txt", 10, lan
        source.content_type = "text/plain"
        source.save()
    ended = make_agency("SKHDT", "Sở Kế hoạch và Đầu tư", valid_to=date(2025, 2, 28))
    chi = cast["chi"]
    months = {"first_month": date(2025, 1, 1), "last_month": date(2025, 12, 1)}
    target = Target.objects.create(
        name="Thu ngân sách", unit="tỷ đồng", value=26_000, lead=assignment.agency, created_by=lan, **months
    )
    export, _ = long_exports.ask("list", QueryDict(), by=binh)
    long_exports.write(export.pk)
    return SimpleNamespace(
        export=export,
        ended=ended,
        publication=Publication.objects.create(
            periods="middle",
            month="2025-10",
            title="tháng 10/2025",
            first=date(2025, 9, 15),
            last=date(2025, 10, 14),
            on=date(2025, 10, 14),
            numbers={"total": {}, "boards": []},
            published_by=cast["dung"],
            published_by_name="Nguyễn Tiến Dũng",
        ),
        comment=transitions.instruct(directive.pk, by=chi, text="Làm rõ nguồn vốn."),
        asked=transitions.ask_explanation(
            assignment.pk, by=chi, question="Vì sao chưa xong?", due_on=calendar.today()
        ),
        urging=transitions.urge(assignment.pk, kind="reminder", text="Khẩn trương báo cáo.", by=lan),
        entered=entered,
        waiting=waiting,
        people={**cast, "tam": tam},
        saved=saving.save_view(by=lan, name="Quá hạn", query="time=overdue", is_shared=True),
        directive=directive,
        target=target,
        assignment=assignment,
        piece=piece,
        meeting=session_0411,
        draft=draft,
        proposal=proposal,
        sentence=draft.sentences.first(),
        party=proposal.parties.first(),
        attachment=Attachment.objects.get(),
        notice=Notification.objects.filter(recipient=binh).first(),
        device=devices.switch_on(
            binh, endpoint="https://push.example/a", p256dh="x", auth="x", label="Chrome trên Windows"
        ),
        webhook=webhooks.save(Webhook(name="Cổng Zalo", url="http://zalo.example/")),
        message=OutgoingMessage.objects.filter(recipient=binh).first(),
    )


def arguments(name: str, rows: SimpleNamespace) -> dict:
    """The numbers in the address: those of the rows it is about."""
    act = name.partition(":")[2]
    if "directive_pk" in URLS[name]:
        return {"directive_pk": rows.directive.pk, "pk": rows.assignment.pk}
    if "party_pk" in URLS[name]:
        return {"pk": rows.proposal.pk, "party_pk": rows.party.pk}
    if "pk" not in URLS[name]:
        return {}
    if "month" in URLS[name]:
        return {"pk": rows.target.pk, "year": 2025, "month": 1}
    if "number" in URLS[name]:
        return {
            "pk": {"attachment": rows.attachment, "source": rows.entered}[act.partition("_")[0]].pk,
            "number": 1,
        }
    about = {
        "reminders:rule": ReminderRule.objects.first(),
        "notifications:webhook": rows.webhook,
        "notifications:webhook_try": rows.webhook,
        "notifications:push_remove": rows.device,
        "notifications:push_try": rows.device,
        "notifications:open": rows.notice,
        "notifications:read": rows.notice,
        "notifications:delivery": rows.message,
        "notifications:resend": rows.message,
        "meetings:detail": rows.meeting,
        "meetings:edit": rows.meeting,
        "meetings:document": rows.directive.document,
        "directives:detail": rows.directive,
        "directives:add_under": rows.directive.document,
        "directives:edit": rows.directive,
        **dict.fromkeys(SAVED, rows.saved),
        **dict.fromkeys(EXPORTS, rows.export),
        "directives:add_agency": rows.directive,
        "directives:comment": rows.directive,
        "directives:instruct": rows.directive,
        "directives:comment_take_back": rows.comment,
        "directives:explanation_withdraw": rows.asked,
        "directives:signed_letter": rows.urging,
        "directives:star": rows.directive,
        "directives:unstar": rows.directive,
        "directives:follow": rows.directive,
        "directives:unfollow": rows.directive,
        "directives:mute": rows.directive,
        "directives:unmute": rows.directive,
        "directives:agency": rows.assignment.agency,
        "dashboards:agency": rows.assignment.agency,
        "reports:score": rows.assignment.agency,
        "reports:publication_withdraw": rows.publication,
        "directives:person": rows.people["nam"],
        "directives:merge": rows.directive,
        "directives:unmerge": rows.directive,
        "directives:succession": rows.ended,
        "directives:split": rows.directive,
        "directives:set_cycle": rows.directive,
        "directives:change_cycle": rows.directive,
        "directives:stop_cycle": rows.directive,
        "directives:attachment": rows.attachment,
        **dict.fromkeys((name for name in URLS if name.startswith("directives:subtask_")), rows.piece),
        "directives:attachment_preview": rows.attachment,
        "directives:source_file": rows.entered,
        "directives:source_preview": rows.entered,
        "meetings:source": rows.waiting,
        "meetings:source_delete": rows.waiting,
        "directives:meeting_panel": rows.meeting,
        "directives:meeting_document_add": rows.meeting,
        "directives:document_panel": rows.directive.document,
        **dict.fromkeys((name for name in URLS if name.startswith("targets:")), rows.target),
        "targets:of_directive": rows.directive,
    }
    return {
        "pk": about.get(
            name, rows.proposal if act.startswith("proposal") and act != "proposal_add" else rows.draft
        ).pk
    }


def symbol(status: int) -> str:
    return {403: "-", 404: "."}.get(status, "o" if status in (200, 204, 302, 409, 422) else str(status))


@pytest.mark.no_cover  # more than a thousand requests, of pages which other tests open
def test_each_address_is_open_to_exactly_these(rows, client):
    wrong = {}
    for person in PEOPLE:
        client.force_login(rows.people[person])
        for name, (method, signs) in ROWS.items():
            found = opened(client, method, reverse(name, kwargs=arguments(name, rows)), rows)
            if found != dict(zip(PEOPLE, signs, strict=True))[person]:
                wrong[name, person] = found
    assert not wrong


def opened(client, method: str, url: str, rows: SimpleNamespace) -> str:
    """How the address answers, as the table says it; what the request changed is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(url, {"sentence": rows.sentence.pk, "act": "follow"})
        transaction.set_rollback(True)
    return symbol(response.status_code)


def test_every_address_stands_in_the_table():
    ours = {name for name in URLS if not name.startswith("admin:")}
    assert ours - PUBLIC == {name for name in ROWS if not name.startswith("admin:")}


@pytest.mark.no_cover  # none gets further than the way in
def test_no_page_is_open_by_accident(client):
    for name in sorted(set(URLS) - PUBLIC):
        url = reverse(name, kwargs=dict.fromkeys(URLS[name], 1) | APP.get(name, {}))
        ways_in = ["account_login", "admin:login"] if name.startswith("admin:") else ["account_login"]
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            assert response.status_code == 302, (name, method)
            assert response["Location"] in {f"{reverse(way)}?next={url}" for way in ways_in}, (name, method)


def test_the_public_pages_are_really_there():
    assert set(URLS) >= PUBLIC


def test_an_agency_sees_no_draft_and_no_text(rows, client):
    """Documents are for the Office and those who see all; agencies see their points."""
    client.force_login(rows.people["binh"])
    for document in Document.objects.all():
        assert client.get(reverse("meetings:document", args=[document.pk])).status_code == 404
