"""Files which a worker makes: asked for, watched, told, taken home by their owner alone, dropped."""

import hashlib
import tempfile
from datetime import date, time, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import Role
from agencies import calendar
from agencies.models import Membership
from directives import exporting, long_exports, saving, spreadsheet
from directives.long_exports import CannotExport
from directives.models import Export
from directives.models.export import KEPT_FOR
from meetings import progress
from notifications.models import Notification, OutgoingMessage, Preference

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 6)
LATER, LIST = "/directives/export/later/", "/exports/"
What = Export.What


@pytest.fixture(autouse=True)
def _today(day, settings, tmp_path):
    day(TODAY)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def some(make_directive, finance, health, education):
    """Three of Sở Tài chính, one of Sở Y tế."""
    made = [make_directive(lead=finance, coordinators=[health], title=f"Việc thứ {n}") for n in range(3)]
    return [*made, make_directive(lead=health, title="Của ngành y tế")]


def asked(user, query="", what=What.LIST):
    return long_exports.ask(what, QueryDict(query), by=user)[0]


def made(user, query="", what=What.LIST):
    """A file as a worker makes it."""
    export = asked(user, query, what)
    long_exports.write(export.pk)
    return Export.objects.get(pk=export.pk)


def book_of(export):
    with export.file.open() as file:
        return load_workbook(BytesIO(file.read()))


def codes_of(export):
    return [row[0] for row in book_of(export).active.iter_rows(min_row=6, values_only=True)]


def test_the_file_is_the_one_the_register_gives_at_once(some, lan, ask, django_capture_on_commit_callbacks):
    saving.keep_columns(["code", "title", "lead", "due"], by=lan)
    sent = ask(lan, f"{LATER}?q=tai+chinh&sort=-code", {})
    export = Export.objects.get()
    assert sent["Location"] == f"/exports/{export.pk}/"
    saving.keep_columns(["code"], by=lan)  # chosen later: the file keeps the columns that were shown
    long_exports.write(export.pk)
    export.refresh_from_db()
    assert (export.state, export.rows, export.done, export.total, export.on) == ("ready", 3, 3, 3, TODAY)
    taken = ask(lan, f"/exports/{export.pk}/file/")
    content = b"".join(taken.streaming_content)
    assert taken["Content-Disposition"] == 'attachment; filename="so-theo-doi-2025-11-06.xlsx"'
    assert (len(content), hashlib.sha256(content).hexdigest()) == (export.size, export.sha256)
    saving.keep_columns(["code", "title", "lead", "due"], by=lan)
    at_once = b"".join(ask(lan, "/directives/export/?q=tai+chinh&sort=-code").streaming_content)
    sheets = [load_workbook(BytesIO(each)).active for each in (content, at_once)]
    first, second = [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in sheets]
    assert first == second
    assert first[4] == ["(1)", "(2)", "(3)", "(4)"]


def test_the_book_and_the_ticked_rows_are_made_too(some, lan, ask):
    ask(lan, f"{LATER}?sort=code", {"layout": "book"})
    shares = [each.assignments.get(role="lead").pk for each in some]
    ask(lan, f"{LATER}?share={shares[0]}&share={shares[3]}&sort=code", {})
    for export in Export.objects.all():
        long_exports.write(export.pk)
    ticked, book = Export.objects.order_by("-pk")
    assert (book.what, codes_of(book)) == (What.BOOK, [each.code for each in some])
    assert (ticked.said, codes_of(ticked)) == ("Các dòng được chọn", [some[0].code, some[3].code])


def test_a_past_day_stays_that_day_and_its_book_is_refused(some, lan, ask, day):
    past = f"{LATER}?as_of=2025-11-05&role=all"
    refused = ask(lan, past, {"layout": "book"})
    assert refused["Location"] == "/directives/?as_of=2025-11-05&role=all"
    assert "chỉ có theo số liệu hôm nay" in unescape(ask(lan, refused["Location"]).text)
    ask(lan, past, {})
    export = Export.objects.get()
    day(date(2025, 11, 8))
    long_exports.write(export.pk)
    export.refresh_from_db()
    assert (export.on, export.rows) == (date(2025, 11, 5), 7)


def test_what_is_written_the_next_day_is_the_data_of_that_day(some, lan, day):
    export = asked(lan)
    day(date(2025, 11, 7))
    long_exports.write(export.pk)
    export.refresh_from_db()
    assert export.on == date(2025, 11, 7)
    assert book_of(export).active["A3"].value == "Số liệu ngày 07/11/2025; 4 dòng"


