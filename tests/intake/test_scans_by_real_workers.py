"""A scanned conclusion on its whole way in a browser, read by a real worker; and a reader that is killed."""

import itertools
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from directives.models import Proposal
from meetings import progress, sources
from meetings.models import Document, SourceFile
from notifications.models import Notification
from tests.reading import scans
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)
ALONE = "/documents/add/"
PAGES = (
    """UBND TỈNH NGHỆ AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc
Số: 785/TB-UBND\tNghệ An, ngày 04 tháng 11 năm 2025
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10
Sau khi nghe các ngành báo cáo, Chủ tịch UBND tỉnh kết luận như sau:
1. Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát nhu cầu kinh phí mua thuốc, \
báo cáo UBND tỉnh trước ngày 20/11/2025.
2. Giao UBND các xã, phường rà soát hộ nghèo trên địa bàn; hoàn thành trong tháng 11 năm 2025.""",
    """3. Giao Sở Giáo dục và Đào tạo kiểm tra việc dạy thêm, học thêm, báo cáo kết quả trước ngày 15/12/2025.
Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện.
Nơi nhận:\tKT. CHÁNH VĂN PHÒNG
- Như trên;\tPHÓ CHÁNH VĂN PHÒNG
- Lưu: VT, TH.\tBùi Thanh An""",
)
READ = {
    "kind": "conclusion",
    "number": "785/TB-UBND",
    "issued_on": "04/11/2025",
    "subject": "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thường kỳ tháng 10",
    "signer": "Bùi Thanh An",
}
PATIENCE = 120  # seconds: two pages on a machine that has other work


def scan_of(path, pages):
    """A scanned PDF of these pages, each askew in its own way."""
    first, *others = (scans.scanned(scans.printed(text), askew=1.2 - 2 * at) for at, text in enumerate(pages))
    first.save(path, save_all=True, append_images=others, resolution=scans.DPI)
    return path


def column_by_column(text):
    """The text of a page as one reads it: where lines stand in two columns, first the left one."""
    read = []
    for split, group in itertools.groupby(text.split("\n"), key=lambda line: "\t" in line):
        lines = [line.split("\t") for line in group]
        columns = zip(*lines, strict=True) if split else lines
        read += itertools.chain.from_iterable(columns)
    return "\n".join(read)


def test_a_clerk_drops_a_scan_leaves_comes_back_and_reviews_what_it_says(
    open_as, run_site, run_worker, provincial, lan, axe, tmp_path, record_property
):
    media = {"MEDIA_ROOT": str(tmp_path / "media")}
    page = open_as(lan, site=run_site(DONDOC_TODAY="2025-11-06", **media))
    page.set_default_timeout(PATIENCE * 1000)
    paper = scan_of(tmp_path / "785 TB scan.pdf", PAGES)
    page.goto(ALONE)
    axe(page)
    page.fill("[name=signer]", "Phan Văn Chí")
    page.set_input_files("[name=file]", paper)
    page.wait_for_url("**/documents/sources/*/")
    page.wait_for_selector("text=Đang chờ đến lượt đọc")
    axe(page)
    run_worker(**media)
    page.wait_for_selector("text=Đang đọc trang 2/2")
    page.goto("/documents/")
    page.wait_for_selector("text=Tệp chờ nhập")
    axe(page)
    page.click("text=785 TB scan.pdf")
    page.wait_for_url(re.compile(r"/documents/add/\?source="))
    axe(page)
    assert page.locator("text=hãy đối chiếu số, ngày và tên cơ quan").is_visible()
    filled = {name: page.input_value(f"[name={name}]") for name in READ}
    assert filled == READ | {"signer": "Phan Văn Chí"}, "what was typed wins"
    text = page.input_value("[name=text]")
    rate = scans.error_rate("\n".join(map(column_by_column, PAGES)), text)
    record_property("character_error_rate", rate)
    print(f"character error rate of a scanned PDF of two pages: {rate:.2%}")  # noqa: T201
    assert rate < 0.02
    page.click("text=Lưu và tìm nhiệm vụ")
    page.wait_for_url("**/review/")
    assert page.locator("text=785 TB scan.pdf").first.is_visible()
    assert page.locator(".review-cards article").count() >= 3
    page.close()
    due = Proposal.objects.order_by("start").values_list("due_on", flat=True)
    assert list(due) == [date(2025, 11, 20), date(2025, 11, 30), date(2025, 12, 15)]
    assert Document.objects.get().source.original_name == "785 TB scan.pdf"


def test_a_scan_whose_reader_was_killed_is_read_by_another_once_and_told_once(
    lan, run_worker, tmp_path, settings
):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    upload = SimpleUploadedFile("785.pdf", scan_of(tmp_path / "785.pdf", PAGES[1:]).read_bytes())
    source = sources.keep(upload, by=lan, meeting=None, typed={})
    worker = run_worker(MEDIA_ROOT=settings.MEDIA_ROOT)

    def now():
        return SourceFile.objects.get()

    wait_for(lambda: now().state == "reading")
    worker.kill()
    assert (now().state, now().attempts) == ("reading", 1), "it was killed half-way"
    sources.sweep()
    assert now().state == "reading", "nobody knows yet that it is dead"
    long_ago = now().beat_at - progress.SILENT_AFTER
    SourceFile.objects.update(asked_at=long_ago, started_at=long_ago, beat_at=long_ago)
    sources.sweep()
    sources.sweep()
    assert now().state == "waiting"
    worker.start()
    wait_for(lambda: not now().is_under_way, seconds=PATIENCE)
    assert (now().state, now().attempts, now().problem) == ("ready", 2, "")
    assert "Sở Giáo dục và Đào tạo kiểm tra việc dạy thêm" in now().text
    wait_for(lambda: worker.output().count("succeeded") >= 2)
    assert now().attempts == 2, "what the queue delivers again is left alone"
    assert Notification.objects.get(recipient=lan).url == f"/documents/sources/{source.pk}/"
