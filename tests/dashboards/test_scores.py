"""The score card: who sees which, each point from its numbers, no work no score, the rules."""

from datetime import date, timedelta
from fractions import Fraction
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from agencies.calendar import day_set
from dashboards.models import ScoringRules
from dashboards.reports import scores, scoring_rules
from dashboards.reports.periods import MonthForm
from directives.filters import AssignmentFilter
from directives.models import Assignment
from tests.plugins.province import DAY, NOON, figures_of

pytestmark = pytest.mark.django_db
URL = "/reports/scores/"
RULES = "/reports/scores/rules/"
MONTH = "?month=2025-11"


@pytest.fixture
def as_clerk(client, lan, day):
    day(DAY)
    client.force_login(lan)
    return client


def cards(query="month=2025-11"):
    form = MonthForm(QueryDict(query), today=DAY)
    assert form.is_valid(), form.errors
    return {card.agency: card for card in scores.cards(form, ScoringRules.objects.on(form.on))}


def typed(**changed):
    return {"seen": scoring_rules.newest()} | ScoringRules().values() | changed


def done(directive, *, on=DAY, quality=""):
    Assignment.objects.filter(directive=directive).update(
        work_state="done",
        confirmation="confirmed",
        accepted_at=NOON,
        filed_on=on,
        finished_on=on,
        confirmed_on=on,
        quality=quality,
    )


@pytest.mark.parametrize(("name", "status"), [("chi", 200), ("dung", 200), ("an", 200), ("quan", 200)])
def test_who_sees_everything_sees_all_cards(client, cast, directive, day, name, status):
    day(DAY)
    client.force_login(cast[name])

    assert client.get(URL).status_code == status
    assert client.get(f"{URL}excel/").status_code == status


@pytest.mark.parametrize("name", ["binh", "mai", "nam"])
def test_an_agency_sees_its_own_card_alone(client, cast, directive, finance, health, day, name):
    day(DAY)
    client.force_login(cast[name])

    assert client.get(URL)["Location"] == f"{URL}{finance.pk}/"
    assert client.get(f"{URL}{finance.pk}/").status_code == 200
    assert client.get(f"{URL}{health.pk}/").status_code == 404
    assert client.get(f"{URL}excel/").status_code == 403


@pytest.mark.parametrize(
    ("part", "points"),
    [(100, 20), (95, 20), (94, 16), (80, 16), (79, 12), (60, 12), (59, 8), (40, 8), (39, 4), (0, 4)],
)
def test_a_rate_is_worth_what_its_band_is(part, points):
    mark = scores._mark("completion", [], (part, 100), ScoringRules())

    assert (mark.points, mark.most) == (points, 20)


def test_each_point_comes_from_its_numbers(make_directive, finance, health, day):
    """Of finance: 3 done of 4 fallen due, 2 of 3 on time, one of two updated, two marked."""
    day(DAY)
    given = {"lead": finance, "on": date(2025, 10, 20)}
    done(make_directive(**given, due_on=DAY), quality="excellent")
    done(make_directive(**given, due_on=DAY), quality="fair")
    done(make_directive(**given, due_on=DAY - timedelta(days=2)))
    make_directive(**given, due_on=DAY - timedelta(days=2))
    make_directive(**given, due_on=DAY + timedelta(days=20))
    Assignment.objects.filter(due_on=DAY + timedelta(days=20)).update(last_report_on=DAY)

    card = cards()[finance.pk]

    assert {mark.name: (mark.points, mark.most, mark.whole) for mark in card.marks} == {
        "completion": (12, 20, 4),
        "on_time": (5, 10, 3),
        "update": (3, 10, 2),
        "quality": (Fraction(15, 2), 10, 2),
    }
    assert (card.points_text, card.most, card.share_text) == ("27,5", 50, "55,0 %")
    assert (card.place, card.of, card.is_few) == (1, 1, True)


def test_what_cannot_be_judged_is_left_out_of_the_whole_and_is_not_zero(
    as_clerk, make_directive, finance, health, treasury
):
    done(make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY))
    make_directive(lead=treasury, on=date(2025, 10, 20), due_on=DAY + timedelta(days=3))

    found = cards()
    text = " ".join(unescape(as_clerk.get(URL + MONTH).text).split())

    assert (found[finance.pk].points, found[finance.pk].most, found[finance.pk].share) == (30, 30, 1)
    assert health.pk not in found
    assert found[treasury.pk].place is None
    assert "không xếp" in text
    assert "Sở Y tế" in text.partition("không được giao việc trong kỳ, không xếp")[2]
    card = " ".join(unescape(as_clerk.get(f"{URL}{health.pk}/{MONTH}").text).split())
    assert "Không xếp: trong kỳ cơ quan không chủ trì nhiệm vụ nào được giao." in card


def test_equal_shares_are_equal_places(make_directive, finance, health, education, day):
    day(DAY)
    for agency, due in ((finance, 0), (health, 0), (education, -9)):
        done(make_directive(lead=agency, on=date(2025, 10, 20), due_on=DAY + timedelta(days=due)))

    found = cards()

    assert [found[agency.pk].place for agency in (finance, health, education)] == [1, 1, 3]


