"""A directive that only repeats an earlier one is merged into it: its shares leave all counts, with links."""

from datetime import date
from html import unescape

import pytest

from accounts.models import Role
from directives import past, repeats, transitions
from directives.families import Part
from directives.models import Assignment, AssignmentVersion, Directive
from directives.transitions import NotAllowed, Progress
from notifications.models import Notification
from tests.plugins.cast import DUE_ON, SESSION_DAY
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
LATER = date(2025, 11, 28)
WHY = "Cùng một việc, đã giao tại phiên trước."


@pytest.fixture(autouse=True)
def _on_the_session_day(day):
    day(SESSION_DAY)


@pytest.fixture
def earlier(directive):
    """Sở Tài chính leads, Sở Y tế coordinates."""
    return directive


@pytest.fixture
def later(earlier, make_directive, finance, education):
    """The same work once more: Sở Tài chính leads, Sở Giáo dục coordinates, a later day."""
    return make_directive(lead=finance, coordinators=[education], due_on=LATER)


def states(directive):
    rows = directive.assignments.order_by("pk").values_list("agency__code", "work_state")
    return dict(rows)


def merge(later, earlier, by, **how):
    return transitions.merge(later.pk, by=by, into=earlier.pk, reason=WHY, **how)


def test_the_later_leaves_all_counts_and_each_says_where_the_work_is(earlier, later, lan, binh, ask):
    merge(later, earlier, lan)
    later.refresh_from_db()
    assert later.merged_into == earlier
    assert states(later) == {"STC": "revoked", "SGDDT": "revoked"}
    assert list(Assignment.objects.counted().values_list("directive", flat=True)) == [earlier.pk]
    repeated = earlier.events.get(kind="repeated")
    assert (repeated.note, repeated.data) == (later.quote, {"merged": [None, later.code]})
    merged = later.events.get(kind="merged", assignment=None)
    assert (merged.note, merged.data) == (WHY, {"merged_into": [None, earlier.code]})
    page = ask(lan, f"/directives/{later.pk}/").text
    assert "Đã gộp vào" in page
    assert f"/directives/{earlier.pk}/" in page
    assert page.count("gộp nhiệm vụ:") == 1  # told once, not once for each share
    assert f"{later.code} {later.title}" in ask(lan, f"/directives/{earlier.pk}/").text
    # of the agency's own pages too
    assert f"Đã gộp vào {earlier.code}" in ask(binh, "/directives/?state=revoked").text


def test_everybody_is_told_once(earlier, later, lan, dung, binh, ha, make_user, education):
    hue = make_user("hue", Role.AGENCY_HEAD, "Lý Thị Huệ", agency=education, place="head")
    before = Notification.objects.count()
    merge(later, earlier, dung, due_on=LATER)
    told = Notification.objects.order_by("pk")[before:]
    # head of both, of the earlier's coordinator, of the later's coordinator, the monitor
    assert sorted(note.recipient.username for note in told) == ["binh", "ha", "hue", "lan"]
    to = {note.recipient: note for note in told}
    assert to[binh].title == f"Gộp {later.code} vào {earlier.code}: {earlier.title}"
    assert "28/11/2025" in to[binh].text
    assert to[hue].url == f"/directives/{later.pk}/"  # who has no share of the earlier cannot open it
    assert to[binh].url == f"/directives/{earlier.pk}/"


def test_the_earlier_gets_the_later_deadline_from_who_may_set_it(earlier, later, finance, health, lan, dung):
    with pytest.raises(NotAllowed, match="Đổi thời hạn"):
        merge(later, earlier, lan, due_on=LATER)
    later.refresh_from_db()
    assert later.merged_into is None
    assert states(later) == {"STC": "new", "SGDDT": "new"}
    merge(later, earlier, dung, due_on=LATER)
    days = dict(earlier.assignments.values_list("agency__code", "due_on"))
    assert days == {"STC": LATER, "SYT": LATER}  # the coordinator moves with its lead
    assert earlier.assignments.get(agency=finance).original_due_on == DUE_ON


