"""A document that corrects, replaces or supplements a published one: on both pages, and point by point."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from directives import intake, publishing, replacing, transitions, undoing
from directives.families import Part
from directives.models import Assignment, AssignmentVersion, Directive, Proposal, ProposalParty
from directives.review_page import ReviewPage
from directives.taking import version_of
from directives.transitions import NotAllowed, Progress
from meetings.models import Document
from notifications.models import Notification
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 20)
GIVEN = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"  # the title of `make_directive`
# The point as it was given, with another lead; and something that was not ordered before.
TEXT = (
    "1. Sở Y tế rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư trước ngày 05/12/2025.\n"
    "2. Sở Tài chính xây dựng dự toán ngân sách năm 2026."
)


@pytest.fixture
def old(make_directive, finance, education):
    """Given out on 04/11/2025: Sở Tài chính leads, Sở Giáo dục coordinates."""
    return make_directive(lead=finance, coordinators=[education])


@pytest.fixture
def correction(old, make_document, provincial, lan, day):
    """The correction gives it to Sở Y tế."""
    day(TODAY)
    document = make_document(text=TEXT, issued_on=TODAY, corrects=old.document, relation="corrects")
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def point(correction):
    return correction.proposals.first()


@pytest.fixture
def chosen(point, old, lan):
    return replacing.choose(point.pk, old.pk, by=lan, version=version_of(point))


@pytest.fixture
def typed():
    """The form of a document, but for what is given."""

    def fill(**changes):
        values = {
            "kind": "official_letter",
            "number": "1520/UBND-KT",
            "issued_on": "20/11/2025",
            "subject": "Đính chính kết luận",
            "signer": "Phan Văn Chí",
            "text": TEXT,
        }
        return values | changes

    return fill


def states(directive):
    return dict(directive.assignments.values_list("agency__code", "work_state"))


# The documents --------------------------------------------------------------------------------------


def test_a_published_document_offers_its_correction_and_both_name_each_other(
    old, provincial, client, lan, typed, day
):
    day(TODAY)
    client.force_login(lan)
    home = reverse("directives:meeting_document_add", args=[old.document.meeting_id])
    add = f"{home}?corrects={old.document_id}"
    assert add in client.get(reverse("meetings:document", args=[old.document_id])).text
    form = client.get(add).context["form"]
    assert (form["relation"].value(), form["corrects"].value()) == ("corrects", old.document_id)
    sent = client.post(add, typed(relation="supplements", corrects=old.document_id))
    made = Document.objects.latest("pk")
    assert sent["Location"] == reverse("directives:review", args=[made.pk])
    assert (made.relation, made.corrects) == ("supplements", old.document)
    first = client.get(reverse("meetings:document", args=[old.document_id])).text
    assert "Được bổ sung bởi" in first
    assert "(chưa phát hành)" in first
    assert (
        f'Bổ sung cho <a href="/documents/{old.document_id}/"'
        in client.get(reverse("meetings:document", args=[made.pk])).text
    )
    assert "bổ sung cho" in client.get(reverse("meetings:detail", args=[made.meeting_id])).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"relation": "corrects"}, "Chọn văn bản đã phát hành."),
        ({"corrects": "published"}, "Chọn đính chính, thay thế hay bổ sung."),
        ({"relation": "corrects", "corrects": "draft"}, "corrects_error"),
        ({"relation": "corrects", "corrects": "published", "issued_on": "03/11/2025"}, "không thể có trước"),
    ],
)
def test_what_is_wrong_with_the_relation_is_told(
    changes, words, old, make_document, provincial, client, lan, typed, day
):
    draft = make_document(text="Giao Sở Tài chính làm việc khác hẳn với những việc trước.")
    day(TODAY)
    rows = {"published": old.document_id, "draft": draft.pk}
    client.force_login(lan)
    values = {name: rows.get(value, value) for name, value in changes.items()}
    answer = client.post("/documents/add/", typed() | values)
    assert answer.status_code == 422
    assert words in answer.text
    assert Document.objects.count() == 2


def test_only_a_published_document_is_corrected(make_document, client, lan):
    client.force_login(lan)
    draft = make_document()
    for pk in (draft.pk, 0, 10**8):
        assert client.get(f"/documents/add/?corrects={pk}").status_code == 404
    assert client.get("/documents/add/?corrects=x").status_code == 200


def test_what_was_chosen_survives_a_file_that_cannot_be_read(old, client, lan, typed, day):
    day(TODAY)
    client.force_login(lan)
    file = SimpleUploadedFile("x.exe", b"MZ")
    sent = typed(relation="replaces", corrects=old.document_id, text="", file=file)
    form = client.post("/documents/add/", sent).context["form"]
    assert (form["relation"].value(), str(form["corrects"].value())) == ("replaces", str(old.document_id))


# The review -----------------------------------------------------------------------------------------


def test_the_point_it_may_replace_is_offered_whoever_leads(correction, old, client, lan):
    first, second = ReviewPage(correction, TODAY).cards
    assert [before.directive for before in first.likely] == [old]
    assert first.may_replace
    assert first.asks
    assert (second.likely, [one.directive for one in second.others]) == ([], [old])
    client.force_login(lan)
    page = client.get(reverse("directives:review", args=[correction.pk])).text
    assert f"Thay cho {old.code}" in page
    assert "Có thể thay cho" in page


def test_the_choice_is_said_taken_back_and_undone(correction, point, old, client, lan):
    url = reverse("directives:proposal_replaces", args=[point.pk])
    client.force_login(lan)
    sent = {"version": version_of(point), "directive": old.pk}
    answer = client.post(url, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Không thay" in answer.text
    assert client.post(url, sent, headers={"HX-Request": "true"}).status_code == 409  # an old page
    point.refresh_from_db()
    assert point.replaces == old
    last = undoing.last_step(correction, by=lan)
    assert str(last) == "Đã chọn nhiệm vụ được thay 1"
    undoing.undo(correction.pk, last.pk, by=lan)
    point.refresh_from_db()
    assert point.replaces is None
    client.post(url, {"version": version_of(point), "directive": old.pk})
    point.refresh_from_db()
    client.post(url, {"version": version_of(point)})
    point.refresh_from_db()
    assert point.replaces is None


def test_only_open_points_of_the_corrected_document_can_be_chosen(
    correction, point, old, make_directive, finance, lan, dung
):
    elsewhere = make_directive(lead=finance)
    with pytest.raises(NotAllowed, match="văn bản được đính chính"):
        replacing.choose(point.pk, elsewhere.pk, by=lan, version=version_of(point))
    transitions.revoke(old.assignments.get(agency=finance).pk, by=dung, reason="Đã có chỉ đạo khác.")
    assert replacing.replaceable(correction) == {}


def test_what_it_corrects_can_change_while_it_is_a_draft(correction, chosen, make_directive, finance, lan):
    correction.corrects = make_directive(lead=finance).document
    intake.correct_document(correction, by=lan)
    chosen.refresh_from_db()
    assert chosen.replaces is None


# Publishing -----------------------------------------------------------------------------------------


def test_the_old_directive_ends_with_a_link_and_each_is_told_once(
    correction, chosen, old, finance, lan, dung, binh, ha, make_user, education, client, day
):
    make_user("hue", Role.AGENCY_HEAD, "Lý Thị Huệ", agency=education, place="head")
    client.force_login(dung)
    shown = client.get(reverse("directives:publish", args=[correction.pk])).text
    assert "Thay nhiệm vụ đã giao" in shown
    before = Notification.objects.count()
    new, other = publishing.publish(correction.pk, by=dung)
    old.refresh_from_db()
    assert old.replaced_by == new
    assert set(states(old).values()) == {"revoked"}
    counted = list(Assignment.objects.counted().order_by("directive").values_list("directive", flat=True))
    assert counted == [new.pk, other.pk]
    assert old.events.get(kind="replaced", assignment=None).document == correction
    assert new.events.get(kind="published").data["replaces"] == [None, [old.code]]
    notes = Notification.objects.order_by("pk")[before:]
    told = {note.recipient.username: note for note in notes if note.key.startswith("replaced:")}
    assert sorted(told) == ["binh", "hue", "lan"]  # dung did it; Sở Y tế hears of it with what it was given
    assert told["binh"].text == f"{old.code} {GIVEN} → {new.code}"
    given = Notification.objects.get(recipient=ha, key__startswith="given:")
    assert f"(thay {old.code})" in given.text
    versions = AssignmentVersion.objects
    assert [versions.as_of(date(2025, 11, on)).counted().count() for on in (19, 20)] == [1, 2]
    for person, words in ((lan, "Thay bằng"), (binh, "Thay bằng")):
        client.force_login(person)
        page = client.get(reverse("directives:detail", args=[old.pk])).text
        assert words in page
        assert page.count("thay nhiệm vụ tại") == 1
        assert (f"/directives/{new.pk}/" in page) is (person == lan)  # Sở Tài chính has no share of it
    client.force_login(lan)
    assert f"{old.code} {GIVEN}" in client.get(reverse("directives:detail", args=[new.pk])).text
    panel = client.get(
        reverse("directives:document_panel", args=[old.document_id]), headers={"HX-Request": "true"}
    ).text
    assert "Đã thay bằng" in panel
    with pytest.raises(NotAllowed, match="thay bằng"):
        transitions.reopen(old.assignments.get(agency=finance).pk, by=dung, reason="x")


def test_who_has_a_milestone_of_the_new_one_hears_of_it_with_that(
    correction, chosen, dung, make_user, education
):
    hue = make_user("hue", Role.AGENCY_HEAD, "Lý Thị Huệ", agency=education, place="head")
    days = [{"on": day, "start": 3 + n, "end": 4 + n} for n, day in enumerate(("2025-12-05", "2025-12-20"))]
    Proposal.objects.filter(pk=chosen.pk).update(milestones=days, by_milestones=True)
    ProposalParty.objects.create(proposal=chosen, role="coordinator", text=education.name, agency=education)
    before = Notification.objects.count()
    new, *_ = publishing.publish(correction.pk, by=dung)
    assert new.is_heading and new.children.count() == 2
    told = Notification.objects.order_by("pk")[before:]
    assert [note.key.partition(":")[0] for note in told if note.recipient == hue] == ["given"]


def test_milestones_are_replaced_one_by_one(correction, point, old, finance, lan, dung):
    parts = [Part("đợt 1", date(2025, 11, 28)), Part("đợt 2", date(2025, 12, 5))]
    first, second = transitions.split(old.pk, by=lan, version=0, parts=parts)
    assert set(replacing.replaceable(correction)) == {first.pk, second.pk}
    Proposal.objects.filter(pk=point.pk).update(replaces=old)
    assert (
        "Chọn từng phần, từng kỳ để thay"
        in publishing.problems(list(correction.proposals.all()))[point.pk][0]
    )
    Proposal.objects.filter(pk=point.pk).update(replaces=first)
    new, *_ = publishing.publish(correction.pk, by=dung)
    first.refresh_from_db()
    assert first.replaced_by == new
    assert states(second) == {"STC": "new", "SGDDT": "new"}


def test_what_stands_against_it_is_said_before(correction, chosen, old, finance, lan, binh):
    second = correction.proposals.last()
    replacing.choose(second.pk, old.pk, by=lan, version=version_of(second))
    found = publishing.problems(list(correction.proposals.all()))
    assert all("ở 2 nhiệm vụ" in " ".join(found[pk]) for pk in (chosen.pk, second.pk))
    second.refresh_from_db()
    second.replaces = None
    second.save()
    share = old.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done="Đã rà soát xong."))
    assert "chờ xác nhận" in publishing.problems(list(correction.proposals.all()))[chosen.pk][0]
    with pytest.raises(NotAllowed):
        publishing.publish(correction.pk, by=lan)
    transitions.confirm(share.pk, by=lan)
    assert "không còn việc nào" in publishing.problems(list(correction.proposals.all()))[chosen.pk][0]


def test_a_dismissed_point_replaces_nothing(correction, chosen, old, lan):
    chosen.dismissed = True
    chosen.save()
    publishing.publish(correction.pk, by=lan)
    old.refresh_from_db()
    assert old.replaced_by is None


@pytest.mark.parametrize("name", ["chi", "binh", "an", "quan"])
def test_who_may_not_publish_replaces_nothing(name, correction, old, cast, make_directive, finance):
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.replace(correction, {old.pk: make_directive(lead=finance)}, by=cast[name])


@pytest.mark.django_db(transaction=True)
def test_who_revokes_at_the_same_moment_is_noticed(correction, chosen, old, lan, dung, finance):
    with while_uncommitted(lambda: publishing.publish(correction.pk, by=lan)) as rival:
        transitions.revoke(old.assignments.get(agency=finance).pk, by=dung, reason="Đã có chỉ đạo khác.")
    with pytest.raises(NotAllowed, match="không còn việc nào"):
        rival.result()
    correction.refresh_from_db()
    assert not correction.is_published
    assert not Directive.objects.filter(document=correction).exists()
