"""Single directives typed by hand: under a published document, or with a short direction of their own."""

from datetime import date

import pytest
from django.urls import reverse

from directives import by_hand
from directives.forms.charging import BodyValue
from directives.models import Directive, Event
from directives.transitions import NotAllowed
from meetings.models import Document
from notifications.models import Notification
from tests.plugins.cast import SESSION_DAY
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
ADD = "/directives/add/"
WORDS = "Giao Sở Tài chính rà soát các khoản tạm ứng quá hạn, báo cáo Chủ tịch UBND tỉnh."


@pytest.fixture(autouse=True)
def _on_the_session_day(day):
    day(SESSION_DAY)


@pytest.fixture
def typed(finance):
    """The form as a clerk fills it in, but for what is given."""

    def fill(**changes):
        values = {
            "kind": "official_letter",
            "number": "1520/UBND-KT",
            "issued_on": "03/11/2025",
            "subject": "Rà soát tạm ứng",
            "signer": "Phan Văn Chí",
            "title": "Rà soát các khoản tạm ứng quá hạn",
            "content": WORDS,
            "leads": [BodyValue(finance)],
            "deadline_kind": "fixed",
            "due_on": "20/11/2025",
            "field": "finance",
            "priority": "normal",
            "origin": "chairman",
        }
        return values | changes

    return fill


@pytest.fixture
def task(finance):
    """The same as the function takes it."""

    def make(**changes):
        values = {
            "title": "Rà soát tạm ứng",
            "content": WORDS,
            "leads": [finance],
            "coordinators": [],
            "deadline_kind": "fixed",
            "due_on": date(2025, 11, 20),
            "field": "finance",
            "priority": "normal",
            "origin": "chairman",
            "directing_leader": None,
            "monitor": None,
            "deliverable": "",
        }
        return by_hand.Task(**values | changes)

    return make


def test_a_short_letter_is_entered_with_its_one_directive(ask, lan, chi, binh, typed, health, finance):
    answer = ask(lan, ADD, typed(coordinators=[BodyValue(health)], directing_leader=chi.pk, monitor=lan.pk))
    made = Directive.objects.get()
    assert answer["Location"] == reverse("directives:detail", args=[made.pk])
    document = made.document
    assert (document.number, document.text, document.is_published) == ("1520/UBND-KT", WORDS, True)
    assert (made.start, made.end, made.quote, made.content) == (0, len(WORDS), WORDS, WORDS)
    assert (made.origin, made.field, made.directing_leader, made.monitor) == ("chairman", "finance", chi, lan)
    shares = {share.agency: share for share in made.assignments.select_related("agency")}
    assert {agency: share.role for agency, share in shares.items()} == {
        finance: "lead",
        health: "coordinator",
    }
    assert shares[finance].original_due_on == shares[finance].due_on == date(2025, 11, 20)
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["document_added", "document_published", "published"]
    told = Notification.objects.get(recipient=binh)
    assert told.title == "Sở Tài chính được giao 1 nhiệm vụ tại 1520/UBND-KT ngày 03/11/2025"


def test_what_was_said_without_a_document_needs_a_subject_and_no_number(ask, lan, typed):
    spoken = typed(kind="spoken", number="", subject="Chủ tịch chỉ đạo tại buổi kiểm tra đê Cửa Hội")
    assert ask(lan, ADD, spoken | {"subject": ""}).status_code == 422
    assert "Chỉ đạo trực tiếp không có số" in ask(lan, ADD, spoken | {"number": "12/UBND"}).text
    assert ask(lan, ADD, spoken).status_code == 302
    assert str(Document.objects.get()) == "Chủ tịch chỉ đạo tại buổi kiểm tra đê Cửa Hội"


