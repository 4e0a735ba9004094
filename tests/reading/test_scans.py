"""Photographs and scans: pages as they come from a scanner or a telephone, read by the real Tesseract."""

import os
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw

from meetings.reading import Unreadable, images, layout, read, scan
from meetings.reading.types import Fault
from tests.reading import papers
from tests.reading.scans import DPI, PAPER, SERIF, error_rate, noise, printed, scanned


@pytest.fixture(scope="module")
def page() -> Image.Image:
    return printed(papers.TEXT)


def test_a_scan_gives_the_text_and_the_same_proposals_as_the_text(page, tmp_path, record_property):
    path = tmp_path / "ket-luan.png"
    scanned(page).save(path, compress_level=1)
    found = papers.text_of(path)
    rate = error_rate(papers.TEXT, found.text)
    record_property("character_error_rate", rate)
    print(f"character error rate of a scan at {DPI} dpi, 1.5 degrees askew: {rate:.2%}")  # noqa: T201
    assert rate < 0.02
    assert found.notes == (scan.CHECK,)
    expected = papers.charged(papers.TEXT)
    assert [row[1:] for row in papers.charged(found.text)] == [row[1:] for row in expected]
    assert any(row[3] for row in expected)


@pytest.mark.parametrize(("blur", "said"), [(1.5, None), (2.7, "Trang 1 "), (3.6, "Trang 1 không đọc được")])
def test_the_clerk_is_warned_of_a_blurred_page(page, tmp_path, blur, said):
    path = tmp_path / "mo.png"
    scanned(page, blur=blur).save(path, compress_level=1)
    found = papers.text_of(path)
    *warnings, check = found.notes
    rate = error_rate(papers.TEXT, found.text)
    print(f"character error rate at a blur of {blur} points: {rate:.1%}; said: {warnings}")  # noqa: T201
    assert check == scan.CHECK
    assert bool(warnings) == (rate > 0.01)
    assert all(warning.startswith(said) for warning in warnings) if said else not warnings


def test_a_photograph_on_its_side_and_in_shadow_is_read(page, tmp_path):
    shadow = Image.linear_gradient("L").resize(PAPER).point(lambda light: 90 + light * 165 // 255)
    photograph = ImageChops.multiply(scanned(page, askew=-3, grain=12), shadow).rotate(90, expand=True)
    path = tmp_path / "anh.jpg"
    photograph.save(path, quality=85)
    assert error_rate(papers.TEXT, papers.text_of(path).text) < 0.02


def test_a_page_of_a_pdf_that_cannot_be_read_is_named_and_a_blank_one_is_not(tmp_path):
    path = tmp_path / "quet.pdf"
    blank = scanned(Image.new("L", (827, 1170), 255))
    first = scanned(printed("Giao Sở Tài chính rà soát dự toán."))
    first.save(path, save_all=True, append_images=[noise(), blank], resolution=DPI)
    progress: list[tuple[int, int]] = []
    found = read(path, path.name, on_progress=lambda done, of: progress.append((done, of)))
    assert papers.words(found.text) == "Giao Sở Tài chính rà soát dự toán."
    assert "Trang 2 không đọc được" in found.notes[0]
    assert scan.CHECK in found.notes
    assert progress == [(1, 3), (2, 3), (3, 3)]


def test_every_page_of_a_tiff_is_read(tmp_path):
    path = tmp_path / "fax.tiff"
    pages = [printed(words).crop((0, 0, 1654, 500)) for words in ("Trang thứ nhất.", "Trang thứ hai.")]
    pages[0].save(path, save_all=True, append_images=[*pages[1:], noise().crop((0, 0, 300, 300))])
    progress: list[tuple[int, int]] = []
    found = read(path, path.name, on_progress=lambda done, of: progress.append((done, of)))
    assert found.text == "Trang thứ nhất.\n\nTrang thứ hai."
    assert found.notes[0].startswith("Trang 3 không đọc được")
    assert progress == [(1, 3), (2, 3), (3, 3)]


def test_a_blank_page_says_that_there_is_no_text(tmp_path):
    path = tmp_path / "trang-trang.png"
    scanned(Image.new("L", (827, 1170), 255)).save(path)
    with pytest.raises(Unreadable, match=r"Không nhận ra chữ nào trong tệp “trang-trang.png”"):
        papers.text_of(path)


def test_a_machine_without_tesseract_or_vietnamese_says_so(monkeypatch, tmp_path):
    words = printed("Giao Sở Tài chính.")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(Unreadable, match="chưa cài bộ nhận dạng chữ"):
        scan.recognise(words)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="hãy dán nội dung"):
        scan.recognise(words)


