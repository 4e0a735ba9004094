"""Days named in one sentence are followed one by one, when the clerk says so: the card, publishing."""

from datetime import date

import pytest
from django.urls import reverse

from directives import intake, milestones, publishing, reviewing, undoing
from directives.models import Assignment, Directive, Proposal
from directives.review_page import ReviewPage
from directives.sending_out import SendingOut
from directives.taking import version_of
from directives.transitions import NotAllowed
from notifications.models import Notification

HTMX = {"HX-Request": "true"}
TODAY = date(2025, 11, 4)
DRAFT, FINAL = date(2025, 11, 15), date(2025, 11, 30)
TEXT = """1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát các trạm y tế; gửi dự thảo phương án \
trước ngày 15/11/2025 và bản chính thức trước ngày 30/11/2025.
2. Giao Sở Tài chính rà soát nhu cầu vốn, báo cáo UBND tỉnh trước ngày 20/11/2025."""


@pytest.fixture
def read(make_document, provincial, session_0411, lan, day):
    day(TODAY)
    document = make_document(text=TEXT, meeting=session_0411)
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def several(read):
    """The point with two days."""
    return read.proposals.first()


@pytest.fixture
def press(client, several, lan):
    """Press a button of the card: `press(each=1)`."""

    def send(htmx=True, version=None, **data):
        client.force_login(lan)
        url = reverse("directives:proposal_milestone", args=[several.pk])
        data["version"] = version or version_of(Proposal.objects.get(pk=several.pk))
        return client.post(url, data, headers=HTMX if htmx else {})

    return send


def card(document):
    return ReviewPage(document, TODAY).cards[0]


def test_unless_the_clerk_says_so_it_stays_one_directive(read, several, lan):
    assert card(read).parts == []
    publishing.publish(read.pk, by=lan)
    assert Directive.objects.count() == 2
    assert not Directive.objects.filter(is_heading=True).exists()


def test_the_card_says_what_it_gives_and_takes_it_back(read, several, press):
    shown = press(each=1)
    assert shown.status_code == 200
    assert "Tách theo 2 mốc, 2 cơ quan mỗi mốc" in shown.text
    assert [part.due_on for part in card(read).parts] == [DRAFT, FINAL]
    assert Proposal.objects.get(pk=several.pk).due_on == FINAL
    assert "Tách theo 2 mốc</button>" in press(each=0).text
    assert card(read).parts == []


def test_without_a_script_it_leads_back_to_the_card(read, several, press):
    response = press(htmx=False, each=1)
    assert response["Location"] == f"{reverse('directives:review', args=[read.pk])}#proposal-{several.pk}"
    assert card(read).parts


def test_a_stale_card_is_refused(press):
    assert press(each=1, version="yesterday").status_code == 409


def test_publishing_gives_a_heading_and_a_child_for_each_day(read, press, lan, finance, health, binh, ha):
    press(each=1)
    made = publishing.publish(read.pk, by=lan)
    heading, first, second, other = made
    assert [directive.code for directive in made] == [
        "NV-2025-0001", "NV-2025-0001.1", "NV-2025-0001.2", "NV-2025-0002",
    ]  # fmt: skip
    assert heading.is_heading
    assert not heading.assignments.exists()
    assert first.title == f"{heading.title}: mốc đến 15/11/2025"
    assert first.deadline_text == "gửi dự thảo phương án trước ngày 15/11/2025"
    for child, due_on in ((first, DRAFT), (second, FINAL)):
        assert set(child.assignments.values_list("agency", "role", "due_on")) == {
            (health.pk, "lead", due_on),
            (finance.pk, "coordinator", due_on),
        }
        assert child.events.get().data["lead"] == [None, ["Sở Y tế"]]
    assert heading.events.get().data["coordinator"] == [None, ["Sở Tài chính"]]
    assert Assignment.objects.counted().count() == 3
    told = Notification.objects.get(recipient=ha)
    assert told.title.startswith("Sở Y tế được giao 2 nhiệm vụ")
    assert "(hạn 15/11/2025)" in told.text
    assert other.parent is None
    event = read.events.get(kind="document_published")
    assert event.data == {"directives": [0, 2], "assignments": [0, 5]}


def test_the_page_before_publishing_counts_what_it_makes(read, press, client, lan, health, finance):
    press(each=1)
    out = SendingOut(ReviewPage(read, TODAY))
    assert (out.directives, out.assignments) == (2, 5)
    assert {total.agency: (total.leads, total.coordinates) for total in out.agencies} == {
        health: (2, 0),
        finance: (1, 2),
    }
    page = client.get(reverse("directives:publish", args=[read.pk]))
    assert "1 nhiệm vụ tách thành 2 mốc" in page.text
    data = {"monitor": lan.pk, "seen": page.context["seen"]} | {
        name: "on" for name in page.context["form"].fields if name != "monitor"
    }
    after = client.post(reverse("directives:publish", args=[read.pk]), data, follow=True)
    assert "Đã phát hành 2 nhiệm vụ cho 2 cơ quan." in after.text
    assert Assignment.objects.count() == out.assignments


def test_a_day_that_is_no_milestone_is_dropped(read, several, press, make_document, lan):
    press(each=1)
    press(drop=1)
    several.refresh_from_db()
    assert (several.by_milestones, several.due_on) == (False, DRAFT)
    assert [day.on for day in card(read).milestones] == [DRAFT]
    undoing.undo(read.pk, undoing.last_step(read, by=lan).pk, by=lan)
    assert [part.due_on for part in card(read).parts] == [DRAFT, FINAL]


def test_the_same_day_named_twice_is_one_milestone(several, read, lan, press):
    day = several.milestones[0]
    Proposal.objects.filter(pk=several.pk).update(milestones=[day, {**day, "start": day["start"] + 1}])
    assert press(each=1).status_code == 409
    assert not Proposal.objects.get(pk=several.pk).by_milestones


def test_who_sets_another_deadline_has_one_directive_again(read, several, press, lan):
    press(each=1)
    press(milestone=0)
    assert card(read).parts == []
    press(each=1)
    several.refresh_from_db()
    correction = reviewing.Correction(
        title=several.title, leads=[], coordinators=[], deadline_kind="none", due_on=None,
        field="health", priority="normal", deliverable="", known={},
    )  # fmt: skip
    made = reviewing.correct(several.pk, correction, by=lan, version=version_of(several))
    assert (made.by_milestones, made.deadline_kind) == (False, "none")


@pytest.mark.parametrize("who", ["binh", "chi"])
def test_only_who_reviews_may_say_so(several, cast, who):
    for act in (
        lambda **by: milestones.set_parts(several.pk, each=True, **by),
        lambda **by: milestones.drop(several.pk, 0, **by),
    ):
        with pytest.raises(NotAllowed):
            act(by=cast[who], version=version_of(several))


def test_a_day_that_is_not_named_cannot_be_dropped(several, lan):
    with pytest.raises(NotAllowed, match="mốc thời gian"):
        milestones.drop(several.pk, 7, by=lan, version=version_of(several))