def test_what_cannot_be_merged(earlier, later, make_directive, finance, health, lan, binh, ha):
    def refused(one, other, words, by=lan):
        with pytest.raises(NotAllowed, match=words):
            merge(one, other, by)

    refused(later, earlier, "không có quyền", by=binh)
    refused(earlier, later, "không được giao trước")
    refused(later, later, "không được giao trước")
    with pytest.raises(NotAllowed, match="lý do"):
        transitions.merge(later.pk, by=lan, into=earlier.pk, reason=" ")
    with pytest.raises(NotAllowed, match="Chọn nhiệm vụ"):
        transitions.merge(later.pk, by=lan, into=0, reason=WHY)
    child = make_directive(lead=finance)
    Directive.objects.filter(pk=child.pk).update(parent=later, part=1)
    refused(later, earlier, "Gộp từng phần")
    third = make_directive(lead=health)
    share = third.assignments.get()
    transitions.accept(share.pk, by=ha)
    transitions.complete(share.pk, by=ha, progress=Progress(done="Đã xong."))
    refused(third, earlier, "kết quả")
    transitions.confirm(share.pk, by=lan)
    refused(third, earlier, "kết quả")
    refused(make_directive(lead=finance), third, "không còn cơ quan chủ trì")


def test_milestones_are_merged_one_by_one(earlier, later, make_directive, finance, lan, ask):
    parts = [Part("đợt 1", DUE_ON), Part("đợt 2", LATER)]
    first, second = transitions.split(later.pk, by=lan, version=0, parts=parts)
    with pytest.raises(NotAllowed, match="Gộp từng phần"):
        merge(later, earlier, lan)
    with pytest.raises(NotAllowed, match="Gộp vào phần, kỳ tương ứng"):
        merge(make_directive(lead=finance), later, lan)
    with pytest.raises(NotAllowed, match="không được giao trước"):
        merge(second, first, lan)
    merge(first, earlier, lan)
    assert states(first) == {"STC": "revoked", "SGDDT": "revoked"}
    assert states(second) == {"STC": "new", "SGDDT": "new"}
    text = unescape(ask(lan, f"/directives/{later.pk}/").text)
    assert f"Đã gộp vào {earlier.code}" in text


def test_what_was_merged_stays_so(earlier, later, make_directive, finance, health, lan, dung):
    merge(later, earlier, lan)
    with pytest.raises(NotAllowed, match="đã được gộp"):
        merge(later, earlier, lan)
    with pytest.raises(NotAllowed, match="đã được gộp"):
        merge(make_directive(lead=finance), later, lan)
    with pytest.raises(NotAllowed, match="được gộp"):
        transitions.add_agency(later.pk, by=lan, agency=health, role="lead", due_on=None)
    with pytest.raises(NotAllowed, match="được gộp"):
        transitions.reopen(later.assignments.get(agency=finance).pk, by=dung, reason="x")


def test_merging_is_taken_back_share_by_share(earlier, later, finance, education, lan, dung, binh, heard):
    lead, helper = later.assignments.get(agency=finance), later.assignments.get(agency=education)
    transitions.accept(lead.pk, by=binh)
    transitions.report(lead.pk, by=binh, progress=Progress(done="Một phần.", percent=20))
    transitions.pause(helper.pk, by=dung, reason="Chờ lead.")
    revoked = transitions.add_agency(
        later.pk,
        by=lan,
        agency=earlier.assignments.get(role="coordinator").agency,
        role="coordinator",
        due_on=None,
    )
    transitions.revoke(revoked.pk, by=dung, reason="Nhầm.")
    before = states(later)
    merge(later, earlier, lan)
    transitions.unmerge(later.pk, by=dung, reason="Hai việc khác nhau.")
    later.refresh_from_db()
    assert later.merged_into is None
    assert states(later) == before == {"STC": "in_progress", "SGDDT": "paused", "SYT": "revoked"}
    assert heard("unmerged") == ["binh", "lan"]
    assert earlier.events.get(kind="unmerged").data == {"merged": [later.code, None]}
    # once more, and back once more: only what this merge took out comes back
    merge(later, earlier, lan)
    transitions.unmerge(later.pk, by=lan, reason="Vẫn khác nhau.")
    assert states(later) == before


def test_a_merge_stays_once_the_common_result_was_filed(earlier, later, finance, lan, binh, ask):
    merge(later, earlier, lan)
    share = earlier.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=Progress(done="Đã xong cả hai."))
    with pytest.raises(NotAllowed, match="không bỏ gộp được"):
        transitions.unmerge(later.pk, by=lan, reason="Nhầm.")
    with pytest.raises(NotAllowed, match="không được gộp"):
        transitions.unmerge(earlier.pk, by=lan, reason="Nhầm.")
    assert ask(lan, f"/directives/{later.pk}/unmerge/", htmx=True).status_code == 409


