"""Targets whose figures come by the quarter, the half or the year: what is asked for, shown and refused."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.urls import reverse

from agencies.calendar import day_set
from directives.transitions import NotAllowed
from targets import keeping
from targets.course import Cadence
from targets.history import history_of
from targets.models import MonthValue, Target
from targets.standing import standings_of

from .conftest import month, put
from .test_pages import page_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def growth(make_target):
    """Tăng trưởng 9 %, by the quarter; the second quarter is in, it is 06/11/2025."""
    return make_target(
        name="Tốc độ tăng trưởng",
        unit="%",
        value=D(9),
        adding="latest",
        cadence="quarterly",
        figures=[None, None, D("7.6"), None, None, D("8.1")],
    )


def standing(target):
    return standings_of(Target.objects.filter(pk=target.pk))[0]


@pytest.mark.parametrize(
    ("cadence", "at", "words"),
    [
        ("monthly", month(9), "tháng 9/2025"),
        ("quarterly", month(3), "quý I/2025"),
        ("quarterly", month(12), "quý IV/2025"),
        ("quarterly", month(4), "tháng 4/2025"),  # not asked for
        ("half", month(6), "6 tháng đầu năm 2025"),
        ("half", month(12), "6 tháng cuối năm 2025"),
        ("yearly", month(12), "năm 2025"),
        ("yearly", date(2026, 4, 1), "kỳ kết thúc tháng 4/2026"),
    ],
)
def test_what_a_figure_covers_has_its_name(cadence, at, words):
    target = Target(first_month=month(1), last_month=date(2026, 4, 1), cadence=cadence)
    assert target.span(at) == words


@pytest.mark.parametrize(
    ("cadence", "missing"),
    [
        ("monthly", "Chưa nhập 4 tháng, từ tháng 7/2025"),
        ("quarterly", "Chưa nhập quý III/2025"),
        ("half", ""),
        ("yearly", ""),
    ],
)
def test_only_what_is_due_is_missing(growth, cadence, missing):
    Target.objects.filter(pk=growth.pk).update(cadence=cadence)
    assert standing(growth).missing_words == missing


def test_its_page_has_a_row_for_each_quarter_and_asks_for_the_one_that_is_over(client, mai, growth):
    client.force_login(mai)
    page = client.get(page_of(growth))

    rows = page.context["page"].months
    assert [(row.name, row.is_missing, row.may_enter) for row in rows] == [
        ("Quý I/2025", False, True),
        ("Quý II/2025", False, True),
        ("Quý III/2025", True, True),
        ("Quý IV/2025", False, False),
    ]
    assert "Nhập số liệu quý III/2025" in page.text
    assert "Từng quý" in page.text
    assert page.context["page"].chart["labels"] == [row.name for row in rows]


def test_when_nothing_is_due_nothing_is_asked_for(client, mai, growth):
    put(growth, 9, "8.4", mai)
    assert standing(growth).next_month is None
    client.force_login(mai)
    assert "Nhập số liệu" not in client.get(page_of(growth)).text.split("<dt>")[0]


def test_a_month_between_takes_no_figure_and_the_form_says_why(client, mai, growth):
    client.force_login(mai)
    address = reverse("targets:enter", args=[growth.pk, 2025, 8])
    refused = client.post(address, {"value": "8,2", "note": "ước", "seen": "0"})

    assert refused.status_code == 422
    assert "Chỉ tiêu này nhập hằng quý: không nhập số của tháng 8/2025." in refused.text
    assert 'value="8,2"' in refused.text
    assert not MonthValue.objects.filter(month=month(8)).exists()


def test_the_form_of_a_figure_names_its_quarter(client, mai, growth):
    client.force_login(mai)
    address = reverse("targets:enter", args=[growth.pk, 2025, 9])
    assert "Số liệu quý III/2025" in client.get(address).text
    saved = client.post(address, {"value": "8,4", "note": "", "seen": "0"}, follow=True)
    assert "Đã lưu số liệu quý III/2025: 8,4 %." in saved.text


def test_a_plan_is_typed_for_what_is_asked_for_and_keeps_what_was_planned_between(client, lan, growth):
    keeping.plan(growth.pk, by=lan, values={month(5): D(8)}, seen=0)
    client.force_login(lan)
    page = client.get(reverse("targets:plan", args=[growth.pk]))
    labels = [field.label for field in page.context["form"].visible_fields()]
    assert labels == ["Quý I/2025", "Tháng 5/2025", "Quý II/2025", "Quý III/2025"]


def test_the_office_chooses_how_often_and_the_history_says_so(client, lan, finance, revenue):
    client.force_login(lan)
    added = client.post("/targets/add/", typed(lead=finance.pk, cadence="quarterly", directives=""))
    made = Target.objects.order_by("pk").last()
    assert (added.status_code, made.cadence) == (302, Cadence.QUARTERLY)

    facts = {name: getattr(revenue, name) for name in keeping.FACTS} | {"cadence": "quarterly"}
    seen = keeping.newest_of_facts(revenue)
    assert keeping.edit(revenue.pk, by=lan, facts=facts, directives=[], seen=seen)
    (change,) = history_of(revenue, lan)[0].changes
    assert (change.label, change.old, change.new) == ("Kỳ nhập số", "Hằng tháng", "Hằng quý")


@pytest.mark.parametrize("typed_in", ["", "weekly"])
def test_without_a_choice_the_form_says_so(client, lan, finance, typed_in):
    client.force_login(lan)
    refused = client.post("/targets/add/", typed(lead=finance.pk, cadence=typed_in, directives=""))
    assert refused.status_code == 422
    assert refused.context["form"].errors["cadence"]
    assert 'value="Tốc độ tăng trưởng"' in refused.text


def test_figures_of_single_months_are_no_figures_of_quarters(make_target, lan):
    target = make_target(adding="monthly", figures=[10, 20])
    facts = {name: getattr(target, name) for name in keeping.FACTS} | {"cadence": "quarterly"}
    with pytest.raises(NotAllowed, match="không đổi được kỳ nhập"):
        keeping.edit(target.pk, by=lan, facts=facts, directives=[], seen=keeping.newest_of_facts(target))


def test_figures_of_months_stay_and_are_corrected_when_quarters_are_asked_for(revenue, lan, mai):
    facts = {name: getattr(revenue, name) for name in keeping.FACTS} | {"cadence": "quarterly"}
    keeping.edit(revenue.pk, by=lan, facts=facts, directives=[], seen=keeping.newest_of_facts(revenue))
    assert len(standing(revenue).course.numbers) == 10  # nine that are there, and December
    put(revenue, 8, 17_900, mai, reason="đối chiếu lại")
    assert MonthValue.objects.get(target=revenue, month=month(8)).value == 17_900


def test_the_first_day_after_a_quarter_it_is_missing(growth, mai):
    put(growth, 9, "8.4", mai)
    for day, missing in ((date(2025, 12, 31), ""), (date(2026, 1, 1), "Chưa nhập quý IV/2025")):
        with day_set(day):
            assert standing(growth).missing_words == missing


def test_what_is_over_stands_behind_what_runs(client, lan, make_target):
    last_year = {"first_month": date(2024, 1, 1), "last_month": date(2024, 12, 1)}
    over = make_target(name="A", **last_year)
    put_at_the_end = keeping.enter(over.pk, date(2024, 12, 1), by=lan, value=D(1), seen=0)
    runs = make_target(name="B", figures=[26_000])
    client.force_login(lan)
    assert put_at_the_end
    assert [row.target for row in client.get("/targets/").context["page"]] == [runs, over]