def test_a_page_that_takes_too_long_is_given_up_and_its_process_ended(monkeypatch):
    monkeypatch.setattr(scan, "PAGE_SECONDS", 0.001)
    assert scan.recognise(noise()).fault is Fault.UNREAD
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    assert not [pid for pid in children if "tesseract" in Path(f"/proc/{pid}/comm").read_text()]


@pytest.mark.parametrize("angle", [-7.5, -2.3, 0.0, 0.6, 4.9])
def test_the_angle_of_a_page_is_found(page, angle):
    laid = page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    assert images.skew(laid) == pytest.approx(-angle, abs=0.2)


def test_pictures_are_upright_as_the_camera_says(tmp_path):
    path = tmp_path / "anh.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (300, 200), "white").save(path, exif=exif)
    assert next(images.pages(path, path.name)).size == (200, 300)


@pytest.mark.parametrize(
    ("mode", "paper", "ink"),
    [
        ("1", 1, 0),
        ("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        ("CMYK", (0, 0, 0, 0), (0, 0, 0, 255)),
        ("I;16", 65535, 0),
        ("LA", (0, 0), (0, 255)),
        ("RGB", (255, 255, 255), (190, 20, 20)),
    ],
)
def test_ink_is_dark_and_paper_white_in_every_kind_of_picture(tmp_path, mode, paper, ink):
    path = tmp_path / "trang.tiff"
    picture = Image.new(mode, (60, 60), paper)
    picture.paste(ink, (20, 20, 40, 40))
    picture.save(path)
    grey = next(images.pages(path, path.name))
    assert (grey.mode, grey.getpixel((5, 5))) == ("L", 255)
    assert grey.getpixel((30, 30)) < 100


def test_a_broken_picture_is_told(tmp_path, page):
    path = tmp_path / "hong.jpg"
    page.save(path)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(Unreadable, match=r"“hong.jpg” bị hỏng"):
        papers.text_of(path)


def test_a_huge_page_behind_a_small_one_is_told(tmp_path):
    path = tmp_path / "bom.tiff"
    small, huge = Image.new("1", (50, 50), 1), Image.new("1", (12_000, 11_000), 1)
    small.save(path, save_all=True, append_images=[huge], compression="group4")
    with pytest.raises(Unreadable, match=r"“bom.tiff” có trang quá lớn"):
        papers.text_of(path)


def test_a_pdf_page_that_claims_to_be_metres_wide_is_drawn_small():
    with pdfium.PdfDocument.new() as document:
        assert scan.ocr_page(document.new_page(14_400, 14_400)).fault is Fault.NONE


HEAD = (
    "level", "page_num", "block_num", "par_num", "line_num", "word_num",
    "left", "top", "width", "height", "conf", "text",
)  # fmt: skip


def rows(*words: tuple[int, int, str]) -> str:
    """What Tesseract writes for words at (row, left); one sure block, each letter 20 wide."""
    lines = [
        (5, 1, 1, 1, row, at, left, row * 50, 20 * len(text), 30, 95, text)
        for at, (row, left, text) in enumerate(words)
    ]
    return "\n".join("\t".join(map(str, line)) for line in (HEAD, *lines))


WRITTEN = [
    (row, 200 + 110 * at, "chữ") for row in range(4, 34, 2) for at in range(6 if row % 4 else 18)
]  # fmt: skip


def sheet(words) -> Image.Image:
    """A page with these words, as the recognition gets it, and with what stands on letters beside words."""
    page = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(page)
    for row, left, word in words:
        draw.text((left, row * 50), word, 0, font=SERIF)
    draw.line((200, 1750, 2200, 1750), 0, 4)
    draw.rectangle((200, 1900, 2200, 2300), outline=0, width=4)
    for radius in (210, 200, 120):
        draw.ellipse((1700 - radius, 2700 - radius, 1700 + radius, 2700 + radius), outline=0, width=5)
    draw.line([(1650 + 30 * at, 2700 + 90 * (at % 2)) for at in range(12)], 0, 7)
    return page


def test_a_line_which_the_recognition_left_out_is_missed():
    page = sheet(WRITTEN)
    for left_out, fault in ((None, Fault.NONE), (4, Fault.LINES_LOST), (18, Fault.LINES_LOST)):
        words = [word for word in WRITTEN if word[0] != left_out]
        assert scan.fault_of(page, 95, layout.lines_of(rows(*words))) is fault
    assert scan.fault_of(page, 92, layout.lines_of(rows(*WRITTEN))) is Fault.BLURRED
    assert scan.fault_of(page, 79, layout.lines_of(rows(*WRITTEN))) is Fault.UNREAD


def test_of_faulty_pages_the_worst_are_named_first():
    pages = [
        (1, Fault.NONE),
        (2, Fault.BLURRED),
        (3, Fault.UNREAD),
        (7, Fault.BLURRED),
        (8, Fault.LINES_LOST),
    ]
    said = scan.notes(pages)
    assert [words[:11].rstrip() for words in said[:3]] == ["Trang 3 khô", "Trang 8 còn", "Trang 2, 7"]
    assert said[3:] == (scan.CHECK,)


def test_the_head_of_a_letter_is_read_column_by_column():
    tsv = rows(
        (1, 100, "UBND"), (1, 200, "TỈNH"), (1, 900, "CỘNG"), (1, 1000, "HÒA"), (1, 1080, "XÃ"),
        (1, 1140, "HỘI"),
        (2, 100, "Số:"), (2, 170, "785/TB-UBND"), (2, 900, "ngày"), (2, 1000, "06"),
        (3, 100, "Kết"), (3, 170, "luận"), (3, 260, "của"), (3, 340, "Chủ"), (3, 420, "tịch"),
        (3, 510, "UBND"), (3, 610, "tỉnh"), (3, 700, "tại"), (3, 780, "phiên"), (3, 900, "họp"),
        (3, 1000, "tháng"),
    )  # fmt: skip
    assert layout.text_of(layout.lines_of(tsv)) == (
        "UBND TỈNH\nSố: 785/TB-UBND\n\nCỘNG HÒA XÃ HỘI\nngày 06\n\n"
        "Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng"
    )


def test_the_row_of_a_table_stays_a_row():
    tsv = rows((1, 100, "Nhiệm"), (1, 900, "Hạn"), (2, 100, "Đề"), (2, 160, "án"), (2, 900, "15/12/2025"))
    assert layout.text_of(layout.lines_of(tsv)) == "Nhiệm Hạn\nĐề án 15/12/2025"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("l. Sở Tài chính\n2. Sở Nội vụ", "1. Sở Tài chính\n2. Sở Nội vụ"),
        ("k) Sở Tài chính\nl) Sở Nội vụ\nm) Sở Y tế", "k) Sở Tài chính\nl) Sở Nội vụ\nm) Sở Y tế"),
        ("I. Đánh giá\nII. Nhiệm vụ", "I. Đánh giá\nII. Nhiệm vụ"),
        ("trước ngày l5/ll/2O25.", "trước ngày 15/11/2025."),
        ("Văn bản số 785/TB-\nUBND", "Văn bản số 785/TB-UBND"),
        ("phát triển kinh tế -\nxã hội", "phát triển kinh tế -\nxã hội"),
        ("~ | .\nSở Y tế\n— _", "Sở Y tế"),
    ],
)
def test_slips_of_recognition_are_mended_only_where_they_are_certain(seen, meant):
    words = [
        (row, 100 + 200 * at, text)
        for row, line in enumerate(seen.split("\n"))
        for at, text in enumerate(line.split())
    ]
    assert layout.text_of(layout.lines_of(rows(*words))) == meant
