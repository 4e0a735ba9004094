"""How good the Office finds a result: chosen when it confirms, gone on reopening, kept by day."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from directives import past, transitions
from directives.history import history_of
from directives.models import AssignmentVersion
from directives.transitions import NotAllowed

pytestmark = pytest.mark.django_db
TODAY, NEXT = date(2025, 11, 6), date(2025, 11, 7)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


def test_it_is_chosen_with_the_confirmation_and_told(
    brought_to, directive, lan, binh, ask, act_url, mailoutbox
):
    share = brought_to("filed")
    form = ask(lan, act_url("confirm", share))
    assert form.text.count('type="radio" name="quality"') == 4
    ask(lan, act_url("confirm", share), {"quality": "excellent"})
    share.refresh_from_db()
    assert share.quality == "excellent"
    assert share.events.latest("pk").data["quality"] == ["", "excellent"]
    changes = {change.label: change.new for change in history_of(directive, lan)[1].changes}
    assert changes["Chất lượng"] == "Xuất sắc"
    for person in (lan, binh):
        text = unescape(ask(person, reverse("directives:detail", args=[directive.pk])).text)
        assert "Chất lượng: Xuất sắc" in text
    notice = binh.notifications.get(key__startswith="confirmed:")
    assert notice.title.startswith("Đã xác nhận hoàn thành (xuất sắc): ")


@pytest.mark.parametrize("sent", [{}, {"quality": ""}])
def test_it_may_be_left_open(sent, brought_to, lan, binh, ask, act_url):
    share = brought_to("filed")
    assert ask(lan, act_url("confirm", share), sent).status_code == 302
    share.refresh_from_db()
    assert share.quality == ""
    assert "quality" not in share.events.get(kind="confirmed").data
    assert binh.notifications.get(key__startswith="confirmed:").title.startswith("Đã xác nhận hoàn thành: ")


def test_only_these_marks_exist(brought_to, lan, ask, act_url):
    share = brought_to("filed")
    assert ask(lan, act_url("confirm", share), {"quality": "superb"}).status_code == 422
    with pytest.raises(NotAllowed, match="chất lượng"):
        transitions.confirm(share.pk, by=lan, quality="superb")


def test_reopened_work_has_none_and_the_past_keeps_it(brought_to, lan, dung, day):
    share = brought_to("filed")
    transitions.confirm(share.pk, by=lan, quality="good")
    day(NEXT)
    transitions.reopen(share.pk, by=dung, reason="Kết quả bị hủy bỏ.")
    share.refresh_from_db()

    def kept():
        return [AssignmentVersion.objects.as_of(on).get(assignment=share).quality for on in (TODAY, NEXT)]

    assert share.quality == ""
    assert kept() == ["good", ""]
    past.rebuild([share])
    assert kept() == ["good", ""]