def test_an_overlooked_point_goes_under_the_document_which_stays_as_it_was(ask, lan, binh, directive, typed):
    document = directive.document
    before = Document.objects.filter(pk=document.pk).values().get()
    page = ask(lan, reverse("meetings:document", args=[document.pk]))
    url = reverse("directives:add_under", args=[document.pk])
    assert url in page.text
    assert ask(lan, url, typed(leads=typed()["leads"])).status_code == 302
    made = document.directives.latest("pk")
    assert (made.start, made.end, made.quote, made.position) == (None, None, "", directive.position + 1)
    assert Document.objects.filter(pk=document.pk).values().get() == before
    shown = ask(lan, reverse("directives:detail", args=[made.pk])).text
    assert "Bổ sung sau khi văn bản được phát hành." in shown
    assert WORDS in shown
    # two notices of one document: each directive is told
    assert Notification.objects.filter(recipient=binh, key__startswith="given:").count() == 2
    assert "đã được giao tại" in ask(lan, url, typed()).text


def test_a_draft_gets_its_points_in_its_review(ask, lan, make_document, typed):
    draft = make_document()
    answer = ask(lan, reverse("directives:add_under", args=[draft.pk]), typed())
    assert answer["Location"] == reverse("directives:review", args=[draft.pk])
    assert not Directive.objects.exists()


def test_a_group_goes_out_only_once_its_size_is_confirmed(
    ask, lan, typed, communes_group, make_agency, finance
):
    groups = typed(coordinators=[BodyValue(communes_group)])
    asked = ask(lan, ADD, groups)
    assert asked.status_code == 422
    assert "Giao UBND các xã, phường: 3 cơ quan" in asked.text
    assert not Directive.objects.exists()
    box = {f"sure_group_{communes_group.pk}_3": "on"}
    communes_group.members.add(make_agency("X9", "UBND xã Con Cuông", kind="commune"))
    again = ask(lan, ADD, groups | box)  # what was confirmed was another size
    assert again.status_code == 422
    assert "4 cơ quan" in again.text
    assert ask(lan, ADD, groups | {f"sure_group_{communes_group.pk}_4": "on"}).status_code == 302
    assert Directive.objects.get().assignments.count() == 5


def test_a_day_that_has_passed_is_confirmed_and_one_before_the_document_refused(ask, lan, typed, day):
    day(date(2025, 11, 10))
    past = typed(due_on="09/11/2025")
    asked = ask(lan, ADD, past)
    assert asked.status_code == 422
    assert "đã qua" in asked.text
    assert "Hạn không được trước ngày văn bản" in ask(lan, ADD, typed(due_on="02/11/2025")).text
    assert not Directive.objects.exists()
    assert ask(lan, ADD, past | {"sure_past_20251109": "on"}).status_code == 302
    assert Directive.objects.get().assignments.overdue(date(2025, 11, 10)).exists()


