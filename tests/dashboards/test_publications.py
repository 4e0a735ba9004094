"""The numbers for everybody: published by the head alone, frozen, withdrawn; nothing of texts or persons."""

import csv
import io
from datetime import date
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from agencies.models import Agency
from dashboards.models import Publication
from dashboards.reports.publishing import SHOWN
from directives.models import Assignment, Directive
from tests.plugins.province import DAY

pytestmark = pytest.mark.django_db
URL = "/reports/publications/"
PUBLIC = "/cong-khai/"
MONTH = {"month": "2025-10", "periods": "calendar"}


@pytest.fixture
def as_head(client, dung, day):
    day(DAY)
    client.force_login(dung)
    return client


@pytest.fixture
def published(as_head, past_province):
    Directive.objects.update(title="Mật danh chỉ đạo", content="Nội dung riêng", quote="Nguyên văn riêng")
    assert as_head.post(URL, MONTH).status_code == 302
    return Publication.objects.get()


def pages(publication):
    address = f"{PUBLIC}{publication.pk}/"
    return [PUBLIC, address, f"{address}so-lieu.json", f"{address}so-lieu.csv"]


@pytest.mark.parametrize("name", ["chi", "lan", "binh", "an", "quan"])
def test_only_the_head_of_the_office_publishes(client, cast, directive, name):
    client.force_login(cast[name])

    assert client.get(URL).status_code == client.post(URL, MONTH).status_code == 403
    assert not Publication.objects.exists()


def test_before_anything_is_published_the_public_page_says_so(client, db):
    assert "Chưa có số liệu nào được công bố." in client.get(PUBLIC).text


def test_everybody_reads_the_numbers_of_the_report(as_head, published):
    report = as_head.get("/reports/month/", MONTH).context["report"]
    stranger = Client()

    shown = {each["name"]: each for board in published.numbers["boards"] for each in board["agencies"]}
    assert len(shown) == 6
    for board in report.boards:
        for row in board.rows:
            for name in SHOWN:
                assert shown[row.name][name] == row.tally[name].count
    for address in pages(published):
        assert stranger.get(address).status_code == 200
    text = unescape(stranger.get(pages(published)[1]).text)
    assert "Sở Tài chính" in text
    assert str(report.total["given"].count) in text


def test_no_text_of_a_directive_and_no_name_of_a_person_gets_out(published):
    secrets = {words for user in User.objects.all() for words in (user.full_name, user.email)}
    for directive in Directive.objects.select_related("document", "document__meeting"):
        secrets |= {directive.title, directive.content, directive.quote, directive.code}
        secrets |= {directive.document.number, directive.document.subject}
        if directive.document.meeting:
            secrets.add(directive.document.meeting.title)
    secrets -= {""}
    stranger = Client()
    for address in pages(published):
        text = unescape(stranger.get(address).content.decode())
        for secret in secrets:
            assert secret not in text, (address, secret)


def test_a_public_page_needs_no_session_and_may_be_kept(published):
    stranger = Client()
    for address in pages(published):
        response = stranger.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"] == "public, max-age=300"
        assert "<script" not in response.content.decode()


def test_who_is_signed_in_reads_the_same(as_head, published):
    for address in pages(published):
        assert as_head.get(address).content == Client().get(address).content


def test_what_was_published_stays_when_the_work_changes(as_head, published, make_directive, finance):
    address = pages(published)[1]
    before = Client().get(address).content
    make_directive(lead=finance, on=date(2025, 10, 2))
    Assignment.objects.filter(work_state="new").update(due_on=None)

    assert Client().get(address).content == before


def test_the_files_hold_the_same_numbers(published):
    _, _, json_address, csv_address = pages(published)
    body = Client().get(json_address).json()
    text = Client().get(csv_address).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))

    assert body["total"] == published.numbers["total"]
    assert rows[0] == ["Nhóm", "Cơ quan", *SHOWN.values()]
    assert [int(value) for value in rows[-1][2:]] == [body["total"][name] for name in SHOWN]
    assert len(rows) == 2 + 6


def test_a_cell_of_the_file_is_no_formula(as_head, make_directive, finance):
    Agency.objects.filter(pk=finance.pk).update(name="=HYPERLINK(1)")
    make_directive(lead=finance, on=date(2025, 10, 2))
    as_head.post(URL, MONTH)

    text = Client().get(pages(Publication.objects.get())[3]).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text)))[1][1] == "'=HYPERLINK(1)"


def test_a_month_is_published_once_until_it_is_withdrawn(as_head, published):
    again = as_head.post(URL, MONTH)
    assert again.status_code == 409
    assert "Kỳ này đã được công bố." in unescape(again.text)

    address = f"{URL}{published.pk}/withdraw/"
    assert "Phải nêu lý do thu hồi." in unescape(as_head.post(address, {"reason": ""}).text)
    assert as_head.post(address, {"reason": "Sai số liệu một cơ quan."}).status_code == 302
    stranger = Client()
    assert stranger.get(pages(published)[1]).status_code == 404
    assert "tháng 10/2025" not in stranger.get(PUBLIC).text.lower()
    assert as_head.post(address, {"reason": "Lần nữa."}).status_code == 409
    text = unescape(as_head.get(URL).text)
    assert "Sai số liệu một cơ quan." in text
    assert as_head.post(URL, MONTH).status_code == 302
    assert Publication.objects.count() == 2


@pytest.mark.parametrize(
    ("query", "status", "message"),
    [
        ({"month": "2025-11"}, 409, "Chỉ công bố kỳ đã kết thúc"),
        ({"as_of": "20/10/2025"}, 409, "Chỉ công bố kỳ đã kết thúc"),
        ({"month": "2025-12"}, 422, "Kỳ báo cáo này chưa bắt đầu"),
        ({"month": "2019-02"}, 409, "không có gì để công bố"),
    ],
)
def test_a_month_that_is_not_over_or_empty_is_not_published(as_head, directive, query, status, message):
    response = as_head.post(URL, MONTH | query)

    assert response.status_code == status
    assert message in unescape(response.text)
    assert not Publication.objects.exists()


def test_a_public_page_takes_one_query(published, django_assert_num_queries):
    stranger = Client()
    for address in pages(published):
        with django_assert_num_queries(1):
            stranger.get(address)
