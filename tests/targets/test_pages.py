"""The screens of targets: the list, one of them, its forms, the panels elsewhere which name them."""

from datetime import date
from decimal import Decimal as D
from random import Random

import pytest
from django.urls import reverse

from agencies.calendar import day_set
from targets import keeping
from targets.models import Target
from tests.plugins.province import figures_of

from .conftest import HTMX, month, put

pytestmark = pytest.mark.django_db
LIST = "/targets/"


@pytest.fixture
def as_clerk(client, lan):
    client.force_login(lan)
    return client


def page_of(target):
    return reverse("targets:detail", args=[target.pk])


def value_of(target, number):
    return reverse("targets:enter", args=[target.pk, 2025, number])


def typed(**changes):
    """The form of a target as a clerk fills it in."""
    return {
        "seen": "0",
        "name": "Tốc độ tăng trưởng",
        "direction": "at_least",
        "value": "9",
        "unit": "%",
        "first_month": "1/2025",
        "last_month": "12/2025",
        "adding": "latest",
        "cadence": "monthly",
        **changes,
    }


# The list


def test_the_furthest_behind_comes_first_with_what_it_should_be(as_clerk, make_target, revenue):
    late = make_target(name="Giải ngân vốn đầu tư công", value=D(12_000), figures=[0, 500, 1_200])

    page = as_clerk.get(LIST)

    assert [row.target for row in page.context["page"]] == [late, revenue]
    for words in (
        "ít nhất 26.000 tỷ đồng",
        "77,31 %",
        "19.500",
        "Theo kịp tiến độ",
        "Chậm",
        "Chưa nhập tháng 10/2025",
    ):
        assert words in page.text
    assert "2 chỉ tiêu" in page.text


@pytest.fixture
def some_targets(make_target, finance, health, education, directive):
    """Thirty targets in any state, the same every time."""
    chance = Random(7)
    for n in range(30):
        figures = [chance.choice([None, chance.randint(0, 20)]) for _ in range(chance.randint(0, 10))]
        target = make_target(
            name=f"Chỉ tiêu {n}",
            value=D(chance.randint(10, 120)),
            lead=chance.choice([finance, health, education]),
            direction=chance.choice(["at_least", "at_most"]),
            adding=chance.choice(["cumulative", "monthly", "latest"]),
            figures=figures,
            directives=[directive] if n % 4 == 0 else [],
        )
        if n % 9 == 0:
            Target.objects.filter(pk=target.pk).update(closed_at="2025-11-01T08:00+07:00")


@pytest.mark.parametrize(
    "query", ["", "?year=2025", "?agency={finance}", "?directive={directive}", "?sort=share"]
)
def test_every_number_opens_exactly_its_rows(as_clerk, some_targets, finance, directive, query):
    page = as_clerk.get(LIST + query.format(finance=finance.pk, directive=directive.pk))

    figures = figures_of(page.text)
    assert len(figures) == 6
    assert sum(count for _, count in figures) > 0
    for address, count in figures:
        assert as_clerk.get(address).context["page"].paginator.count == count, address