@pytest.mark.parametrize("name", ["title", "content", "subject", "deliverable"])
def test_a_secret_is_refused_and_nothing_stored(name, ask, lan, typed):
    answer = ask(lan, ADD, typed(**{name: "Kế hoạch. Độ mật: Tối mật"}))
    assert answer.status_code == 422
    assert "dấu chỉ độ mật" in answer.text
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"leads": []}, "Chọn cơ quan chủ trì."),
        ({"due_on": ""}, "Nhập ngày hạn, hoặc chọn loại thời hạn khác."),
        ({"issued_on": "05/11/2025"}, "Ngày ban hành không được sau hôm nay."),
        ({"content": ""}, "Nhập nội dung chỉ đạo."),
        ({"subject": "x" * 301}, "300"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_is_kept(changes, words, ask, lan, typed):
    answer = ask(lan, ADD, typed(deliverable="Tờ trình của Sở") | changes)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tờ trình của Sở" in answer.text
    assert not Directive.objects.exists()


def test_the_same_words_or_number_are_not_taken_twice_by_mistake(ask, lan, typed):
    assert ask(lan, ADD, typed()).status_code == 302
    again = ask(lan, ADD, typed(number="1521/UBND-KT"))
    assert again.status_code == 422
    assert "Nội dung này đã được nhập" in again.text
    assert ask(lan, ADD, typed(number="1521/UBND-KT", sure_again="on")).status_code == 302
    number = ask(lan, ADD, typed(content=f"{WORDS} Lần hai."))
    assert "Văn bản có số và ngày này đã được nhập." in number.text
    assert Directive.objects.count() == 2


def test_what_ended_meanwhile_is_told_and_nothing_typed_is_lost(ask, lan, typed, finance, day, monkeypatch):
    """The agency ends between the check of the form and the act."""
    ended = type(finance).objects.filter(pk=finance.pk)
    give = by_hand.give_with

    def late(*args, **kwargs):
        ended.update(valid_to=date(2025, 10, 31))
        return give(*args, **kwargs)

    monkeypatch.setattr(by_hand, "give_with", late)
    answer = ask(lan, ADD, typed())
    assert answer.status_code == 409
    assert "hiện không hoạt động" in answer.text
    assert WORDS in answer.text
    assert not Document.objects.exists()


def test_the_function_itself_keeps_the_rules(task, lan, binh, directive, make_document, departments_group):
    document = directive.document
    draft = make_document()
    for document_id, by, changes, words in (
        (document.pk, binh, {}, "không có quyền"),
        (draft.pk, lan, {}, "chưa phát hành"),
        (document.pk, lan, {"leads": []}, "cơ quan chủ trì"),
        (document.pk, lan, {"due_on": date(2025, 11, 3)}, "trước ngày văn bản"),
        (document.pk, lan, {"deadline_kind": "none"}, "loại thời hạn"),
    ):
        with pytest.raises(NotAllowed, match=words):
            by_hand.give_under(document_id, task(**changes), by=by)
    departments_group.members.clear()
    with pytest.raises(NotAllowed, match="chưa có thành viên"):
        by_hand.give_under(document.pk, task(leads=[departments_group]), by=lan)


def test_entering_late_is_on_record(task, directive, lan, ask, day):
    """One working day after the document's own; an urgent one the same day (DOMAIN decisions)."""
    document = directive.document  # of Tuesday 04/11/2025
    assert (directive.enter_by, directive.entered_late_by) == (date(2025, 11, 5), 0)
    day(date(2025, 11, 7))
    late = by_hand.give_under(document.pk, task(), by=lan)
    urgent = by_hand.give_under(document.pk, task(content="Khẩn.", priority="urgent"), by=lan)
    assert (late.enter_by, late.entered_late_by) == (date(2025, 11, 5), 2)
    assert (urgent.enter_by, urgent.entered_late_by) == (date(2025, 11, 4), 3)
    assert "Nhập chậm 2 ngày" in ask(lan, reverse("directives:detail", args=[late.pk])).text


def test_only_the_office_is_offered_it(ask, lan, binh, an):
    assert ADD in ask(lan, "/directives/").text
    for person in (binh, an):
        assert ADD not in ask(person, "/directives/").text


@pytest.mark.django_db(transaction=True)
def test_two_points_added_at_once_get_numbers_and_places_of_their_own(directive, task, lan, dung):
    document = directive.document
    with while_uncommitted(
        lambda: by_hand.give_under(document.pk, task(content="Việc thứ hai."), by=dung)
    ) as rival:
        first = by_hand.give_under(document.pk, task(), by=lan)
    second = rival.result()
    assert [(one.number, one.position) for one in (first, second)] == [(2, 2), (3, 3)]


@pytest.mark.django_db(transaction=True)
def test_the_same_letter_entered_twice_at_once_is_entered_once(task, lan, dung):
    def enter(by):
        return by_hand.give_with(
            Document(number="7/UBND", issued_on=SESSION_DAY, subject="Đê"), task(), by=by
        )

    with while_uncommitted(lambda: enter(dung)) as rival:
        enter(lan)
    with pytest.raises(NotAllowed, match="vừa được nhập"):
        rival.result()
    assert Directive.objects.count() == 1
