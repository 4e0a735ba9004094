"""Publishing: a reviewed text becomes numbered directives with one share per agency, once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives import publishing
from directives.models import Assignment, Directive, Event, Proposal, ProposalParty, Sentence
from directives.transitions import NotAllowed
from notifications.models import Notification, OutgoingMessage
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
TEXT = "Giao Sở Tài chính rà soát vốn.\nGiao Sở Y tế phòng dịch.\nTrân trọng cảm ơn."


@pytest.fixture
def document(make_document, session_0411, day):
    """Three sentences; two of them proposed."""
    day(date(2025, 11, 5))
    document = make_document(text=TEXT, meeting=session_0411)
    for start, end in ((0, 30), (31, 55), (56, 75)):
        Sentence.objects.create(document=document, start=start, end=end)
    return document


@pytest.fixture
def propose(document):
    def make(start, end, *, leads=(), coordinators=(), unknown=(), **fields):
        proposal = Proposal.objects.create(
            document=document, start=start, end=end, title=TEXT[start:end], **fields
        )
        for role, parties in (("lead", leads), ("coordinator", coordinators)):
            for party in parties:
                kind = "group" if hasattr(party, "members") else "agency"
                ProposalParty.objects.create(proposal=proposal, role=role, text=str(party), **{kind: party})
        for text in unknown:
            ProposalParty.objects.create(proposal=proposal, role="lead", text=text)
        return proposal

    return make


def test_each_kept_proposal_becomes_a_directive_with_its_words(document, propose, finance, health, lan, chi):
    propose(0, 30, leads=[finance], deadline_kind="fixed", due_on=date(2025, 11, 9))
    propose(31, 55, leads=[health], deadline_text="khẩn trương")
    propose(56, 75, leads=[health], dismissed=True)
    first, second = publishing.publish(document.pk, by=lan)
    assert (first.quote, second.quote) == (TEXT[0:30], TEXT[31:55])
    assert (first.code, second.code) == ("NV-2025-0001", "NV-2025-0002")
    assert first.directing_leader == chi
    assert first.monitor == lan
    share = first.assignments.get()
    assert (share.original_due_on, share.due_on) == (date(2025, 11, 9), date(2025, 11, 9))
    assert share.assigned_on == date(2025, 11, 5)
    assert second.assignments.get().due_on is None


def test_numbers_go_on_from_document_to_document(document, propose, make_directive, finance, lan):
    make_directive(lead=finance)
    propose(0, 30, leads=[finance])
    assert publishing.publish(document.pk, by=lan)[0].code == "NV-2025-0002"


def test_a_group_gives_each_member_a_share_and_named_agencies_keep_their_own_role(
    document, propose, finance, health, education, departments_group, communes_group, lan
):
    propose(0, 30, leads=[finance], coordinators=[departments_group, communes_group])
    directive = publishing.publish(document.pk, by=lan)[0]
    shares = {share.agency: share for share in directive.assignments.select_related("agency", "group")}
    assert shares[finance].role == "lead"
    assert shares[finance].group is None
    assert {shares[health].role, shares[education].role} == {"coordinator"}
    assert shares[health].group == departments_group
    assert len(shares) == 1 + 2 + 3


def test_sentences_nobody_decided_are_marked_as_giving_no_work(document, propose, finance, lan):
    propose(0, 30, leads=[finance])
    publishing.publish(document.pk, by=lan)
    assert list(document.sentences.filter(no_task=True).values_list("start", flat=True)) == [31, 56]


@pytest.mark.parametrize(
    ("parties", "message"),
    [
        ({}, "Chưa có cơ quan chủ trì."),
        ({"unknown": ["Ban Không Rõ"]}, "Chưa rõ cơ quan: Ban Không Rõ."),
    ],
)
def test_a_proposal_which_lacks_something_stops_the_document(
    document, propose, finance, lan, parties, message
):
    propose(0, 30, leads=[finance])
    lacking = propose(31, 55, **parties)
    found = publishing.problems(list(document.proposals.kept()))
    assert message in " ".join(found[lacking.pk])
    with pytest.raises(NotAllowed, match="Còn 1 nhiệm vụ"):
        publishing.publish(document.pk, by=lan)
    assert not Directive.objects.exists()


def test_an_agency_that_was_merged_is_refused_with_its_successor(
    document, propose, make_agency, finance, lan
):
    merged = make_agency("SKHDT", "Sở Kế hoạch và Đầu tư", valid_to=date(2025, 2, 28), successor=finance)
    proposal = propose(0, 30, leads=[merged])
    found = publishing.problems(list(document.proposals.kept()))
    assert found[proposal.pk] == ["Sở Kế hoạch và Đầu tư không còn hoạt động. Nay là Sở Tài chính."]


def test_a_group_without_members_is_refused(document, propose, departments_group, lan):
    departments_group.members.clear()
    proposal = propose(0, 30, leads=[departments_group])
    assert publishing.problems(list(document.proposals.kept()))[proposal.pk] == [
        "Nhóm “Các sở, ban, ngành” chưa có thành viên."
    ]


def test_a_document_without_proposals_cannot_be_published(document, lan):
    with pytest.raises(NotAllowed, match="Chưa có nhiệm vụ nào"):
        publishing.publish(document.pk, by=lan)


def test_only_the_office_publishes(document, propose, finance, cast):
    propose(0, 30, leads=[finance])
    for name in ("chi", "ha", "binh", "mai", "nam", "an", "quan"):
        with pytest.raises(NotAllowed, match="không có quyền"):
            publishing.publish(document.pk, by=cast[name])


def test_the_history_tells_who_got_what(document, propose, finance, health, lan):
    propose(0, 30, leads=[finance], coordinators=[health], deadline_kind="fixed", due_on=date(2025, 11, 9))
    directive = publishing.publish(document.pk, by=lan)[0]
    event = directive.events.get()
    assert (event.kind, event.actor, event.actor_name) == (Event.Kind.PUBLISHED, lan, "Trần Thị Lan")
    assert event.data == {
        "lead": [None, ["Sở Tài chính"]],
        "coordinator": [None, ["Sở Y tế"]],
        "due_on": [None, "2025-11-09"],
    }
    assert document.events.get(directive=None).data == {"directives": [0, 1], "assignments": [0, 2]}


def test_heads_and_focal_officers_are_told_once_per_document(
    document, propose, finance, health, binh, mai, nam, ha, lan
):
    propose(0, 30, leads=[finance])
    propose(31, 55, leads=[finance], coordinators=[health])
    publishing.publish(document.pk, by=lan)
    told = dict(Notification.objects.values_list("recipient__username", "title"))
    assert set(told) == {"binh", "mai", "ha"}
    assert told["binh"].startswith("Sở Tài chính được giao 2 nhiệm vụ tại ")
    assert set(OutgoingMessage.objects.values_list("address", flat=True)) == {
        f"{name}@dondoc.example" for name in ("binh", "mai", "ha")
    }


def test_the_number_of_queries_does_not_grow_with_the_proposals(
    document, propose, finance, health, lan, make_document
):
    def queries(count):
        another = make_document(text=TEXT)
        for n in range(count):
            proposal = Proposal.objects.create(document=another, start=n, end=n + 1, title=f"Việc {n}")
            ProposalParty.objects.create(proposal=proposal, role="lead", text="x", agency=finance)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            publishing.publish(another.pk, by=lan)
        return len(captured)

    assert queries(2) == queries(12)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_publishing_at_once_publish_once(document, propose, finance, lan, dung):
    propose(0, 30, leads=[finance])
    with while_uncommitted(lambda: publishing.publish(document.pk, by=dung)) as second:
        publishing.publish(document.pk, by=lan)
    with pytest.raises(NotAllowed, match="đã được phát hành"):
        second.result()
    assert Directive.objects.count() == Assignment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_documents_published_at_once_take_different_numbers(
    document, propose, make_document, finance, lan, dung
):
    propose(0, 30, leads=[finance])
    other = make_document(text="Giao Sở Tài chính làm.")
    proposal = Proposal.objects.create(document=other, start=0, end=10, title="Việc khác")
    ProposalParty.objects.create(proposal=proposal, role="lead", text="x", agency=finance)
    with while_uncommitted(lambda: publishing.publish(other.pk, by=dung)) as second:
        publishing.publish(document.pk, by=lan)
    assert [directive.code for directive in second.result()] == ["NV-2025-0002"]