def test_every_number_of_the_dashboard_opens_exactly_its_targets(as_clerk, some_targets, directive):
    page = as_clerk.get("/dashboards/province/")

    figures = [(address, count) for address, count in figures_of(page.text) if address.startswith(LIST)]
    assert len(figures) >= 3
    for address, count in figures:
        assert as_clerk.get(address).context["page"].paginator.count == count, address


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"A", "B", "C"}),
        ("?year=2024", {"B"}),
        ("?year=2026", {"A", "B", "C"}),  # no period touches it: not offered
        ("?year=x", {"A", "B", "C"}),
        ("?state=no_data", {"A", "C"}),
        ("?state=missing", {"A", "B", "C"}),
        ("?state=missed", set()),
        ("?state=closed", {"D"}),
        ("?state=colour", {"A", "B", "C"}),
    ],
)
def test_filters_choose(as_clerk, make_target, query, names):
    make_target(name="A")
    make_target(name="B", first_month=date(2024, 7, 1), figures=[5_000])
    make_target(name="C")
    closed = make_target(name="D")
    Target.objects.filter(pk=closed.pk).update(closed_at="2025-11-01T08:00+07:00")

    assert {row.target.name for row in as_clerk.get(LIST + query).context["page"]} == names


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["An", "Ấm", "Đất"]),
        ("lead", ["An", "Ấm", "Đất"]),
        ("share", ["Đất", "An", "Ấm"]),
        ("-share", ["Ấm", "An", "Đất"]),
    ],
)
def test_the_order_is_chosen(as_clerk, make_target, sort, names):
    make_target(name="Đất", value=D(100))
    make_target(name="Ấm", value=D(100), figures=[90])
    make_target(name="An", value=D(100), figures=[50])

    assert [row.target.name for row in as_clerk.get(LIST, {"sort": sort}).context["page"]] == names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lan", "Thêm chỉ tiêu đầu tiên"),
        ("chi", "Văn phòng UBND tỉnh ghi chỉ tiêu tại đây"),
        ("binh", "Cơ quan chưa được giao chỉ tiêu nào"),
    ],
)
def test_an_empty_list_says_what_comes_next(client, cast, name, words):
    client.force_login(cast[name])
    assert words in client.get(LIST).text


def test_a_filter_without_rows_leads_back(as_clerk, revenue):
    assert "Không có chỉ tiêu nào khớp" in as_clerk.get(f"{LIST}?state=met").text


def test_more_targets_take_no_more_queries(as_clerk, make_target, health, django_assert_num_queries):
    make_target(figures=[1, 2])
    as_clerk.get(LIST)
    with django_assert_num_queries(7) as few:
        as_clerk.get(LIST)
    for _ in range(4):
        make_target(lead=health, figures=[1, 2, 3], planned={month(6): D(9)})
    with django_assert_num_queries(len(few)):
        as_clerk.get(LIST)


def test_it_stands_in_everybodys_navigation(client, cast):
    for person in cast.values():
        client.force_login(person)
        assert f'href="{LIST}" title="Chỉ tiêu"' in client.get(LIST).text


# One target


def test_the_page_says_the_number_first_then_what_is_left(as_clerk, revenue):
    page = as_clerk.get(page_of(revenue))

    for words in (
        "20.100",
        "tỷ đồng đã đạt",
        "77,31 %",
        "19.500",
        "Còn phải đạt thêm 5.900 tỷ đồng trong 3 tháng còn lại, bình quân 1.966,67 tỷ đồng mỗi tháng.",
        "Nhập số liệu tháng 10/2025",
        "Đến hết tháng 9/2025: đã đạt 20.100, kế hoạch 19.500",  # what the drawing says, in words
    ):
        assert words in page.text


def test_the_chart_is_drawn_from_the_numbers_of_the_table(as_clerk, revenue):
    page = as_clerk.get(page_of(revenue))

    drawn = {one["name"]: one["values"] for one in page.context["page"].chart["series"]}
    rows = page.context["page"].months
    assert drawn["Đã đạt"] == [2400, 4300, 6500, 8700, 10900, 13200, 15400, 17800, 20100, None, None, None]
    assert drawn["Kế hoạch"][0] == 2166.67
    assert rows[0].expected == "2.166,67"
    assert drawn["Cần đạt từ nay"][8:] == [20100, 22066.67, 24033.33, 26000]
    assert [row.needed for row in rows][8:] == ["", "22.066,67", "24.033,33", "26.000"]


def test_of_months_that_add_up_both_figures_are_shown(as_clerk, make_target):
    target = make_target(adding="monthly", value=D(120), figures=[10, 12])

    page = as_clerk.get(page_of(target))

    assert [(row.entered, row.reached) for row in page.context["page"].months[:3]] == [
        ("10", "10"),
        ("12", "22"),
        ("", ""),
    ]
    assert "Trong tháng" in page.text