@pytest.mark.parametrize("query", ["month=2025-11", "month=2025-10", "periods=calendar&month=2025-10"])
def test_every_number_opens_exactly_its_rows(as_clerk, past_province, lan, binh, finance, query):
    def follow(user, page):
        figures = set(figures_of(page.text))
        for address, count in figures:
            shown = AssignmentFilter(QueryDict(urlsplit(address).query), user=user, on=DAY)
            assert not shown.errors, address
            assert shown.shares().count() == count, address
        return len(figures)

    assert follow(lan, as_clerk.get(f"{URL}?{query}")) > 30
    as_clerk.force_login(binh)
    own = follow(binh, as_clerk.get(f"{URL}{finance.pk}/?{query}"))
    assert own > 5 or query == "month=2025-11"  # of which it has no work


def test_the_file_has_the_points_of_the_page(as_clerk, past_province):
    found = cards()
    response = as_clerk.get(f"{URL}excel/{MONTH}")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))

    rows = [row for sheet in book for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert {row[1]: row[15] for row in rows} == {
        card.name: "–" if card.points is None else pytest.approx(float(round(card.points, 1)))
        for card in found.values()
    }


@pytest.mark.parametrize("name", ["chi", "lan", "binh", "quan"])
def test_only_the_head_of_the_office_sets_the_rules(client, cast, name):
    client.force_login(cast[name])

    assert client.get(RULES).status_code == 403
    assert client.post(RULES, typed()).status_code == 403


def test_new_rules_count_from_their_day_on_and_the_old_ones_are_kept(client, dung, make_directive, finance):
    done(make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY), on=date(2025, 10, 25))
    with day_set(DAY):
        client.force_login(dung)
        response = client.post(RULES, typed(completion_points_0=30, few=1), follow=True)

        assert "Đã lưu quy tắc chấm điểm." in response.text
        words = " ".join(unescape(response.text).split())
        assert "Nguyễn Tiến Dũng" in words
        assert "Tỷ lệ hoàn thành trên số đã đến hạn. Mức 1: điểm" in words
        assert cards()[finance.pk].most == 40
    assert ScoringRules.objects.on(DAY - timedelta(days=1)).most == 50
    assert ScoringRules.objects.on(DAY).most == 60


def test_saving_what_is_there_leaves_no_line_of_history(client, dung):
    client.force_login(dung)

    assert "Không có gì thay đổi." in client.post(RULES, typed(), follow=True).text
    assert not ScoringRules.objects.exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"completion_from_1": 95}, "Mức dưới phải bắt đầu thấp hơn mức trên."),
        ({"on_time_points_1": 11}, "Mức dưới không được nhiều điểm hơn mức trên."),
        ({"quality_points_0": ""}, "Nhập một số."),
        ({"update_points_0": "mười"}, "Nhập một số nguyên."),
        ({"update_points_0": 101}, "100"),
    ],
)
def test_rules_that_make_no_sense_are_said_at_their_field_and_stay(client, dung, changed, message):
    client.force_login(dung)
    response = client.post(RULES, typed(**changed))

    assert response.status_code == 422
    assert message in unescape(response.text)
    [value] = changed.values()
    assert f'value="{value}"' in response.text or value == ""
    assert not ScoringRules.objects.exists()


def test_who_saves_second_is_shown_the_first(client, dung):
    client.force_login(dung)
    mine = typed(few=7)
    client.post(RULES, typed(few=3))
    response = client.post(RULES, mine)

    assert response.status_code == 409
    assert "Người khác vừa đổi quy tắc." in unescape(response.text)
    assert client.post(RULES, mine | {"seen": scoring_rules.newest()}).status_code == 302


def test_a_month_that_cannot_be_is_said_and_a_month_without_work_reads_well(as_clerk, finance):
    assert as_clerk.get(f"{URL}?month=2025-12").status_code == 422
    assert as_clerk.get(f"{URL}{finance.pk}/?month=2025-12").status_code == 422
    assert as_clerk.get(f"{URL}excel/?month=2025-12").status_code == 422
    assert "Trong kỳ không có nhiệm vụ nào được giao." in as_clerk.get(URL + MONTH).text


@pytest.mark.parametrize("path", ["", "{pk}/"])
def test_more_work_takes_no_more_queries(
    as_clerk, make_directive, finance, health, django_assert_num_queries, path
):
    make_directive(lead=finance, on=date(2025, 10, 20), due_on=DAY - timedelta(days=1))
    address = URL + path.format(pk=finance.pk) + MONTH
    as_clerk.get(address)
    with django_assert_num_queries(6) as few:
        as_clerk.get(address)
    for _ in range(3):
        make_directive(lead=[finance, health], on=date(2025, 10, 20), due_on=DAY - timedelta(days=2))

    with django_assert_num_queries(len(few)):
        as_clerk.get(address)
