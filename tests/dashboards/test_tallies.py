"""The numbers: they add up, they are what Python counts row by row, and a panel is a fixed few queries."""

from datetime import date, timedelta

import pytest

from dashboards import tallies
from dashboards.pressing import longest_overdue, pressing
from directives.deadlines import Timing
from directives.measures import MEASURES, PARTS, counted, counted_by, counts
from directives.models import Assignment, AssignmentVersion, Urging
from directives.models.rules import rules_held
from tests.plugins.province import DAY, NOON

WEEK_AGO = DAY - timedelta(days=7)


def link(**parameters: object) -> str:
    return str(sorted(parameters.items()))


def expected(rows: list[Assignment]) -> dict[str, int]:
    """The numbers again, in plain Python over the rows, from the words of DOMAIN R2."""

    def overdue(row: Assignment) -> bool:
        stands_open = row.work_state in ("new", "accepted", "in_progress")
        return stands_open and row.timing_on(DAY) == Timing.OVERDUE

    def agencys_turn(row: Assignment) -> bool:
        return row.work_state in ("new", "accepted", "in_progress") and row.confirmation != "pending"

    done = [row for row in rows if row.work_state == "done"]
    open_ = [row for row in rows if row.work_state != "done"]
    return {
        "given": len(rows),
        "done": len(done),
        "on_time": sum(1 for row in done if row.due_on and row.finished_on <= row.due_on),
        "late": sum(1 for row in done if row.due_on and row.finished_on > row.due_on),
        "done_without_deadline": sum(1 for row in done if row.due_on is None),
        "done_with_deadline": sum(1 for row in done if row.due_on),
        "on_time_original": sum(
            1 for row in done if row.original_due_on and row.finished_on <= row.original_due_on
        ),
        "done_with_original": sum(1 for row in done if row.original_due_on),
        "not_done": len(open_),
        "in_time": sum(1 for row in open_ if row.due_on and not overdue(row)),
        "overdue": sum(1 for row in open_ if overdue(row)),
        "open_without_deadline": sum(1 for row in open_ if row.due_on is None),
        "fallen_due": len(done) + sum(1 for row in open_ if overdue(row)),
        "new": sum(1 for row in rows if row.work_state == "new"),
        "pending": sum(1 for row in rows if row.confirmation == "pending"),
        "returned": sum(1 for row in rows if row.confirmation == "returned"),
        "not_updated": sum(
            1 for row in rows if agencys_turn(row) and (row.last_report_on or row.assigned_on) < WEEK_AGO
        ),
        "due_week": sum(
            1 for row in rows if agencys_turn(row) and row.due_on and DAY <= row.due_on <= date(2025, 11, 12)
        ),
        "urged": sum(1 for row in rows if row.urgings.exists()),
    }


def counted_rows() -> list[Assignment]:
    return [
        row
        for row in Assignment.objects.all()
        if row.role == "lead" and row.work_state not in ("declined", "revoked", "split")
    ]


def test_the_numbers_are_what_one_counts_row_by_row(province):
    total = tallies.of_all(Assignment.objects.counted(), link, on=DAY)

    numbers = expected(counted_rows())
    assert {name: figure.count for name, figure in total.items()} == {name: numbers[name] for name in total}
    assert all(figure.count for figure in total.values())  # otherwise this says nothing about that number


def test_the_parts_add_up_to_what_was_given(province):
    total = tallies.of_all(Assignment.objects.counted(), link, on=DAY)

    assert sum(total[name].count for name in PARTS) == total["given"].count
    assert total["fallen_due"].count == total["done"].count + total["overdue"].count


def test_each_agency_has_its_own_numbers(province, lan):
    urged = [
        Urging(assignment=row, number=1, kind="reminder", text="Báo cáo.", by=lan, at=NOON)
        for row in counted_rows()[::3]
    ]
    Urging.objects.bulk_create(urged)
    boards = tallies.by_agency(Assignment.objects.counted(), link, on=DAY)

    for row in (row for board in boards for row in board.rows):
        own = expected([each for each in counted_rows() if each.agency_id == row.of["agency"]])
        assert {name: figure.count for name, figure in row.tally.items()} == {
            name: own[name] for name in row.tally
        }
    assert sum(len(board.rows) for board in boards) == len({row.agency_id for row in counted_rows()})