@pytest.mark.parametrize(
    ("fields", "figures", "words"),
    [
        (
            {"value": D(9), "adding": "latest", "unit": "%"},
            [9, 8.5],
            "Còn thiếu 0,5 % trong 10 tháng còn lại.",
        ),
        ({"value": D(9), "adding": "latest", "unit": "%"}, [9.5], "Đang cao hơn mục tiêu 0,5 %"),
        ({"value": D(100)}, [100], "Đúng bằng mục tiêu."),
        ({"value": D(100)}, [101], "Đã vượt mục tiêu 1 tỷ đồng."),
        (
            {"value": D(12), "direction": "at_most"},
            [2],
            "Còn được 10 tỷ đồng trong 11 tháng còn lại, bình quân 0,91",
        ),
        ({"value": D(12), "direction": "at_most"}, [14], "Đã vượt mức cho phép 2 tỷ đồng."),
        (
            {"value": D(2), "direction": "at_most", "adding": "latest", "unit": "%"},
            [3],
            "Phải giảm thêm 1 % trong 11 tháng còn lại.",
        ),
        (
            {"value": D(2), "direction": "at_most", "adding": "latest", "unit": "%"},
            [1],
            "Đang thấp hơn mức cho phép 1 %",
        ),
        ({"value": D(10), "last_month": month(2)}, [1, 9], "Kết thúc kỳ, còn thiếu 1 tỷ đồng."),
        ({"value": D(10), "last_month": month(2)}, [1, 12], "Kết thúc kỳ, vượt 2 tỷ đồng."),
        (
            {"value": D(10), "last_month": month(2), "direction": "at_most"},
            [1, 12],
            "Kết thúc kỳ, vượt 2 tỷ đồng.",
        ),
        (
            {"value": D(10), "last_month": month(2), "direction": "at_most"},
            [1, 9],
            "thấp hơn mức cho phép 1 tỷ đồng",
        ),
        ({"value": D(10), "last_month": month(2)}, [], "Chưa có số liệu"),
    ],
)
def test_what_is_left_to_do_is_said_in_words(as_clerk, make_target, fields, figures, words):
    assert words in as_clerk.get(page_of(make_target(figures=figures, **fields))).text


def test_only_those_directives_stand_beside_it_which_the_person_may_see(
    client, cast, make_target, make_directive, finance, health
):
    own = make_directive(lead=finance, title="Đôn đốc thu nợ đọng thuế")
    other = make_directive(lead=health, title="Rà soát giá dịch vụ y tế")
    target = make_target(directives=[own, other])
    shown = {}
    for name in ("lan", "an", "binh"):
        client.force_login(cast[name])
        text = client.get(page_of(target)).text
        shown[name] = [
            title for title in ("Đôn đốc thu nợ đọng thuế", "Rà soát giá dịch vụ y tế") if title in text
        ]
    assert shown["lan"] == shown["an"] == ["Đôn đốc thu nợ đọng thuế", "Rà soát giá dịch vụ y tế"]
    assert shown["binh"] == ["Đôn đốc thu nợ đọng thuế"]


@pytest.mark.parametrize(
    ("name", "sets", "enters"),
    [
        ("chi", False, False),
        ("an", False, False),
        ("quan", False, False),
        ("lan", True, True),
        ("dung", True, True),
        ("binh", False, True),
        ("nam", False, True),
    ],
)
def test_buttons_are_for_those_who_may(client, cast, revenue, name, sets, enters):
    client.force_login(cast[name])
    text = client.get(page_of(revenue)).text

    assert ("Kết thúc theo dõi</a>" in text) == sets
    assert (f"{page_of(revenue)}edit/" in text) == sets
    assert (value_of(revenue, 10) in text) == enters
    assert value_of(revenue, 12) not in text  # not come yet


