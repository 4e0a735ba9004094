"""The database refuses what the rules forbid: each named constraint and each trigger is provoked once."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from agencies.models import Agency, AgencyAlias, Membership
from dashboards.models import Publication, ResultNotice, ScoringRules
from directives import transitions
from directives.models import (
    Assignment,
    Attachment,
    Comment,
    Contribution,
    Cycle,
    CycleParty,
    Directive,
    DocumentReading,
    Event,
    Export,
    Follow,
    FollowUpRules,
    Mute,
    ProgressReport,
    Proposal,
    ProposalParty,
    RuleChange,
    Sentence,
    SignedLetter,
    Urging,
)
from meetings.models import Document, Meeting, SourceFile
from notifications.models import DigestHour, Notification, OutgoingMessage, Preference, PushDevice, Webhook
from reminders.models import Reminder, ReminderRule, ReminderRuleChange
from targets.models import MonthValue, PlannedValue, Target, TargetEvent

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 9)
OURS = (
    *("accounts", "agencies", "notifications", "meetings", "directives"),
    *("targets", "reminders", "dashboards", "demo"),
)


@pytest.fixture
def rows(directive, assignment, make_document, departments_group, lan, binh, finance, health):
    """One of everything: an accepted share with a report, a text under review, a message, a rung."""
    transitions.accept(assignment.pk, by=binh)
    draft = make_document()
    proposal = Proposal.objects.create(document=draft, start=0, end=5, title="Rà soát")
    Sentence.objects.create(document=draft, start=0, end=5)
    for party in ({"agency": finance}, {"group": departments_group}):
        ProposalParty.objects.create(proposal=proposal, role="lead", text="x", **party)
    report = ProgressReport.objects.create(
        assignment=assignment, kind="progress", percent=50, done="Một nửa", filed_by=binh, filed_on=DAY
    )
    return SimpleNamespace(
        lan=lan,
        binh=binh,
        finance=finance,
        health=health,
        group=departments_group,
        directive=directive,
        source=SourceFile.objects.create(file="x", original_name="x", size=1, uploaded_by=lan),
        reading=DocumentReading.objects.create(document=draft, asked_by=lan),
        share=assignment,
        draft=draft,
        proposal=proposal,
        report=report,
        member=Membership.objects.get(user=binh),
        rule_change={
            "rule": "extensions_at_most",
            "old": 2,
            "new": 3,
            "actor": lan,
            "actor_name": "Trần Thị Lan",
        },
        message=OutgoingMessage.objects.create(
            key="k", recipient=lan, address=lan.email, subject="s", text="t"
        ),
        notice=Notification.objects.create(key="k", recipient=lan, title="t", url="/my-work/"),
        rule=ReminderRule.objects.create(name="thử", days_from_due=-3),
        filing={"assignment": assignment, "percent": 100, "done": "x", "filed_by": binh, "filed_on": DAY},
    )


def change(row, **fields):
    """Straight to the database, past forms and functions."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)


def again(row, **fields):
    """The same row once more."""
    row.pk = None
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def alias(**fields):
    AgencyAlias.objects.create(text="Sở Lạ", **fields)


def done(**fields):
    """A finished share, all but for what is given."""
    return {
        "work_state": "done",
        "confirmation": "confirmed",
        "filed_on": DAY,
        "finished_on": DAY,
        "confirmed_on": DAY,
        **fields,
    }


def remind(r):
    Reminder.objects.create(assignment=r.share, rule=r.rule, due_on=DAY, recipient=r.lan, planned_on=DAY)


def prefer(r, **fields):
    Preference.objects.create(user=r.lan, wanted=False, **fields)


def push_to(r, endpoint, **fields):
    PushDevice.objects.create(user=r.lan, label="x", endpoint=endpoint, p256dh="x", auth="x", **fields)


def note_change(r, **fields):
    values = {
        "rule": r.rule,
        "rule_name": "thử",
        "field": "days_from_due",
        "old": "-3",
        "new": "-5",
        **fields,
    }
    return ReminderRuleChange.objects.create(actor=r.lan, actor_name="Trần Thị Lan", **values)


def say(r, **fields):
    values = {"directive": r.directive, "author": r.lan, "kind": "remark", "audience": "charged", "text": "x"}
    return Comment.objects.create(**values | fields)


