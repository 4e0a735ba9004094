"""Work that was given before ("nhắc lại"): found by its words and its leads, linked instead of doubled."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives import intake, publishing, repeats, reviewing, transitions, undoing
from directives.history import history_of
from directives.likeness import Likeness, features
from directives.models import Assignment, Directive, Event
from directives.review_page import ReviewPage
from directives.taking import Stale, version_of
from directives.transitions import NotAllowed
from notifications.models import Notification

HTMX = {"HX-Request": "true"}
TODAY = date(2025, 11, 20)
GIVEN = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"  # the title of `make_directive`
AGAIN = "Sở Tài chính khẩn trương hoàn thành rà soát nhu cầu vốn của các dự án chuyển về chủ đầu tư mới"
OTHER = "Sở Tài chính xây dựng dự toán ngân sách năm 2026"


# The measure ----------------------------------------------------------------------------------------

# Point of a conclusion → how it is spoken of a month later; each in a text of its own with the others.
PAIRS = [
    (
        "Sở Tài chính rà soát khả năng nhu cầu vốn của các dự án được chuyển về chủ đầu tư mới",
        "Yêu cầu Sở Tài chính khẩn trương báo cáo kết quả rà soát nhu cầu vốn các dự án chuyển chủ đầu tư",
    ),
    (
        "Giao Sở Nội vụ tham mưu phương án bố trí, sắp xếp cán bộ; điều động, luân chuyển, biệt phái "
        "cán bộ về xã, trình Ban Thường vụ Tỉnh ủy trước ngày 10/11/2025",
        "Sở Nội vụ đẩy nhanh tiến độ tham mưu phương án sắp xếp cán bộ, luân chuyển, biệt phái về xã",
    ),
    (
        "UBND các xã, phường rà soát hộ nghèo, hộ cận nghèo trên địa bàn năm 2025",
        "Đề nghị UBND các xã, phường hoàn thành việc rà soát hộ nghèo, cận nghèo trước ngày 30/11/2025",
    ),
    (
        "Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án đầu tư trạm y tế xã giai đoạn 2026 - 2030",
        "Sở Y tế tiếp tục hoàn thiện đề án đầu tư trạm y tế xã",
    ),
    (
        "Sở Giáo dục và Đào tạo tham mưu tổ chức các đoàn chúc mừng ngày Nhà giáo Việt Nam 20/11",
        "SGDĐT chuẩn bị các đoàn của lãnh đạo tỉnh chúc mừng ngày Nhà giáo Việt Nam",
    ),
]
UNLIKE = [
    "Sở Tài chính rà soát kinh phí mua thuốc, vật tư y tế",
    "Sở Nội vụ tổ chức thi tuyển công chức năm 2026",
    "UBND các xã, phường tuyên truyền phòng, chống dịch tả lợn châu Phi",
    "Sở Y tế kiểm tra an toàn thực phẩm dịp Tết Nguyên đán",
    "Sở Giáo dục và Đào tạo kiểm tra việc thu, chi đầu năm học",
]
NAMES = ["Sở Tài chính", "Sở Nội vụ", "UBND các xã, phường", "Sở Y tế", "Sở Giáo dục và Đào tạo"]


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_a_repeat_in_other_words_is_told_from_other_work(number):
    likeness = Likeness({n: given for n, (given, _) in enumerate(PAIRS)})
    scores = likeness.to(PAIRS[number][1], without=NAMES)
    assert max(scores, key=scores.__getitem__) == number
    assert scores.pop(number) >= repeats.LIKE + 0.05
    assert all(score < repeats.LIKE - 0.05 for score in scores.values())
    unlike = likeness.to(UNLIKE[number], without=NAMES)
    assert all(score < repeats.LIKE - 0.05 for score in unlike.values())


def test_the_measure_is_1_for_the_same_words_and_does_not_ask_for_accents():
    likeness = Likeness({1: PAIRS[0][0], 2: UNLIKE[0]})
    assert likeness.to(PAIRS[0][0])[1] == pytest.approx(1)
    assert likeness.to("RÀ SOÁT kha nang nhu cau von cac du an chuyen ve chu dau tu moi")[1] > 0.8
    assert 2 not in likeness.to("Tổ chức lễ khánh thành cầu Cửa Hội")
    assert Likeness({}).to("Sở Y tế") == {}


def test_what_every_order_says_does_not_count():
    said = features("Giao Sở Y tế báo cáo UBND tỉnh trước ngày 20/11/2025")
    assert said == {"y", "te", "so y", "y te", "te bao"}
    assert Likeness({1: "Sở Tài chính báo cáo"}).to("Sở Tài chính trình", without=["Sở Tài chính"]) == {}


# What is found --------------------------------------------------------------------------------------


@pytest.fixture
def given(make_directive, finance, health):
    """Given out on 04/11/2025; Sở Tài chính leads, due on 09/11/2025."""
    return make_directive(lead=finance, coordinators=[health])


@pytest.fixture
def later(given, make_document, provincial, lan, day):
    """A later text that repeats it, and orders something else of the same agency."""
    day(TODAY)
    document = make_document(text=f"1. {AGAIN}.\n2. {OTHER}.", issued_on=TODAY)
    intake.propose(document.pk, by=lan)
    return document


@pytest.fixture
def again(later):
    return later.proposals.first()


def found(document):
    page = ReviewPage(document, TODAY)
    return [[before.directive.title for before in card.similar] for card in page.cards]


def test_similar_open_work_of_the_same_lead_is_shown(later, given, client, lan):
    assert found(later) == [[GIVEN], []]
    client.force_login(lan)
    page = client.get(reverse("directives:review", args=[later.pk])).content.decode()
    assert f'Có thể nhắc lại <a href="/directives/{given.pk}/"' in page
    assert "hạn 09/11/2025 (Quá hạn 11 ngày)" in page
    assert page.count("Liên kết: không giao lại") == 1


def test_work_of_another_lead_is_not_shown(later, health, make_directive, make_document, lan):
    make_directive(lead=health)
    assert found(later) == [[GIVEN], []]
    document = make_document(
        text="Giao Sở Giáo dục và Đào tạo rà soát nhu cầu vốn các dự án chuyển chủ đầu tư."
    )
    intake.propose(document.pk, by=lan)
    assert found(document) == [[]]


def test_finished_work_is_not_shown_even_while_it_is_remembered(later, given, finance, binh, lan):
    assert found(later) == [[GIVEN], []]
    share = given.assignments.get(agency=finance)
    transitions.accept(share.pk, by=binh)
    transitions.complete(share.pk, by=binh, progress=transitions.Progress(done="Đã rà soát xong 12 dự án."))
    assert found(later) == [[GIVEN], []]  # the Office has not confirmed it
    transitions.confirm(share.pk, by=lan)
    assert found(later) == [[], []]


def test_work_of_the_same_group_is_shown(make_directive, make_document, provincial, communes_group, lan, day):
    make_directive(lead_groups=[communes_group], title="Rà soát hộ nghèo, hộ cận nghèo trên địa bàn")
    day(TODAY)
    texts = ["UBND các xã, phường", "UBND xã Đô Lương"]
    for who in texts:
        document = make_document(text=f"Giao {who} hoàn thành rà soát hộ nghèo, cận nghèo.")
        intake.propose(document.pk, by=lan)
        assert found(document) == [["Rà soát hộ nghèo, hộ cận nghèo trên địa bàn"]], who


def test_what_was_published_a_moment_ago_is_found(later, make_directive, finance):
    found(later)
    make_directive(lead=finance, title="Xây dựng dự toán ngân sách năm 2026 của tỉnh")
    assert found(later)[1] == ["Xây dựng dự toán ngân sách năm 2026 của tỉnh"]


def test_at_most_three_are_shown_the_likeliest_first(later, make_directive, finance):
    for _ in range(4):
        make_directive(lead=finance, title=AGAIN)
    assert [len(titles) for titles in found(later)] == [3, 0]
    assert GIVEN not in found(later)[0]


def test_queries_do_not_grow(later, make_directive, finance, health, lan):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as spent:
            repeats.similar(later, later.proposals.prefetch_related("parties__agency"))
        return len(spent)

    few = cost()
    for n in range(5):
        make_directive(lead=[finance, health], title=f"Việc số {n} về lĩnh vực {n}")
    assert cost() == few
    assert cost() == few - 2  # all is known
    assert repeats.similar(later, []) == {}


# What the clerk says --------------------------------------------------------------------------------


@pytest.fixture
def linked(again, given, lan):
    return repeats.link(again.pk, given.pk, by=lan, version=version_of(again))


def test_a_linked_passage_gives_no_second_directive(later, linked, given, finance, binh, mai, nam, dung):
    Assignment.objects.filter(directive=given, agency=finance).update(delegate=nam)
    made = publishing.publish(later.pk, by=dung)
    assert [directive.quote for directive in made] == [OTHER]
    assert [directive.position for directive in made] == [1]
    share = given.assignments.get(agency=finance)
    assert share.due_on == date(2025, 11, 9)
    event = given.events.get(kind=Event.Kind.REPEATED)
    assert (event.document, event.actor, event.note) == (later, dung, AGAIN)
    told = Notification.objects.filter(title__startswith="Nhắc lại tại")
    # the heads of the lead, who has it delegated, and the officer of the Office who monitors
    assert set(told.values_list("recipient__username", flat=True)) == {"binh", "mai", "nam", "lan"}
    assert told.first().url == f"/directives/{given.pk}/"
    assert AGAIN in told.first().text
    assert later.events.get(kind=Event.Kind.DOCUMENT_PUBLISHED).data["repeated"] == [0, 1]


def test_a_text_may_do_nothing_but_repeat(make_document, given, provincial, lan, binh, day, client):
    day(TODAY)
    document = make_document(text=AGAIN)
    intake.propose(document.pk, by=lan)
    proposal = document.proposals.get()
    repeats.link(proposal.pk, given.pk, by=lan, version=version_of(proposal))
    client.force_login(lan)
    response = client.get(reverse("directives:publish", args=[document.pk]))
    assert "Nhắc lại, không giao mới" in response.content.decode()
    data = {"monitor": lan.pk, "seen": response.context["seen"]}
    answer = client.post(reverse("directives:publish", args=[document.pk]), data, follow=True)
    assert "Đã nhắc lại 1 nhiệm vụ đã giao." in answer.content.decode()
    assert Directive.objects.count() == 1


def test_its_sentence_is_accounted_for(later, linked, lan):
    page = ReviewPage(later, TODAY)
    assert (len(page.open), len(page.to_give), len(page.repeated)) == (0, 1, 1)
    reviewing.mark_rest(later.pk, by=lan)
    publishing.publish(later.pk, by=lan)
    assert not later.sentences.filter(no_task=True).exists()


def test_the_history_tells_where_it_was_repeated(later, linked, given, client, lan, binh):
    publishing.publish(later.pk, by=lan)
    assert history_of(given, lan)[0].document == later
    for who, link in ((lan, True), (binh, False)):
        client.force_login(who)
        page = client.get(reverse("directives:detail", args=[given.pk])).content.decode()
        assert "nhắc lại nhiệm vụ tại" in page
        assert AGAIN in page
        assert (f'<a href="/documents/{later.pk}/">{later}</a>' in page) is link
        assert str(later) in page


def test_the_page_of_the_text_lists_what_it_repeats(later, linked, given, client, lan):
    publishing.publish(later.pk, by=lan)
    client.force_login(lan)
    panel = client.get(reverse("directives:document_panel", args=[later.pk]), headers=HTMX).content.decode()
    assert f'href="/directives/{given.pk}/">{given.code} {GIVEN}</a>' in panel


def test_a_link_is_taken_back(later, linked, again, lan):
    again = repeats.give_anew(again.pk, by=lan, version=version_of(linked))
    assert (again.repeats, again.anew) == (None, True)
    card = ReviewPage(later, TODAY).cards[0]
    assert (card.may_repeat, len(card.similar)) == (False, 1)
    again = repeats.reconsider(again.pk, by=lan, version=version_of(again))
    assert ReviewPage(later, TODAY).cards[0].may_repeat
    assert len(publishing.publish(later.pk, by=lan)) == 2


def test_a_link_is_undone(later, linked, lan):
    undoing.undo(later.pk, undoing.last_step(later, by=lan).pk, by=lan)
    assert later.proposals.first().repeats is None


def test_a_question_asks_until_it_is_answered(later, again, lan):
    def asks():
        return ReviewPage(later, TODAY).cards[0].asks

    assert asks()
    again = repeats.give_anew(again.pk, by=lan, version=version_of(again))
    assert not asks()
    again = repeats.reconsider(again.pk, by=lan, version=version_of(again))
    assert asks()
    reviewing.accept(again.pk, by=lan, version=version_of(again))
    assert not asks()


def test_a_linked_passage_is_left_as_it_is(linked, lan):
    for act in (reviewing.dismiss, reviewing.settle_lead, reviewing.accept):
        with pytest.raises(NotAllowed, match="Giao mới"):
            act(linked.pk, by=lan, version=version_of(linked))


def test_a_link_to_what_has_ended_blocks_publishing(later, linked, given, finance, lan):
    Assignment.objects.filter(directive=given).update(work_state="revoked")
    [problem] = publishing.problems(list(later.proposals.all()))[linked.pk]
    assert given.code in problem
    with pytest.raises(NotAllowed, match="chưa đủ thông tin"):
        publishing.publish(later.pk, by=lan)
    with pytest.raises(NotAllowed, match="đã kết thúc"):
        repeats.link(linked.pk, given.pk, by=lan, version=version_of(linked))


def test_what_was_dismissed_is_not_linked(again, given, lan):
    gone = reviewing.dismiss(again.pk, by=lan, version=version_of(again))
    with pytest.raises(NotAllowed, match="bỏ qua"):
        repeats.link(gone.pk, given.pk, by=lan, version=version_of(gone))


@pytest.mark.parametrize("act", [repeats.give_anew, repeats.reconsider])
def test_an_old_version_and_other_people_are_refused(again, given, lan, cast, act):
    with pytest.raises(Stale):
        act(again.pk, by=lan, version="yesterday")
    with pytest.raises(Stale):
        repeats.link(again.pk, given.pk, by=lan, version="yesterday")
    for who in ("chi", "ha", "mai", "an", "quan"):
        with pytest.raises(NotAllowed, match="quyền"):
            act(again.pk, by=cast[who], version=version_of(again))
        with pytest.raises(NotAllowed, match="quyền"):
            repeats.link(again.pk, given.pk, by=cast[who], version=version_of(again))


def test_the_buttons_of_the_card(client, lan, again, given):
    client.force_login(lan)
    url = reverse("directives:proposal_repeats", args=[again.pk])

    def press(**data):
        again.refresh_from_db()
        response = client.post(url, {"version": version_of(again), **data}, headers=HTMX)
        assert response.status_code == 200
        again.refresh_from_db()
        return response.content.decode()

    assert "Không giao lại." in press(directive=given.pk)
    assert again.repeats == given
    assert "Giao mới, dù có 1 nhiệm vụ tương tự" in press(anew=1)
    assert (again.repeats, again.anew) == (None, True)
    assert "Có thể nhắc lại" in press()
    assert client.post(url, {"version": version_of(again), "directive": 999999}).status_code == 302
    plain = client.post(url, {"version": version_of(again), "anew": 1})
    assert plain["Location"].endswith(f"/review/#proposal-{again.pk}")


def test_another_day_than_the_given_one_is_told(client, lan, given, make_document, provincial, day):
    day(TODAY)
    document = make_document(text=f"{AGAIN}, báo cáo trước ngày 30/11/2025.")
    intake.propose(document.pk, by=lan)
    proposal = document.proposals.get()
    repeats.link(proposal.pk, given.pk, by=lan, version=version_of(proposal))
    client.force_login(lan)
    page = client.get(reverse("directives:review", args=[document.pk])).content.decode()
    assert "Đoạn này nêu ngày 30/11/2025; liên kết không thay đổi hạn đã giao." in page