def test_another_agency_does_not_know_of_it(client, ha, revenue):
    client.force_login(ha)
    assert client.get(page_of(revenue)).status_code == 404
    assert client.post(value_of(revenue, 10), {"value": "1", "seen": "0"}).status_code == 404


def test_more_months_and_directives_take_no_more_queries(
    as_clerk, make_target, make_directive, finance, health, django_assert_num_queries
):
    few_of = make_target(figures=[1], directives=[make_directive(lead=finance)])
    as_clerk.get(page_of(few_of))
    with django_assert_num_queries(12) as few:
        as_clerk.get(page_of(few_of))
    more = [make_directive(lead=[finance, health]) for _ in range(3)]
    many = make_target(figures=range(1, 11), directives=more, planned={month(6): D(9)})
    with django_assert_num_queries(len(few)):
        as_clerk.get(page_of(many))


def test_a_past_of_many_lines_is_cut_and_opened(as_clerk, make_target, lan):
    target = make_target()
    for n in range(45):
        put(target, 1, n, lan)

    page = as_clerk.get(page_of(target))

    assert page.context["page"].history_left == 6
    assert as_clerk.get(f"{page_of(target)}?all=1").context["page"].history_left == 0


# Entering a figure


def test_a_figure_is_entered_in_a_dialog_and_on_a_page(client, mai, make_target):
    target = make_target()
    client.force_login(mai)
    assert "<main" not in client.get(value_of(target, 9), headers=HTMX).text
    assert "<main" in client.get(value_of(target, 9)).text

    saved = client.post(value_of(target, 9), {"value": "19.950,5", "seen": "0"}, headers=HTMX)
    assert (saved.status_code, "target:changed" in saved["HX-Trigger"]) == (204, True)
    assert client.post(value_of(target, 10), {"value": "21000", "seen": "0"})["Location"] == page_of(target)
    assert list(target.values.values_list("value", flat=True)) == [D("19950.5"), D(21_000)]
    assert "Đã lưu số liệu tháng 10/2025: 21.000 tỷ đồng." in client.get(page_of(target)).text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "Nhập một số."),
        ("98.62", "Không đọc được số 98.62"),
        ("nhiều", "Chỉ nhập số"),
        ("26,000", "nhập 26.000"),
    ],
)
def test_nonsense_is_refused_at_its_field_and_stays(as_clerk, make_target, value, words):
    target = make_target()
    answer = as_clerk.post(value_of(target, 10), {"value": value, "note": "Số ước", "seen": "0"})

    assert answer.status_code == 422
    assert words in str(answer.context["form"]["value"].errors)
    assert f'value="{value}"' in answer.text or not value
    assert 'value="Số ước"' in answer.text
    assert not target.values.exists()


def test_a_month_that_has_not_come_is_refused(as_clerk, make_target):
    answer = as_clerk.post(value_of(make_target(), 12), {"value": "1", "seen": "0"})
    assert answer.status_code == 422
    assert "Tháng 12/2025 chưa đến." in answer.text


@pytest.mark.parametrize("address", ["2025/13/", "2024/12/", "0/0/"])
def test_a_month_that_is_none_of_the_target_is_not_found(as_clerk, revenue, address):
    assert as_clerk.get(f"{page_of(revenue)}months/{address}").status_code == 404


def test_a_late_correction_asks_why(as_clerk, revenue):
    sent = {"value": "20.150", "seen": str(keeping.newest_of_month(revenue, month(9)))}
    assert "Lý do sửa" in as_clerk.get(value_of(revenue, 9)).text

    refused = as_clerk.post(value_of(revenue, 9), sent)
    assert (refused.status_code, refused.context["form"].errors["reason"]) == (422, ["Nêu lý do sửa."])
    assert 'value="20.150"' in refused.text
    as_clerk.post(value_of(revenue, 9), sent | {"reason": "Kho bạc đối chiếu"})
    assert revenue.values.get(month=month(9)).value == 20_150
    assert "Kho bạc đối chiếu" in as_clerk.get(page_of(revenue)).text