def test_the_months_annexes_are_made_too_and_refused_to_who_lost_the_right(past_province, lan, client):
    client.force_login(lan)
    client.post("/reports/month/excel/later/?month=2025-11")
    export = Export.objects.get()
    assert export.query == "periods=middle&month=2025-11"
    long_exports.write(export.pk)
    export.refresh_from_db()
    at_once = b"".join(client.get("/reports/month/excel/?month=2025-11").streaming_content)
    books = [book_of(export), load_workbook(BytesIO(at_once))]
    first, second = [[list(sheet.values) for sheet in book] for book in books]
    assert first == second
    assert export.rows == len(first[1]) - 4 > 0
    again = asked(lan, "month=2025-11", What.MONTH)
    lan.role = Role.AGENCY_HEAD
    lan.save()
    long_exports.write(again.pk)
    again.refresh_from_db()
    assert (again.state, again.problem) == ("failed", "Bạn không còn quyền xem báo cáo tháng.")


@pytest.mark.parametrize("query", ["month=2026-05", "month=2025-11&as_of=2025-01-01"])
def test_a_month_that_makes_no_sense_is_refused_in_words(query, past_province, lan, client):
    client.force_login(lan)
    sent = client.post(f"/reports/month/excel/later/?{query}", follow=True)
    assert not Export.objects.exists()
    assert "Kỳ báo cáo" in sent.text


def test_what_the_person_may_no_longer_see_when_it_is_written_is_not_in_it(some, ha, health, finance):
    Membership.objects.create(user=ha, agency=finance, role="staff")
    both, one = asked(ha, "sort=code"), asked(ha, "sort=-code")
    long_exports.write(both.pk)
    Membership.objects.filter(user=ha, agency=finance).delete()
    long_exports.write(one.pk)
    both.refresh_from_db()
    one.refresh_from_db()
    assert (both.rows, one.rows) == (7, 4)


def test_who_loses_an_agency_while_it_is_written_gets_no_further_rows_of_it(
    some, ha, health, finance, monkeypatch
):
    monkeypatch.setattr("directives.register_rows.CHUNK", 2)
    monkeypatch.setattr(exporting, "_NOTE_EVERY", 1)
    place = Membership.objects.create(user=ha, agency=finance, role="staff")
    monkeypatch.setattr(progress.Hold, "note", lambda hold, done, total: done == 1 and place.delete())
    export = made(ha, "sort=code")
    assert export.state == "ready"
    assert 0 < export.rows < 7


def test_whose_role_changes_while_it_is_written_gets_no_file(some, lan, monkeypatch):
    monkeypatch.setattr(exporting, "_NOTE_EVERY", 1)

    def demote(hold, done, total):
        type(lan).objects.filter(pk=lan.pk).update(role=Role.AUDITOR)

    monkeypatch.setattr(progress.Hold, "note", demote)
    export = made(lan)
    assert (export.state, export.problem, export.file.name) == ("failed", long_exports.CHANGED, "")


def test_the_same_asked_twice_while_it_runs_is_the_running_one(some, lan, dung, ask):
    first = ask(lan, f"{LATER}?state=new", {})
    again = ask(lan, f"{LATER}?state=new", {})
    assert first["Location"] == again["Location"]
    assert "đang được tạo theo yêu cầu trước" in unescape(ask(lan, again["Location"]).text)
    ask(dung, f"{LATER}?state=new", {})
    assert Export.objects.of(lan).count() == Export.objects.of(dung).count() == 1
    long_exports.write(Export.objects.of(lan).get().pk)
    assert ask(lan, f"{LATER}?state=new", {})["Location"] != first["Location"], "the data may have changed"


def test_nobody_keeps_all_workers_busy(some, lan, ask):
    for state in ("new", "done", "pending")[: long_exports.MOST_AT_ONCE]:
        ask(lan, f"{LATER}?state={state}", {})
    refused = ask(lan, f"{LATER}?state=overdue", {})
    assert refused["Location"] == "/directives/?state=overdue"
    assert "Bạn đang có 3 tệp chờ tạo" in unescape(ask(lan, refused["Location"]).text)


def test_its_owner_is_told_in_the_app_and_by_mail_who_wants_it(some, lan):
    export = made(lan)
    notice = Notification.objects.get(recipient=lan, kind="exported")
    assert (notice.url, notice.title) == (f"/exports/{export.pk}/", f"Đã tạo xong tệp Excel: {export}")
    assert notice.text == "4 dòng. Tệp được giữ đến hết 13/11/2025."
    assert not OutgoingMessage.objects.filter(kind="exported").exists()
    Preference.objects.create(user=lan, kind="exported", channel="email", wanted=True)
    made(lan)
    assert OutgoingMessage.objects.filter(kind="exported", recipient=lan).count() == 1