def test_agencies_outside_the_committee_stand_apart(province, treasury, communes):
    boards = {
        board.title: [row.of["name"] for row in board.rows]
        for board in tallies.by_agency(Assignment.objects.counted(), link, on=DAY)
    }

    assert list(boards) == ["Sở, ngành, đơn vị", "Xã, phường", "Không xếp hạng"]
    assert boards["Không xếp hạng"] == [treasury.name]
    assert set(boards["Xã, phường"]) == {commune.name for commune in communes}


def test_the_most_overdue_comes_first_then_the_vietnamese_alphabet(make_directive, make_agency):
    names = ["Sở Xây dựng", "Sở Ăn uống", "Sở Đối ngoại", "Sở Ân xá", "Sở An toàn", "Sở Dân tộc"]
    agencies = [make_agency(f"S{n}", name) for n, name in enumerate(names)]
    make_directive(lead=agencies, due_on=date(2025, 12, 1))
    make_directive(lead=agencies[0], due_on=date(2025, 11, 5))

    (board,) = tallies.by_agency(Assignment.objects.counted(), link, on=DAY)

    assert [row.of["name"] for row in board.rows] == [
        "Sở Xây dựng",
        "Sở An toàn",
        "Sở Ăn uống",
        "Sở Ân xá",
        "Sở Dân tộc",
        "Sở Đối ngoại",
    ]


def test_meetings_show_done_of_given_newest_first(province, session_0411):
    rows = tallies.by_meeting(Assignment.objects.counted(), link, on=DAY, most=10)

    assert [row.of["title"] for row in rows] == [session_0411.title, "Giao ban tuần 40"]
    of_session = [row for row in counted_rows() if row.directive.document.meeting_id == session_0411.pk]
    assert rows[0].tally["given"].count == len(of_session)
    assert rows[0].tally["done"].count == expected(of_session)["done"]


def work_and_total():
    work = Assignment.objects.counted()
    return work, link, tallies.of_all(work, link, on=DAY, also=["due_fortnight"])


def test_the_longest_overdue_comes_first(province):
    found = longest_overdue(*work_and_total(), on=DAY, most=5)

    overdue = [row for row in counted_rows() if row in Assignment.objects.overdue(DAY)]
    first = {}
    for row in sorted(overdue, key=lambda row: (row.due_on, row.directive_id)):
        first.setdefault(row.directive_id, row.due_on)
    oldest = sorted(first.items(), key=lambda each: (each[1], each[0]))[:5]
    assert [(line.directive, line.due_on) for line in found.lines] == oldest
    assert all(line.timing == Timing.OVERDUE for line in found.lines)
    assert all(line.distance == f"Quá hạn {(DAY - line.due_on).days} ngày" for line in found.lines)
    assert found.total.count == len(overdue)
    assert found.is_cut


def test_an_order_to_many_agencies_is_one_line(make_directive, finance, health, education):
    directive = make_directive(lead=[health, finance, education], due_on=date(2025, 11, 9))

    found = pressing("due_week", *work_and_total(), on=DAY, most=10)

    (line,) = found.lines
    assert (line.directive, line.figure.count) == (directive.pk, 3)
    assert line.agencies == ["Sở GD&ĐT", "Sở Tài chính", "Sở Y tế"]
    assert line.distance == "Còn 3 ngày"
    assert not found.is_cut


