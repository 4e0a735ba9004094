"""Numbers, shares, names and addresses as templates write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from accounts.templatetags import look


@pytest.mark.parametrize(
    ("value", "shown"), [(26000, "26.000"), (0, "0"), (None, "–"), ("", "–"), (Decimal("98.62"), "98,62")]
)
def test_numbers_are_grouped_by_points_and_unknown_is_not_zero(value, shown):
    assert look.number(value) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (7892, 9831, "80,3 %"),
        (0, 5, "0,0 %"),
        (0, 0, "–"),
        (None, 5, "–"),
        (5, 5, "100,0 %"),
        (9999, 10000, "99,9 %"),
    ],
)
def test_a_share_of_nothing_is_not_zero_percent(part, whole, shown):
    assert look.percent(part, whole) == shown


def test_days_have_vietnamese_names():
    assert look.weekday(date(2025, 11, 9)) == "Chủ nhật"
    assert look.weekday(date(2025, 11, 3)) == "Thứ Hai"


@pytest.mark.parametrize(("name", "letters"), [("Nguyễn Thị Lan", "NL"), ("Đỗ", "Đ"), ("", "")])
def test_initials_are_of_family_and_given_name(name, letters):
    assert look.initials(name) == letters


def test_long_lists_of_pages_leave_the_middle_out():
    numbers = look.page_numbers(Paginator(range(1000), 10).page(50))

    assert numbers == [1, None, 48, 49, 50, 51, 52, None, 100]


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ("{% query page=3 %}", "?state=overdue&amp;agency=7&amp;page=3"),
        ("{% query state=None %}", "?agency=7"),
        ('{% query state="" agency=None %}', "?"),
    ],
)
def test_query_changes_one_parameter_and_keeps_the_others(tag, address):
    request = RequestFactory().get("/directives/?state=overdue&agency=7")

    shown = Template("{% load look %}" + tag).render(Context({"request": request}))

    assert shown == address


def test_an_icon_is_decoration_unless_it_speaks_alone():
    silent = Template('{% load look %}{% icon "clock" "small" %}').render(Context())
    context = Context({"meaning": "Còn <2> ngày"})
    speaking = Template('{% load look %}{% icon "clock" label=meaning %}').render(context)

    assert 'class="icon small" aria-hidden="true"' in silent
    assert 'role="img" aria-label="Còn &lt;2&gt; ngày"' in speaking
    assert "#clock" in silent