def inquire(r, **fields):
    r.share.explanations.create(**{"question": "x", "due_on": DAY, "asked_by": r.lan, **fields})


def answered(r, **fields):
    return {"answer": "x", "answered_by": r.binh, "answered_at": timezone.now(), "answered_on": DAY, **fields}


def urge(r, **fields):
    values = {"assignment": r.share, "number": 1, "kind": "reminder", "text": "x", "by": r.lan, **fields}
    Urging.objects.create(**values)


def ask(r, **fields):
    values = {"due_on": DAY, "asked_due_on": date(2025, 11, 20), "reason": "x", "asked_by": r.binh, **fields}
    r.share.extension_requests.create(**values)


def attach(r, **fields):
    values = {"file": "x.pdf", "original_name": "x.pdf", "content_type": "x", "size": 1, "sha256": "0"}
    Attachment.objects.create(uploaded_by=r.binh, **values | fields)


def divide(r, **fields):
    values = {"title": "Tổng hợp", "person": r.binh, "created_by": r.binh, **fields}
    r.share.subtasks.create(**values)


def contribute(r, **fields):
    values = {"assignment": r.share, "text": "Thống nhất", "filed_by": r.binh, "filed_on": DAY, **fields}
    return Contribution.objects.create(**values)


def cycle(r, **fields):
    values = {"every": "month", "day_rule": "day", "number": 25, "month": 1, "starts_on": DAY, **fields}
    return Cycle.objects.create(directive=r.directive, **values)


def charge(made, *agencies):
    for agency in agencies:
        CycleParty.objects.create(cycle=made, agency=agency, role="lead")


def occurrence(r, part):
    """A child of the directive, on the day on which another one may be, too."""
    again(
        Directive.objects.get(pk=r.directive.pk),
        code=f"NV-x.{part}",
        part=part,
        parent=r.directive,
        occurs_on=DAY,
    )


def aim(r, **fields):
    """A target of a year."""
    months = {"first_month": date(2025, 1, 1), "last_month": date(2025, 12, 1)}
    values = {
        "name": "Thu ngân sách",
        "unit": "tỷ đồng",
        "value": 26_000,
        "lead": r.finance,
    }
    return Target.objects.create(created_by=r.lan, **months | values | fields)


def measure(r, *months, target=None):
    target = target or aim(r)
    for month in months:
        MonthValue.objects.create(target=target, month=month, value=1, entered_by=r.lan)


def foresee(r, *months):
    target = aim(r)
    for month in months:
        PlannedValue.objects.create(target=target, month=month, value=1)


def order(r, **fields):
    return Export.objects.create(
        **{"owner": r.lan, "what": "list", "digest": "0" * 64, "said": "x", "on": DAY, **fields}
    )


def tell(r, **fields):
    values = {"target": aim(r), "kind": "edited", "actor": r.lan, "actor_name": "Trần Thị Lan"}
    return TargetEvent.objects.create(**values | fields)


