"""One act for many rows of the register: asked first, done row by row, answered row by row."""

from datetime import date, timedelta
from html import unescape

import pytest

from accounts.access import Act
from directives import bulk, transitions
from directives.forms.bulk import ACTS, UNEXPECTED
from directives.models import Assignment, Directive, Event, Follow, Urging
from directives.transitions import NotAllowed
from notifications.models import Notification

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
URL = "/directives/bulk/"


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def some(make_directive, finance, health):
    """Two directives; the first with two leads, so three leading shares."""
    return [
        make_directive(lead=[finance, health], title="Việc chung"),
        make_directive(lead=finance, title="Việc riêng"),
    ]


def shares_of(*made):
    return list(Assignment.objects.filter(directive__in=made).order_by("pk"))


def address(act, shares, more=""):
    return f"{URL}?act={act}&{'&'.join(f'share={share.pk}' for share in shares)}{more}"


def sent(act, shares, **fields):
    return {"act": act, "share": [share.pk for share in shares], **fields}


def test_before_it_is_done_the_page_says_how_many_and_what(some, dung, lan, ask):
    page = unescape(ask(lan, address("assign_monitor", shares_of(*some))).text)
    for words in (
        "Đã chọn 3 dòng, thuộc 2 nhiệm vụ.",
        "Giao theo dõi 2 nhiệm vụ",
        "Việc chung",
        "Việc riêng",
    ):
        assert words in page
    assert page.count('name="share"') == 3
    assert set(Directive.objects.values_list("monitor", flat=True)) == {lan.pk}  # nothing was done


def test_the_rows_of_the_whole_filter_are_fixed_by_the_question(some, make_directive, health, lan, ask):
    asked = f"{URL}?act=star&all=1&q=viec"
    page = ask(lan, asked)
    assert {share.pk for share in page.context["chosen"].shares} == {share.pk for share in shares_of(*some)}
    make_directive(lead=health, title="Việc mới đến")
    shown = page.context["chosen"].shares
    ask(lan, asked, sent("star", shown))
    assert set(Directive.objects.filter(starred=True)) == set(some)


def test_a_monitor_is_given_many_and_told_once(some, make_directive, finance, lan, dung, heard, ask):
    other = make_directive(lead=finance, by=dung)
    shares = shares_of(*some, other)
    page = unescape(
        ask(lan, address("assign_monitor", shares), sent("assign_monitor", shares, monitor=dung.pk)).text
    )
    assert "Đã giao theo dõi 2 nhiệm vụ." in page
    assert "1 nhiệm vụ không thực hiện được." in page
    assert "Nguyễn Tiến Dũng đang theo dõi nhiệm vụ này." in page
    assert set(Directive.objects.values_list("monitor", flat=True)) == {dung.pk}
    events = Event.objects.filter(kind=Event.Kind.EDITED)
    assert [event.data for event in events] == [{"monitor": ["Trần Thị Lan", "Nguyễn Tiến Dũng"]}] * 2
    assert heard("monitor") == ["dung"]
    notice = Notification.objects.get(key__startswith="monitor:")
    assert notice.title == "Bạn theo dõi 2 nhiệm vụ"
    assert {some[0].title, some[1].title} <= {line.split(maxsplit=1)[1] for line in notice.text.split("\n")}


def test_the_form_comes_back_with_its_error_and_the_rows(some, lan, ask):
    shares = shares_of(*some)
    response = ask(lan, address("assign_monitor", shares), sent("assign_monitor", shares))
    assert response.status_code == 422
    assert "Chọn chuyên viên theo dõi." in unescape(response.text)
    assert response.text.count('name="share"') == 3


def test_only_people_of_the_office_follow_for_it(some, lan, dung, binh):
    with pytest.raises(NotAllowed, match="người của Văn phòng"):
        transitions.assign_monitor([some[0].pk], by=lan, to=binh)
    assert transitions.assign_monitor([some[0].pk], by=binh, to=dung)[0][1].startswith("Bạn không có quyền")


def test_stars_are_set_and_taken_from_those_that_lack_or_have_them(some, chi, ask):
    transitions.set_star(some[0].pk, by=chi, starred=True)
    shares = shares_of(*some)
    page = unescape(ask(chi, address("star", shares)).text)
    assert "<b>1</b> nhiệm vụ làm được, 1 không làm được" in page
    assert "Đã là trọng tâm." in page
    done = unescape(ask(chi, address("star", shares), sent("star", shares)).text)
    assert "Đã gắn sao 1 nhiệm vụ." in done
    assert "1 nhiệm vụ được bỏ qua từ đầu" in done
    assert Directive.objects.filter(starred=True).count() == 2
    ask(chi, address("unstar", shares), sent("unstar", shares))
    assert not Directive.objects.filter(starred=True).exists()