def test_its_last_day_is_told_by_the_clock_of_who_reads_it(some, lan):
    with calendar.day_set(TODAY, time(0, 5)):  # in Greenwich it is the day before
        made(lan)
    assert "giữ đến hết 13/11/2025" in Notification.objects.get(recipient=lan, kind="exported").text


def test_a_failure_is_told_and_can_be_tried_again(some, lan, ask, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    export = asked(lan)
    with monkeypatch.context() as planted, pytest.raises(ZeroDivisionError):
        planted.setattr(spreadsheet.Workbook, "save", fail)
        long_exports.write(export.pk)
    export.refresh_from_db()
    assert (export.state, export.problem) == ("failed", long_exports.BROKEN)
    assert Notification.objects.get(recipient=lan, kind="exported").text == long_exports.BROKEN
    assert not list(tmp_path.glob("openpyxl.*")), "what was written of it is gone"
    for url in (LIST, f"/exports/{export.pk}/"):
        assert long_exports.BROKEN in unescape(ask(lan, url).text)
    again = ask(lan, f"/exports/{export.pk}/again/", {})
    anew = Export.objects.get()
    assert anew.pk != export.pk
    assert again["Location"] == f"/exports/{anew.pk}/"
    long_exports.write(anew.pk)
    anew.refresh_from_db()
    assert (anew.state, anew.rows) == ("ready", 4)


def test_the_page_says_how_far_it_is_and_then_offers_the_file(some, lan, ask):
    export = asked(lan)
    url = f"/exports/{export.pk}/"
    assert "Đang chờ đến lượt" in unescape(ask(lan, url).text)
    hold = progress.claim(Export.objects.all(), export.pk)
    hold.note(1200, 45_000)
    page = unescape(ask(lan, url).text)
    assert "Đã ghi 1.200 / 45.000 dòng" in page
    assert 'max="45000" value="1200"' in page
    assert '<noscript><p><a href="' in page
    piece = ask(lan, url, None, htmx=True).text
    assert "Đã ghi" in piece and "<main" not in piece and "every 2s" in piece
    assert ask(lan, f"{url}file/").status_code == 404
    Export.objects.update(state="waiting")
    long_exports.write(export.pk)
    piece = unescape(ask(lan, url, None, htmx=True).text)
    assert f'href="{url}file/"' in piece
    assert "every 2s" not in piece
    assert "giữ đến hết" in piece and "13/11/2025" in piece


def test_another_persons_file_does_not_exist_for_anybody_else(some, lan, cast, ask):
    export = made(lan)
    for name, person in sorted(cast.items()):
        for address in ("", "file/", "delete/"):
            status = ask(person, f"/exports/{export.pk}/{address}").status_code
            assert status == (200 if name == "lan" else 404), (name, address)
        if name != "lan":
            assert ask(person, f"/exports/{export.pk}/again/", {}).status_code == 404
            assert "Chưa có tệp nào." in unescape(ask(person, LIST).text)
    with pytest.raises(CannotExport):
        long_exports.ask_again(export.pk, by=cast["dung"])
    long_exports.delete(export.pk, by=cast["dung"])
    assert Export.objects.filter(pk=export.pk).exists()


def test_it_is_deleted_by_its_owner_with_its_file(
    some, lan, ask, tmp_path, django_capture_on_commit_callbacks
):
    export = made(lan)
    assert list(tmp_path.glob("exports/*"))
    url = f"/exports/{export.pk}/delete/"
    assert "Xóa tệp" in unescape(ask(lan, url).text)
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(lan, url, {})["Location"] == LIST
    assert not Export.objects.exists()
    assert not list(tmp_path.glob("exports/*"))


def test_one_that_is_given_up_while_it_is_written_leaves_nothing(some, lan, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "_NOTE_EVERY", 1)
    monkeypatch.setattr(progress, "BEAT_EVERY", 0)
    export = asked(lan)
    note = progress.Hold.note

    def give_up(hold, done, total):
        if done == 2:
            long_exports.delete(export.pk, by=lan)
        note(hold, done, total)

    monkeypatch.setattr(progress.Hold, "note", give_up)
    long_exports.write(export.pk)
    assert not Export.objects.exists()
    assert not list(tmp_path.glob("exports/*"))
    assert not Notification.objects.filter(kind="exported").exists()


def test_files_are_dropped_after_their_days_and_not_before(
    some, lan, day, tmp_path, ask, django_capture_on_commit_callbacks
):
    ready, failed = made(lan), asked(lan, "state=done")
    hold = progress.claim(Export.objects.all(), failed.pk)
    hold.fail(long_exports.BROKEN)
    waiting = asked(lan, "state=new")
    assert f"tự xóa sau {KEPT_FOR.days} ngày" in unescape(ask(lan, LIST).text)
    day(TODAY + KEPT_FOR - timedelta(days=1))
    assert long_exports.drop_old() == 0
    day(TODAY + KEPT_FOR + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert long_exports.drop_old() == 2
    assert list(Export.objects.all()) == [waiting]
    assert not list(tmp_path.glob("exports/*"))
    assert not ready.file.storage.exists(ready.file.name)


def test_what_keeps_killing_workers_is_given_up_with_a_message_of_its_own(some, lan):
    export = asked(lan)
    for _ in range(progress.MOST_ATTEMPTS):
        assert progress.claim(Export.objects.all(), export.pk)
        Export.objects.update(beat_at=timezone.now() - progress.SILENT_AFTER - timedelta(seconds=1))
        long_exports.sweep()
    export.refresh_from_db()
    assert (export.state, export.problem) == ("failed", long_exports.GIVEN_UP)


def test_more_rows_than_a_sheet_holds_go_on_in_further_sheets(some, lan, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_LINES", 8)  # title, two lines, headings, their numbers: three rows
    export = made(lan, "role=all&sort=code")
    sheets = book_of(export).worksheets
    assert [sheet.title for sheet in sheets] == ["Danh sách", "Danh sách (2)", "Danh sách (3)"]
    rows = [list(sheet.iter_rows(min_row=6, values_only=True)) for sheet in sheets]
    assert [len(each) for each in rows] == [3, 3, 1]
    assert export.rows == 7
    assert [row[0] for each in rows for row in each] == sorted(
        [each.code for each in some[:3]] * 2 + [some[3].code]
    )
    for sheet in sheets:
        assert sheet["A1"].value == exporting.TITLE
        assert sheet["A5"].value == "(1)"
        assert sheet.freeze_panes == "A6"
        assert sheet.auto_filter.ref == f"A5:H{sheet.max_row}"


def test_sums_stand_on_the_last_sheet_alone_and_a_full_one_starts_no_empty_one(tmp_path, monkeypatch):
    headings = [spreadsheet.Heading("Số", 8, is_number=True)]
    monkeypatch.setattr(spreadsheet, "MOST_LINES", 6)  # title, headings, their numbers, two rows, the sum
    for rows, sheets in ((2, 1), (3, 2), (0, 1)):
        path = tmp_path / "x.xlsx"
        with path.open("wb") as file:
            table = spreadsheet.Table("Trang", "T", [], headings, ([n] for n in range(rows)), [[rows]])
            assert spreadsheet.write_tables(file, [table]) == [rows]
        book = load_workbook(path)
        assert len(book.sheetnames) == sheets
        written = [[row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] for sheet in book]
        assert [n for sheet in written for n in sheet] == [*range(rows), rows]


def test_the_list_is_paged_and_takes_the_same_queries_for_many(some, lan, ask):
    export = made(lan)
    ask(lan, LIST)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            ask(lan, LIST)
        return len(captured)

    few = queries()
    columns = [f.name for f in Export._meta.concrete_fields if f.name not in ("id", "token")]
    for _ in range(22):
        Export.objects.create(**{name: getattr(export, name) for name in columns})
    assert queries() <= few + 1  # the number of its pages
    page = ask(lan, LIST)
    assert len(page.context["page"]) == 20
    assert "1–20 trong 23 tệp" in unescape(page.text)
    assert len(ask(lan, f"{LIST}?page=2").context["page"]) == 3


def test_its_writing_takes_the_same_queries_for_more_rows(some, make_directive, finance, lan):
    def queries():
        export = asked(lan)
        with CaptureQueriesContext(connection) as captured:
            long_exports.write(export.pk)
        return len(captured)

    queries()
    few = queries()
    for _ in range(6):
        make_directive(lead=finance)
    assert queries() == few


def test_a_row_that_says_ready_has_its_file(some, lan):
    export = asked(lan)
    with pytest.raises(Exception, match="export_ready_iff_file"), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(state="ready", finished_at=timezone.now())


def test_a_file_lost_from_the_disk_is_not_found(some, lan, ask):
    export = made(lan)
    export.file.storage.delete(export.file.name)
    assert ask(lan, f"/exports/{export.pk}/file/").status_code == 404


def test_the_menu_of_the_register_offers_it(some, lan, ask):
    page = unescape(ask(lan, "/directives/?state=new").text)
    assert 'action="/directives/export/later/?state=new"' in page
    assert page.count('href="/exports/"') == 2