BREAKS = {
    "publication_one_standing": lambda r: (published(r), published(r)),
    "publication_withdrawn_with_reason": lambda r: published(r, reason="Sai số liệu."),
    "result_notice_once": lambda r: (told(r), told(r)),
    "user_role_known": lambda r: change(r.lan, role="king"),
    "user_email_once": lambda r: change(r.lan, email=r.binh.email),
    "agency_valid_order": lambda r: change(r.finance, valid_from=DAY, valid_to=date(2025, 11, 8)),
    "agency_successor_not_itself": lambda r: change(r.finance, successor=r.finance),
    "agency_asked_not_ranked": lambda r: change(r.finance, is_asked=True),
    "alias_once": lambda r: (alias(agency=r.finance), alias(agency=r.health)),
    "alias_of_one": lambda r: alias(agency=r.finance, group=r.group),
    "membership_once": lambda r: again(r.member),
    "membership_role_known": lambda r: change(r.member, role="guest"),
    "preference_once": lambda r: [prefer(r, kind="filed", channel="email") for _ in range(2)],
    "preference_not_of_what_is_always_told": lambda r: prefer(r, kind="upcoming", channel="app"),
    "preference_not_of_what_is_always_mailed": lambda r: prefer(r, kind="urged", channel="email"),
    "digest_hour_offered": lambda r: DigestHour.objects.create(user=r.lan, at=time(7, 15)),
    "message_channel_known": lambda r: change(r.message, channel="app"),
    "message_webhook_iff_channel": lambda r: change(r.message, channel="webhook"),
    "message_device_iff_channel": lambda r: change(r.message, channel="push"),
    "push_endpoint_once": lambda r: [push_to(r, "https://push.example/a") for _ in range(2)],
    "push_endpoint_https": lambda r: push_to(r, "http://push.example/"),
    "push_ended_says_why": lambda r: push_to(r, "https://push.example/", ended_at=timezone.now()),
    "webhook_url_http": lambda r: Webhook.objects.create(name="x", url="ftp://x", secret="x"),
    "webhook_has_secret": lambda r: Webhook.objects.create(name="x", url="http://x", secret=""),
    "notification_url_internal": lambda r: change(r.notice, url="//other.example/"),
    "message_status_known": lambda r: change(r.message, status="lost"),
    "message_sent_iff_time": lambda r: change(r.message, status="sent"),
    "meeting_once": lambda r: again(Meeting.objects.get()),
    "document_number_once": lambda r: again(r.draft),
    "document_published_by_someone": lambda r: change(r.draft, published_at=timezone.now()),
    "document_corrects_another": lambda r: change(r.draft, corrects=r.draft, relation="corrects"),
    "document_related_in_one_way": lambda r: change(r.draft, relation="corrects"),
    "sourcefile_done_of_total": lambda r: change(r.source, done=2, total=1),
    "sourcefile_finished_iff_time": lambda r: change(r.source, state="ready"),
    "sourcefile_failed_says_why": lambda r: change(r.source, problem="x"),
    "source_not_empty": lambda r: change(r.source, size=0),
    "source_secret_keeps_nothing": lambda r: change(r.source, secret=True),
    "source_of_document_was_read": lambda r: change(r.source, document=r.draft),
    "documentreading_done_of_total": lambda r: change(r.reading, done=2, total=1),
    "documentreading_finished_iff_time": lambda r: change(r.reading, state="ready"),
    "documentreading_failed_says_why": lambda r: change(r.reading, problem="x"),
    "export_done_of_total": lambda r: order(r, done=2, total=1),
    "export_finished_iff_time": lambda r: order(r, finished_at=timezone.now()),
    "export_failed_says_why": lambda r: order(r, problem="x"),
    "export_ready_iff_file": lambda r: order(r, state="ready", finished_at=timezone.now()),
    "export_once_at_a_time": lambda r: (order(r), order(r)),
    "directive_number_once": lambda r: again(r.directive, code="NV-x"),
    "directive_span": lambda r: change(r.directive, start=5, end=5),
    "directive_part_iff_child": lambda r: change(r.directive, part=1),
    "directive_occurs_once": lambda r: (occurrence(r, 1), occurrence(r, 2)),
    "directive_only_children_occur": lambda r: change(r.directive, occurs_on=DAY),
    "cycle_rule_known": lambda r: cycle(r, every="day"),
    "cycle_month_unless_weekly": lambda r: cycle(r, every="week", day_rule="weekday", number=5),
    "cycle_number_unless_last": lambda r: cycle(r, number=None),
    "cycle_ends_after_start": lambda r: cycle(r, ends_on=date(2025, 11, 8)),
    "cycle_agency_once": lambda r: charge(cycle(r), r.finance, r.finance),
    "directive_not_own_parent": lambda r: change(r.directive, parent=r.directive, part=1),
    "directive_carried_on_once": lambda r: change(r.directive, merged_into_id=0, replaced_by_id=0),
    "directive_carried_on_by_another": lambda r: change(r.directive, merged_into=r.directive),
    "directive_deadline_kind_known": lambda r: change(r.directive, deadline_kind="soonish"),
    "directive_priority_known": lambda r: change(r.directive, priority="very"),
    "assignment_once_per_agency": lambda r: again(r.share),
    "assignment_role_known": lambda r: change(r.share, role="watcher"),
    "assignment_work_state_known": lambda r: change(r.share, work_state="lost"),
    "assignment_confirmation_known": lambda r: change(r.share, confirmation="maybe"),
    "assignment_done_iff_confirmed": lambda r: change(r.share, **done(finished_on=None)),
    "assignment_filed_iff_waiting_or_done": lambda r: change(r.share, confirmation="pending"),
    "assignment_finished_when_filed": lambda r: change(r.share, **done(finished_on=date(2025, 11, 10))),
    "assignment_only_coordinators_contribute": lambda r: change(r.share, contributed_on=DAY),
    "assignment_only_coordinators_released": lambda r: change(r.share, released_on=DAY),
    "assignment_quality_known": lambda r: change(r.share, **done(quality="superb")),
    "assignment_quality_of_the_done": lambda r: change(r.share, quality="good"),
    "assignment_percent_range": lambda r: change(r.share, percent=101),
    "assignment_deadline_has_original": lambda r: again(r.share, original_due_on=None),
    "assignment_accepted_before_work": lambda r: change(r.share, accepted_at=None),
    "event_about_something": lambda r: Event.objects.create(kind="published", actor_name="x"),
    "event_assignment_has_directive": lambda r: Event.objects.create(
        kind="accepted", actor_name="x", document=r.draft, assignment=r.share
    ),
    "sentence_span": lambda r: Sentence.objects.create(document=r.draft, start=9, end=9),
    "sentence_once": lambda r: Sentence.objects.create(document=r.draft, start=0, end=9),
    "proposal_span": lambda r: change(r.proposal, start=5),
    "proposal_day_iff_fixed": lambda r: change(r.proposal, deadline_kind="fixed"),
    "proposal_by_milestones_has_day": lambda r: change(r.proposal, by_milestones=True),
    "proposal_repeats_or_is_given": lambda r: change(r.proposal, repeats=r.directive, anew=True),
    "proposal_repeats_or_replaces": lambda r: change(r.proposal, repeats=r.directive, replaces=r.directive),
    "party_not_both": lambda r: change(r.proposal.parties.get(group=r.group), agency=r.health),
    "party_agency_once": lambda r: again(r.proposal.parties.get(agency=r.finance)),
    "party_group_once": lambda r: again(r.proposal.parties.get(group=r.group)),
    "report_percent_range": lambda r: change(r.report, percent=101),
    "report_decided_by_someone": lambda r: change(r.report, kind="completion", decision="confirmed"),
    "report_only_completion_decided": lambda r: change(
        r.report, decision="confirmed", decided_by=r.lan, decided_at=timezone.now()
    ),
    "report_return_has_reason": lambda r: change(
        r.report, kind="completion", decision="returned", decided_by=r.lan, decided_at=timezone.now()
    ),
    "report_amended_by_someone": lambda r: change(r.report, version=2),
    "report_one_waiting": lambda r: [
        ProgressReport.objects.create(kind="completion", **r.filing) for _ in range(2)
    ],
    "attachment_not_empty": lambda r: attach(r, report=r.report, size=0),
    "attachment_of_one": attach,
    "contribution_says_something": lambda r: contribute(r, text=""),
    "contribution_withdrawn_by_someone": lambda r: contribute(r, withdrawn_at=timezone.now()),
    "assignment_asks_for_later_day": lambda r: change(r.share, asked_due_on=DAY),
    "assignment_only_left_passed_on": lambda r: change(r.share, passed_to=r.share),
    "extension_later_day": lambda r: ask(r, asked_due_on=DAY),
    "subtask_has_title": lambda r: divide(r, title=""),
    "subtask_note_only_when_done": lambda r: divide(r, done_note="Đã gửi"),
    "extension_decided_by_someone": lambda r: ask(r, decision="refused", note="x"),
    "extension_day_iff_granted": lambda r: ask(
        r, decision="granted", decided_by=r.lan, decided_at=timezone.now()
    ),
    "extension_refusal_has_reason": lambda r: ask(
        r, decision="refused", decided_by=r.lan, decided_at=timezone.now()
    ),
    "extension_one_waiting": lambda r: (ask(r), ask(r)),
    "follow_once": lambda r: [Follow.objects.create(user=r.lan, directive=r.directive) for _ in range(2)],
    "mute_once": lambda r: [Mute.objects.create(user=r.lan, directive=r.directive) for _ in range(2)],
    "comment_kind_known": lambda r: say(r, kind="shout"),
    "comment_audience_known": lambda r: say(r, audience="all"),
    "comment_instruction_is_open": lambda r: say(r, kind="instruction", audience="internal"),
    "comment_says_something": lambda r: say(r, text=""),
    "comment_withdrawn_later": lambda r: say(r, withdrawn_at=datetime(2020, 1, 1, tzinfo=UTC)),
    "explanation_asks_something": lambda r: inquire(r, question=""),
    "explanation_answered_by_someone": lambda r: inquire(r, **answered(r, answered_on=None)),
    "explanation_answered_or_withdrawn": lambda r: inquire(r, **answered(r), withdrawn_at=timezone.now()),
    "explanation_read_when_answered": lambda r: inquire(r, read_at=timezone.now()),
    "explanation_one_open": lambda r: (inquire(r), inquire(r)),
    "saved_view_name_once": lambda r: [r.lan.saved_views.create(name="Quá hạn") for _ in range(2)],
    "saved_view_named": lambda r: r.lan.saved_views.create(name=""),
    "letter_has_number": lambda r: SignedLetter.objects.create(number="", signed_on=DAY, filed_by=r.lan),
    "urging_number_once": lambda r: (urge(r), urge(r, kind="review")),
    "urging_numbers_from_one": lambda r: urge(r, number=0),
    "urging_kind_known": lambda r: urge(r, kind="shouting"),
    "urging_says_something": lambda r: urge(r, text=""),
    "rule_change_is_a_change": lambda r: RuleChange.objects.create(**r.rule_change | {"new": 2}),
    "follow_up_rules_one_row": lambda r: FollowUpRules.objects.create(pk=2),
    "version_once_a_day": lambda r: again(r.share.versions.get(until_on=None), until_on=date(2030, 1, 1)),
    "version_one_current": lambda r: again(r.share.versions.get(until_on=None), from_on=date(2025, 11, 5)),
    "version_days_in_order": lambda r: change(r.share.versions.get(until_on=None), until_on=date(2000, 1, 1)),
    "rule_about_known": lambda r: change(r.rule, about="weather"),
    "rule_in_use_tells_somebody": lambda r: change(r.rule, to_delegate=False, to_focal=False, to_head=False),
    "reminder_rule_change_is_a_change": lambda r: note_change(r, new="-3"),
    "rule_repeats_only_overdue": lambda r: change(r.rule, repeat_every=2),
    "reminder_once": lambda r: (remind(r), remind(r)),
    "target_named": lambda r: aim(r, name=""),
    "target_direction_known": lambda r: aim(r, direction="about"),
    "target_adding_known": lambda r: aim(r, adding="average"),
    "target_cadence_known": lambda r: aim(r, cadence="weekly"),
    "target_months_are_first_days": lambda r: aim(r, first_month=date(2025, 1, 2)),
    "target_period_in_order": lambda r: aim(r, last_month=date(2024, 12, 1)),
    "target_not_negative": lambda r: aim(r, value=-1),
    "target_start_of_levels_only": lambda r: aim(r, start=1),
    "planned_once_a_month": lambda r: foresee(r, date(2025, 5, 1), date(2025, 5, 1)),
    "planned_month_is_first_day": lambda r: foresee(r, date(2025, 5, 2)),
    "value_once_a_month": lambda r: measure(r, date(2025, 5, 1), date(2025, 5, 1)),
    "value_month_is_first_day": lambda r: measure(r, date(2025, 5, 2)),
    "target_event_month_of_figures": lambda r: tell(r, kind="entered"),
}