def test_what_is_due_this_week_leaves_out_what_waits_for_the_office(make_directive, finance):
    waits = make_directive(lead=finance, due_on=date(2025, 11, 7)).assignments.get()
    Assignment.objects.filter(pk=waits.pk).update(
        work_state="in_progress", accepted_at="2025-11-05T08:00+07:00", confirmation="pending", filed_on=DAY
    )
    last = make_directive(lead=finance, due_on=date(2025, 11, 12))
    make_directive(lead=finance, due_on=date(2025, 11, 13))

    found = pressing("due_week", *work_and_total(), on=DAY, most=10)

    assert [line.directive for line in found.lines] == [last.pk]


@pytest.mark.parametrize("shares", [[1], [1, 2, 3, 4, 5, 6], [0, 0, 0, 7, 0, 0], [1, 1, 1, 0, 0, 0]])
def test_the_bar_fills_its_width(shares):
    parts = dict(zip(PARTS, [*shares, *[0] * (6 - len(shares))], strict=True))
    bar = tallies.Tally(parts | {"given": sum(shares)}, link()).bar()

    assert len(bar) == sum(1 for share in shares if share)
    assert sum(float(segment.width) for segment in bar) == pytest.approx(100, abs=0.1)
    assert float(bar[0].x) == 0 or not shares[0]
    assert float(bar[-1].x) + float(bar[-1].width) == pytest.approx(100, abs=0.1)


def test_all_agencies_together_are_all_the_work(province):
    work = Assignment.objects.counted()

    together = tallies.all_of(tallies.by_agency(work, link, on=DAY), link)

    assert together == tallies.of_all(work, link, on=DAY)


def test_counted_apart_or_together_a_measure_is_the_same(province):
    work = Assignment.objects.in_force()
    for name in sorted(MEASURES):
        found = counted_by(work, ["agency"], [name], DAY)
        plain = work.values_list("agency").annotate(n=counts([name], DAY)[f"n_{name}"]).order_by()
        assert {pk: found.get((pk,), {name: 0})[name] for pk, _ in plain} == dict(plain)


@pytest.mark.parametrize("of", [Assignment, AssignmentVersion])
def test_many_measures_are_counted_at_once_without_mixing_them_up(past_province, of):
    work = of.objects.counted()
    plain = counted(work.aggregate(**counts(tallies.OF_ALL, DAY)))

    assert counted_by(work, (), tallies.OF_ALL, DAY) == {(): plain}
    assert all(plain[name] for name in PARTS)
    assert counted_by(work.none(), (), tallies.OF_ALL, DAY) == {(): dict.fromkeys(plain, 0)}
    assert counted_by(work.none(), ["agency"], tallies.OF_ALL, DAY) == {}


def test_the_bar_of_nothing_is_empty():
    nothing = tallies.Tally(dict.fromkeys([*PARTS, "given"], 0), link())

    assert nothing.bar() == []
    assert nothing.bar_text() == ""


def test_the_bar_says_its_numbers():
    tally = tallies.Tally(dict.fromkeys(PARTS, 0) | {"given": 10, "on_time": 9, "overdue": 1}, link())

    assert tally.bar_text() == "9 hoàn thành đúng hạn, 1 chưa hoàn thành, quá hạn"


def test_each_panel_is_a_fixed_number_of_queries(province, django_assert_num_queries):
    with rules_held():  # as in a request: the rules are read once for all panels
        _asks_few(django_assert_num_queries)


def _asks_few(django_assert_num_queries):
    work = Assignment.objects.counted()
    total = tallies.of_all(work, link, on=DAY)
    for number, panel in (
        (1, lambda: tallies.of_all(work, link, on=DAY)),
        (3, lambda: tallies.by_agency(work, link, on=DAY)),  # and who they are, and what was urged
        (2, lambda: tallies.by_meeting(work, link, on=DAY, most=10)),  # and which are the latest
    ):
        with django_assert_num_queries(number):
            panel()
    with django_assert_num_queries(2):  # and how often each was urged
        longest_overdue(work, link, total, on=DAY, most=10)
    for name in ("due_week", "returned", "not_updated"):
        with django_assert_num_queries(1):
            pressing(name, work, link, total, on=DAY, most=10)