def test_everybody_follows_what_they_see(some, health, ha, ask):
    shares = shares_of(*some)
    page = ask(ha, address("follow", shares), sent("follow", shares))
    assert "Đang theo dõi thêm 1 nhiệm vụ." in unescape(page.text)  # of the other they see nothing
    assert list(Follow.objects.values_list("user", "directive")) == [(ha.pk, some[0].pk)]
    again = ask(ha, address("follow", shares), sent("follow", shares))
    assert again.status_code == 422
    assert "Bạn đang theo dõi." in unescape(again.text)
    ask(ha, address("unfollow", shares), sent("unfollow", shares))
    assert not Follow.objects.exists()


def test_agencies_are_urged_each_by_itself(some, finance, lan, binh, ask):
    late, done, urged = shares_of(*some)
    Assignment.objects.filter(pk=done.pk).update(
        work_state="done", confirmation="confirmed", accepted_at="2025-11-05T08:00+07:00",
        **dict.fromkeys(("filed_on", "finished_on", "confirmed_on"), TODAY),
    )  # fmt: skip
    transitions.urge(urged.pk, kind="reminder", text="Khẩn trương báo cáo kết quả.", by=lan)
    shares = [late, done, urged]
    asked = ask(lan, address("urge", shares))
    page = unescape(asked.text)
    assert [item.pk for item in asked.context["form"].items] == [late.pk]
    for words in (
        "<b>1</b> phần việc làm được, 2 không làm được",
        "Đã đôn đốc lần 1 lúc",
        "Xem trước khi gửi",
    ):
        assert words in page
    fields = {"kind": "reminder", "text": "Đề nghị báo cáo kết quả trong ngày."}
    shown = unescape(ask(lan, address("urge", shares), sent("urge", shares, **fields)).text)
    assert "Gửi đôn đốc 1 phần việc" in shown
    assert not Urging.objects.filter(text=fields["text"]).exists()
    fields["step"] = "send"
    assert "Đã đôn đốc 1 phần việc." in unescape(
        ask(lan, address("urge", shares), sent("urge", shares, **fields)).text
    )
    assert list(Urging.objects.filter(text=fields["text"]).values_list("assignment", "number")) == [
        (late.pk, 1)
    ]


def test_one_that_breaks_stops_no_other(some, lan, ask, monkeypatch):
    whole = transitions.set_star

    def breaks(directive_id, **more):
        if directive_id == some[0].pk:
            raise RuntimeError
        return whole(directive_id, **more)

    monkeypatch.setattr(transitions, "set_star", breaks)
    shares = shares_of(*some)
    page = unescape(ask(lan, address("star", shares), sent("star", shares)).text)
    assert "Đã gắn sao 1 nhiệm vụ." in page
    assert UNEXPECTED in page
    assert list(Directive.objects.filter(starred=True)) == [some[1]]


def test_nothing_chosen_and_too_many_are_said(some, lan, ask, monkeypatch):
    assert "Chưa chọn dòng nào." in unescape(ask(lan, f"{URL}?act=star").text)
    monkeypatch.setattr(bulk, "MOST", 2)
    response = ask(lan, f"{URL}?act=star&all=1")
    assert "Nhiều quá để làm một lần." in unescape(response.text)
    assert "Đã chọn 3 dòng" in unescape(response.text)
    assert ask(lan, URL, sent("star", shares_of(*some))).status_code == 422
    assert not Directive.objects.filter(starred=True).exists()


def test_who_may_do_what_is_asked_of_the_role_and_of_each_row(some, cast, ask):
    open_to = {
        name: {key for key in ACTS if ask(person, address(key, shares_of(*some))).status_code == 200}
        for name, person in cast.items()
    }
    office, leader, others = set(ACTS), set(ACTS) - {"assign_monitor", "urge"}, {"follow", "unfollow"}
    expected = dict.fromkeys(("lan", "dung"), office) | {"chi": leader}
    assert open_to == dict.fromkeys(cast, others) | expected
    for name, person in cast.items():  # the register offers exactly these
        page = ask(person, "/directives/?role=all")
        assert {act.key for act in page.context["shown"].bulk_acts} == open_to[name]
    assert ask(cast["lan"], f"{URL}?act=delete").status_code == 404


def test_the_way_back_is_the_register_as_it_was(some, lan, ask):
    page = ask(lan, address("star", shares_of(*some), "&state=new&sort=-code"))
    assert page.context["back_url"] == "/directives/?state=new&sort=-code"


def test_the_question_asks_the_same_however_many_rows(
    some, make_directive, finance, lan, ask, django_assert_num_queries
):
    def queries(act):
        with django_assert_num_queries(20, exact=False) as captured:
            ask(lan, f"{URL}?act={act}&all=1")
        return len(captured)

    ask(lan, f"{URL}?act=star&all=1")
    few = [queries(act) for act in ACTS]
    for n in range(4):
        make_directive(lead=finance, on=TODAY - timedelta(days=n))
    assert [queries(act) for act in ACTS] == few
    assert Act.URGE in {form.act for form in ACTS.values()}