def named_constraints():
    return {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for constraint in model._meta.constraints
    }


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, rows):
    with pytest.raises(IntegrityError, match=f'constraint "{name}"'), transaction.atomic():
        BREAKS[name](rows)


def test_each_named_constraint_is_provoked():
    assert set(BREAKS) == named_constraints()


WITHDRAWN = {"withdrawn_at": datetime(2100, 1, 1, tzinfo=UTC), "reason": "Sai số liệu."}


def published(r, **values):
    month = {"month": "2025-10", "periods": "middle", "title": "tháng 10/2025"}
    days = dict.fromkeys(("first", "last", "on"), DAY)
    who = {"published_by": r.lan, "published_by_name": "Trần Thị Lan"}
    return Publication.objects.create(**month, **days, **who, numbers={}, **values)


def told(r):
    month = {"month": "2025-10", "periods": "middle", "on": DAY}
    return ResultNotice.objects.create(**month, agency=r.finance, sent_by=r.lan, sent_by_name="Lan")


def saved_scoring(r):
    return ScoringRules.objects.create(actor=r.lan, actor_name="Trần Thị Lan")


TRIGGERS = {
    "directives_event_append_only": [
        lambda r: Event.objects.update(note="x"),
        lambda r: Event.objects.all().delete(),
    ],
    "reminders_rulechange_append_only": [
        lambda r: change(note_change(r), old="-1"),
        lambda r: note_change(r).delete(),
    ],
    "directives_rulechange_append_only": [
        lambda r: RuleChange.objects.create(**r.rule_change) and RuleChange.objects.update(new=9),
        lambda r: RuleChange.objects.create(**r.rule_change).delete(),
    ],
    "targets_event_append_only": [
        lambda r: change(tell(r), note="x"),
        lambda r: tell(r).delete(),
    ],
    "dashboards_scoringrules_append_only": [
        lambda r: change(saved_scoring(r), few=9),
        lambda r: saved_scoring(r).delete(),
    ],
    "dashboards_publication_fixed": [
        lambda r: change(published(r), numbers={"total": {}}),
        lambda r: change(published(r, **WITHDRAWN, withdrawn_by=r.lan), reason="khác"),
        lambda r: published(r).delete(),
    ],
    "directives_comment_fixed": [
        lambda r: change(say(r), text="khác"),
        lambda r: change(say(r, withdrawn_at=datetime(2100, 1, 1, tzinfo=UTC)), withdrawn_at=None),
        lambda r: say(r).delete(),
    ],
    "directives_original_deadline_fixed": [
        lambda r: change(r.share, original_due_on=date(2026, 1, 1)),
        lambda r: change(r.share, original_due_on=None, due_on=None),
    ],
    "meetings_published_document_fixed": [
        lambda r: change(r.directive.document, text="khác"),
        lambda r: change(r.directive.document, number="1/TB"),
        lambda r: change(r.directive.document, corrects=r.draft, relation="corrects"),
        lambda r: change(r.directive.document, published_at=None, published_by=None),
        lambda r: Document.objects.filter(pk=r.directive.document_id)._raw_delete("default"),
    ],
}