def test_a_figure_is_taken_back_from_its_form(as_clerk, revenue):
    sent = {"value": "", "take_back": "1", "seen": str(keeping.newest_of_month(revenue, month(9)))}
    assert as_clerk.post(value_of(revenue, 9), sent).status_code == 422  # says why first

    answer = as_clerk.post(value_of(revenue, 9), sent | {"reason": "Nhầm tháng"}, headers=HTMX)
    assert answer.status_code == 204
    assert not revenue.values.filter(month=month(9)).exists()


def test_the_second_of_two_sees_what_the_first_entered_and_loses_nothing(client, make_target, lan, mai):
    target = make_target()
    put(target, 10, 21_456, mai, note="Kho bạc")
    client.force_login(lan)
    sent = {"value": "21.500", "note": "", "seen": "0"}

    late = client.post(value_of(target, 10), sent, headers=HTMX)

    assert late.status_code == 409
    for words in ("Đặng Ngọc Mai", "21.456", 'value="21.500"', "Người khác vừa sửa"):
        assert words in late.text
    again = sent | {"seen": late.context["form"]["seen"].value()}
    assert client.post(value_of(target, 10), again, headers=HTMX).status_code == 204
    assert target.values.get().value == 21_500


# Setting a target


def test_a_target_is_added_with_its_document_and_directives(as_clerk, finance, directive):
    codes = f" {directive.code.lower()} ; {directive.code}"
    sent = typed(lead=finance.pk, document=directive.document_id, directives=codes, value="9,0")

    answer = as_clerk.post("/targets/add/", sent)

    target = Target.objects.get()
    assert answer["Location"] == page_of(target)
    assert (target.value, target.lead, target.document) == (9, finance, directive.document)
    assert list(target.directives.all()) == [directive]
    assert target.wanted == "ít nhất 9 %"
    assert directive.title in as_clerk.get(page_of(target)).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Nhập tên chỉ tiêu."),
        ("value", "chín", "Chỉ nhập số"),
        ("value", "-1", "không được nhỏ hơn 0"),
        ("unit", "", "Nhập đơn vị tính"),
        ("first_month", "13/2025", "Tháng không đúng"),
        ("last_month", "", "Nhập tháng"),
        ("last_month", "12/2024", "không được trước tháng đầu"),
        ("last_month", "1/2031", "dài nhất 60 tháng"),
        ("start", "abc", "Chỉ nhập số"),
        ("lead", "", "Chọn cơ quan chủ trì."),
        ("directives", "NV-2025-9999", "Không có nhiệm vụ mang mã NV-2025-9999."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(as_clerk, finance, field, value, words):
    answer = as_clerk.post("/targets/add/", typed(lead=finance.pk, note="Theo Nghị quyết") | {field: value})

    assert answer.status_code == 422
    assert words in str(answer.context["form"][field].errors)
    assert "Theo Nghị quyết" in answer.text
    assert f'value="{value}"' in answer.text or not value
    assert not Target.objects.exists()


def test_a_level_before_the_period_is_for_levels_only(as_clerk, finance):
    answer = as_clerk.post("/targets/add/", typed(lead=finance.pk, adding="cumulative", start="3,2"))
    assert "Chỉ nhập khi số liệu là mức của cả kỳ" in str(answer.context["form"]["start"].errors)


@pytest.mark.parametrize("written", ["1/2025", "01/2025", "2025-01", "1-2025", " 1.2025 "])
def test_a_month_is_read_as_people_write_it(as_clerk, finance, written):
    as_clerk.post("/targets/add/", typed(lead=finance.pk, first_month=written))
    assert Target.objects.get().first_month == month(1)


def test_the_form_offers_the_year_and_what_is_usual(as_clerk):
    text = as_clerk.get("/targets/add/").text
    for words in ('value="1/2025"', 'value="12/2025"', '<option value="tỷ đồng">'):
        assert words in text


def test_an_edit_shows_what_stands_and_stores_what_changed(as_clerk, revenue, directive):
    url = f"{page_of(revenue)}edit/"
    text = as_clerk.get(url).text
    for words in ('value="26.000"', 'value="1/2025"', 'value="tỷ đồng"'):
        assert words in text
    shown = as_clerk.get(url).context["form"].initial
    sent = typed(
        name=revenue.name,
        value="26.500",
        unit="tỷ đồng",
        adding="cumulative",
        lead=revenue.lead_id,
        directives=directive.code,
        seen=shown["seen"],
    )
    assert as_clerk.post(url, sent)["Location"] == page_of(revenue)
    revenue.refresh_from_db()
    assert revenue.value == 26_500
    assert as_clerk.post(url, sent).status_code == 409  # the page is older than the change
    assert as_clerk.post(url, sent | {"adding": "monthly"}).status_code == 422


def test_the_second_of_two_who_edit_sees_what_the_first_changed(as_clerk, revenue, dung):
    seen = keeping.newest_of_facts(revenue)
    facts = {name: getattr(revenue, name) for name in keeping.FACTS}
    keeping.edit(revenue.pk, by=dung, facts=facts | {"value": D(27_000)}, directives=[], seen=seen)
    sent = typed(
        name="Thu ngân sách",
        value="26.000",
        unit="tỷ đồng",
        adding="cumulative",
        lead=revenue.lead_id,
        seen=seen,
    )

    late = as_clerk.post(f"{page_of(revenue)}edit/", sent)

    assert late.status_code == 409
    for words in ("Nguyễn Tiến Dũng", "27.000", 'value="Thu ngân sách"'):
        assert words in late.text
    again = sent | {"seen": late.context["form"]["seen"].value()}
    assert as_clerk.post(f"{page_of(revenue)}edit/", again).status_code == 302


def test_a_plan_is_typed_month_by_month(as_clerk, revenue):
    url = f"{page_of(revenue)}plan/"
    assert 'placeholder="2.166,67"' in as_clerk.get(url).text

    bad = as_clerk.post(url, {"m202503": "5.000", "m202506": "x", "seen": "0"})
    assert (bad.status_code, "Chỉ nhập số" in str(bad.context["form"]["m202506"].errors)) == (422, True)
    assert 'value="5.000"' in bad.text
    assert (
        as_clerk.post(url, {"m202503": "5.000", "m202506": "", "seen": "0"}, headers=HTMX).status_code == 204
    )
    assert list(revenue.planned.values_list("month", "value")) == [(month(3), D(5_000))]
    page = as_clerk.get(page_of(revenue))
    assert page.context["page"].months[2].expected == "5.000"
    assert "theo các mốc Văn phòng đã đặt" in page.text


def test_it_is_closed_with_a_reason_and_followed_again(as_clerk, revenue):
    url = f"{page_of(revenue)}close/"
    seen = as_clerk.get(url).context["form"].initial["seen"]
    assert as_clerk.post(url, {"reason": "", "seen": seen}).status_code == 422
    assert (
        as_clerk.post(url, {"reason": "Thay bằng chỉ tiêu mới", "seen": seen}, headers=HTMX).status_code
        == 204
    )

    page = as_clerk.get(page_of(revenue))
    assert "Đã kết thúc theo dõi" in page.text
    assert value_of(revenue, 10) not in page.text
    assert not list(as_clerk.get(LIST).context["page"])
    reopened = as_clerk.post(f"{page_of(revenue)}reopen/", {"seen": page.context["seen"]}, headers=HTMX)
    assert reopened.status_code == 204
    assert as_clerk.post(f"{page_of(revenue)}reopen/", {"seen": "x"}, headers=HTMX).status_code == 409
    assert [row.target for row in as_clerk.get(LIST).context["page"]] == [revenue]


def test_one_entered_by_mistake_is_removed_and_the_person_is_led_to_the_list(as_clerk, make_target, revenue):
    assert f"{page_of(revenue)}remove/" not in as_clerk.get(page_of(revenue)).text  # it has figures
    wrong = make_target(name="Nhập nhầm")
    url = f"{page_of(wrong)}remove/"
    seen = as_clerk.get(url).context["form"].initial["seen"]

    answer = as_clerk.post(url, {"reason": "Nhập hai lần", "seen": seen}, headers=HTMX)

    assert (answer.status_code, answer["HX-Redirect"]) == (204, LIST)
    assert "Đã xóa chỉ tiêu." in as_clerk.get(LIST).text
    assert as_clerk.get(page_of(wrong)).status_code == 404


# Beside a directive, and on the dashboard


def test_a_directives_page_loads_its_targets(client, cast, make_target, directive):
    target = make_target(figures=[1], directives=[directive])
    make_target(name="Không liên quan")
    address = reverse("targets:of_directive", args=[directive.pk])
    for name in ("lan", "chi", "binh"):
        client.force_login(cast[name])
        assert f'hx-get="{address}"' in client.get(reverse("directives:detail", args=[directive.pk])).text
        panel = client.get(address, headers=HTMX)
        assert target.name in panel.text
        assert "Không liên quan" not in panel.text
        plain = client.get(address)
        assert [row.target for row in client.get(plain["Location"]).context["page"]] == [target]
    client.force_login(cast["ha"])  # has a share of the directive, and no part in the target
    assert client.get(address, headers=HTMX).text.strip() == ""


def test_the_panel_of_a_directive_takes_a_few_queries(
    as_clerk, make_target, directive, django_assert_num_queries
):
    for _ in range(3):
        make_target(figures=[1, 2], directives=[directive])
    address = reverse("targets:of_directive", args=[directive.pk])
    as_clerk.get(address, headers=HTMX)
    with django_assert_num_queries(6):
        as_clerk.get(address, headers=HTMX)


def test_the_dashboard_names_those_behind(as_clerk, make_target, revenue, directive):
    late = make_target(name="Giải ngân vốn đầu tư công", value=D(12_000), figures=[0, 500])

    page = as_clerk.get("/dashboards/province/")

    assert [row.target for row in page.context["targets"].rows] == [late]
    assert "tháng 2/2025 đạt 500 / 2.000 tỷ đồng theo kế hoạch" in page.text
    past = as_clerk.get("/dashboards/province/?as_of=2025-11-05")
    assert past.context["targets"] is None  # what figures stood on a past day, nobody asks


def test_a_dashboard_without_targets_says_nothing_of_them(as_clerk, directive):
    assert "đang theo dõi ·" not in as_clerk.get("/dashboards/province/").text


def test_more_targets_take_no_more_queries_of_the_dashboard(
    as_clerk, make_target, directive, django_assert_num_queries
):
    make_target(figures=[1])
    as_clerk.get("/dashboards/province/")
    with django_assert_num_queries(25) as few:
        as_clerk.get("/dashboards/province/")
    for _ in range(3):
        make_target(figures=[1, 2], planned={month(5): D(1)})
    with django_assert_num_queries(len(few)):
        as_clerk.get("/dashboards/province/")


def test_a_target_that_begins_next_year_waits_for_no_figure(as_clerk, make_target):
    with day_set(date(2025, 11, 6)):
        target = make_target(first_month=date(2026, 1, 1), last_month=date(2026, 12, 1))
    page = as_clerk.get(page_of(target))
    assert page.context["page"].next_month is None
    assert "Chưa nhập" not in page.text


def test_small_figures_are_told_apart_behind_the_second_place(as_clerk, make_target):
    poverty = make_target(
        unit="%",
        value=D("3.5"),
        start=D("4.45"),
        adding="latest",
        direction="at_most",
        figures=[*[None] * 5, "3.98"],
    )
    text = as_clerk.get(page_of(poverty)).text
    assert "3,975" in text
    assert "Cao hơn kế hoạch" in text