def test_a_request_for_extension_ends_with_the_merge(earlier, later, finance, lan, binh):
    share = later.assignments.get(agency=finance)
    asked = transitions.ask_extension(share.pk, by=binh, to=date(2025, 12, 5), reason="Chờ số liệu.")
    merge(later, earlier, lan)
    asked.refresh_from_db()
    assert asked.decision == "lapsed"


def test_past_days_keep_their_numbers_and_can_be_rebuilt(earlier, later, lan, day):
    day(date(2025, 11, 6))
    merge(later, earlier, lan)
    day(date(2025, 11, 8))
    transitions.unmerge(later.pk, by=lan, reason="Nhầm.")

    def counted():
        versions = AssignmentVersion.objects
        return [versions.as_of(date(2025, 11, on)).counted().count() for on in (5, 6, 7, 8)]

    assert counted() == [2, 1, 1, 2]
    past.rebuild(later.assignments.all())
    assert counted() == [2, 1, 1, 2]


def test_the_page_finds_the_earlier_one_and_shows_what_will_happen(earlier, later, lan, dung, ask):
    url = f"/directives/{later.pk}/merge/"
    assert repeats.alike(later) == [earlier.pk]
    assert f"?into={earlier.pk}" in ask(lan, url).text
    assert f"?into={earlier.pk}" in ask(lan, f"{url}?q=nhu+cau+von", htmx=True).text
    assert f"?into={earlier.pk}" in ask(lan, f"{url}?q={earlier.code}").text
    assert "Không có nhiệm vụ nào" in ask(lan, f"{url}?q=thuy+loi").text
    shown = ask(lan, f"{url}?into={earlier.pk}").text
    assert "2 phần việc" in shown
    assert "Sở Giáo dục và Đào tạo" in shown.split("sẽ không còn việc này")[1]
    assert "take_deadline" not in shown
    assert "thành 28/11/2025" in ask(dung, f"{url}?into={earlier.pk}").text
    empty = ask(lan, url, {"into": earlier.pk, "reason": ""})
    assert empty.status_code == 422
    typed = {"into": earlier.pk, "reason": WHY, "take_deadline": "on"}
    stale = ask(dung, url, typed | {"day": "2025-11-27"})  # another day was shown
    assert stale.status_code == 422
    assert "Thời hạn vừa được thay đổi" in stale.text
    assert 'name="day" value="2025-11-28"' in stale.text
    sent = ask(dung, url, typed | {"day": "2025-11-28"})
    assert sent["Location"] == f"/directives/{earlier.pk}/"
    assert earlier.assignments.get(role="lead").due_on == LATER
    undo = f"/directives/{later.pk}/unmerge/"
    assert undo in ask(lan, f"/directives/{later.pk}/").text
    assert ask(lan, undo, {"reason": ""}, htmx=True).status_code == 422
    assert ask(lan, undo, {"reason": "Nhầm."}, htmx=True).status_code == 204


def test_who_comes_second_is_told_and_keeps_what_was_typed(earlier, later, lan, dung, ask):
    url, typed = f"/directives/{later.pk}/merge/", {"into": earlier.pk, "reason": "Lý do của Lan."}
    merge(later, earlier, dung)
    late = ask(lan, url, typed)
    assert late.status_code == 409
    assert "đã được gộp" in late.text
    assert "Lý do của Lan." in late.text


def test_the_search_asks_a_fixed_number_of_times(
    earlier, later, make_directive, finance, lan, client, django_assert_max_num_queries
):
    for _ in range(4):
        make_directive(lead=finance)
    last = make_directive(lead=finance)
    client.force_login(lan)
    client.get(f"/directives/{last.pk}/merge/")
    with django_assert_max_num_queries(16):
        client.get(f"/directives/{last.pk}/merge/?q=von")


@pytest.mark.django_db(transaction=True)
def test_two_merge_at_once_and_one_is_told(earlier, later, lan, dung):
    with while_uncommitted(lambda: merge(later, earlier, dung)) as rival:
        merge(later, earlier, lan)
    with pytest.raises(NotAllowed, match="đã được gộp"):
        rival.result()
    assert later.events.filter(kind="merged", assignment=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_result_filed_at_the_same_moment_keeps_its_directive(earlier, later, finance, lan, binh):
    share = later.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    with while_uncommitted(lambda: merge(later, earlier, lan)) as rival:
        transitions.complete(share.pk, by=binh, progress=Progress(done="Đã xong."))
    with pytest.raises(NotAllowed, match="kết quả"):
        rival.result()