@pytest.mark.parametrize(
    ("name", "n"), [(name, n) for name, acts in TRIGGERS.items() for n in range(len(acts))]
)
def test_the_trigger_refuses(name, n, rows):
    with (
        pytest.raises(DatabaseError, match=r"append-only|never changes|published document"),
        transaction.atomic(),
    ):
        TRIGGERS[name][n](rows)


def test_each_trigger_is_provoked():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert {name for (name,) in cursor.fetchall()} == set(TRIGGERS)


def test_what_the_triggers_leave_open_stays_open(rows):
    """A draft may be rewritten, a deadline moved, a correction written."""
    change(rows.draft, text="khác", number="1/TB")
    change(rows.share, due_on=date(2026, 1, 1))
    change(rows.share, due_on=None)
    change(say(rows), withdrawn_at=timezone.now())
    change(rows.directive.document, signer="Người ký khác")
    assert Assignment.objects.get(pk=rows.share.pk).original_due_on == date(2025, 11, 9)


@pytest.mark.parametrize("model", [Agency, Meeting, Document, Directive, Assignment])
def test_what_is_official_cannot_be_deleted(model, rows):
    row = rows.finance if model is Agency else model.objects.filter(pk__isnull=False).first()
    if model is Document:
        row = rows.directive.document
    with pytest.raises(DatabaseError):  # ProtectedError is an IntegrityError
        row.delete()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda r: AgencyAlias(text="Sở Tài chánh", agency=r.finance, group=r.group), "không chọn cả hai"),
        (lambda r: Membership(user=r.binh, agency=r.finance, role="head"), "đã thuộc cơ quan này"),
        (lambda r: ReminderRule(name="sai", days_from_due=-1, repeat_every=2), "quá hạn"),
        (
            lambda r: Agency(
                code="Z", name="Z", short_name="Z", kind="unit", valid_from=DAY, valid_to=date(2025, 1, 1)
            ),
            "Ngày kết thúc",
        ),
    ],
)
def test_forms_are_told_in_vietnamese(make, words, rows):
    with pytest.raises(ValidationError, match=words):
        make(rows).full_clean(exclude=["key", "search_text", "sort_key", "kind_order"])


def test_a_file_belongs_to_one_thing_only(rows):
    made = contribute(rows)
    attach(rows, contribution=made)
    with pytest.raises(IntegrityError, match='constraint "attachment_of_one"'), transaction.atomic():
        attach(rows, contribution=made, report=rows.report)
