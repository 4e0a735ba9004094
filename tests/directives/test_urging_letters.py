"""The letter of urging: laid out as Nghị định 30/2020 wants it, and from a template the office may change."""

import re
import subprocess
import zipfile
from datetime import date, time
from html import unescape
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.calendar import day_set
from directives import transitions
from directives.letter_layout import default_template
from directives.models import Urging, WordTemplate
from directives.urging_letters import SAMPLE, letter_of, letter_url

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 12)  # three days after the deadline
WORDS = "Đề nghị Sở Tài chính khẩn trương báo cáo.\nNêu rõ nguyên nhân chậm."
MM = 72 / 25.4


@pytest.fixture(autouse=True)
def _three_o_clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day_set(TODAY, time(15)):
        yield


@pytest.fixture
def urged(make_directive, finance, binh, dung):
    """Two pieces of work of Sở Tài chính, urged by the head of the Office."""
    found = []
    for title, kind in (("Rà soát nhu cầu vốn", "reminder"), ("Báo cáo giải ngân", "criticism")):
        share = make_directive(lead=finance, title=title).assignments.get()
        found.append(transitions.urge(share.pk, kind=kind, text=WORDS, by=dung).pk)
    rows = Urging.objects.filter(pk__in=found).select_related(
        "assignment__agency", "assignment__directive__document", "by"
    )
    return list(rows.order_by("pk"))


# Where filling in a sample once does not look.
HIDDEN = {
    "{% if cac_viec|length > 1 %}{{ so_viec }}{% endif %}": "tên không biết: “so_viec”",
    "{% if nguoi_ky %}{{ mo_dau }}{% elif co_quan %}{{ la }}{% endif %}": "tên không biết: “la”",
    "{% if nguoi_ky %}{{ mo_dau }}{% else %}{{ ky_thay }}{% endif %}": "tên không biết: “ky_thay”",
    "{{ mo_dau if nguoi_ky else ky_thay }}": "tên không biết: “ky_thay”",
    "{{ nguoi_ky or ky_thay }}": "tên không biết: “ky_thay”",
    "{% for v in cac_viec if v.lan > 3 %}{{ v.cap }}{% endfor %}": "tên không biết: “cap”",
    "{% for v in cac_viec %}{{ v.ma }}{% else %}{{ het }}{% endfor %}": "tên không biết: “het”",
    "{% for v in cac_viec %}{% if v.lan > 3 %}{{ v.cap }}{% endif %}{% endfor %}": "tên không biết: “cap”",
    "{% if not nguoi_ky %}{{ mo_dau|center }}{% endif %}": "chỗ điền viết sai",
    "{% if not nguoi_ky %}{{ mo_dau.upper() }}{% endif %}": "chỗ điền viết sai",
}


def words_of(made):
    paper = docx.Document(BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in paper.paragraphs)])


def template(old="", new="", name="mẫu của tỉnh.docx"):
    """The delivered template with one text changed."""
    paper = docx.Document(BytesIO(default_template()))
    for paragraph in paper.paragraphs:
        for run in paragraph.runs:
            if old and old in run.text:
                run.text = run.text.replace(old, new)
    kept = BytesIO()
    paper.save(kept)
    return SimpleUploadedFile(name, kept.getvalue())


def unpacks_to(size):
    """A small archive that is a large letter."""
    kept = template()
    made = BytesIO(kept.read())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", b"<x>" + b" " * size + b"</x>")
    return SimpleUploadedFile("mau.docx", made.getvalue())


def test_it_says_what_was_urged_and_by_whose_power(urged):
    text = words_of(letter_of(urged, TODAY))
    for words in (
        "UBND TỈNH NGHỆ AN",
        "Nghệ An, ngày 12 tháng 11 năm 2025",
        "V/v phê bình việc chậm thực hiện nhiệm vụ được giao",  # the gravest of them
        "Kính gửi: Sở Tài chính",
        "chưa báo cáo kết quả thực hiện 2 nhiệm vụ sau:",
        "1. Rà soát nhu cầu vốn (mã NV-2025-0001",
        "hạn 09/11/2025 (quá hạn 3 ngày); đôn đốc lần thứ 1.",
        "Nêu rõ nguyên nhân chậm.",
        "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG",
        "Nguyễn Tiến Dũng",
        "thực hiện./.",
    ):
        assert words in text
    assert text.count("Đề nghị Sở Tài chính khẩn trương báo cáo.") == 1
    assert re.search(r"Số: +/VP-TH", text), "the number is left to the clerk"
    assert "{" not in text


@pytest.mark.parametrize(
    ("on", "words"), [((2026, 1, 5), "ngày 05 tháng 01"), ((2026, 3, 15), "ngày 15 tháng 3")]
)
def test_days_and_months_are_written_as_the_decree_says(urged, on, words):
    assert words in words_of(letter_of(urged, date(*on)))


def test_what_a_clerk_sent_is_signed_by_whom_the_office_chooses(directive, assignment, lan):
    transitions.urge(assignment.pk, kind="reminder", text=WORDS, by=lan)
    text = words_of(letter_of(list(Urging.objects.all()), TODAY))
    assert "CHÁNH VĂN PHÒNG" in text
    assert "KT." not in text
    assert "Trần Thị Lan" not in text


def test_the_layout_is_that_of_the_decree(urged, tmp_path):
    """As LibreOffice prints it, and as Word will read it."""
    made = letter_of(urged, TODAY)
    paper = docx.Document(BytesIO(made))
    [section] = paper.sections
    sides = [getattr(section, f"{side}_margin").mm for side in ("top", "bottom", "left", "right")]
    assert [round(side) for side in sides] == [20, 20, 30, 15]
    head = paper.tables[0]
    assert (len(head.rows), len(head.columns)) == (2, 2)
    fonts = {run.font.name for paragraph in paper.paragraphs for run in paragraph.runs}
    assert fonts == {"Times New Roman"}
    cells = [cell for row in head.rows for cell in row.cells]
    runs = [run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs]
    sizes = {run.text: run.font.size.pt for run in runs}
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == 13
    assert sizes["Độc lập - Tự do - Hạnh phúc"] == 14
    assert section.different_first_page_header_footer, "no number on the first page"

    (tmp_path / "letter.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*order, str(tmp_path / "letter.docx")], check=True, timeout=120, capture_output=True)
    printed = pypdfium2.PdfDocument(tmp_path / "letter.pdf")
    assert len(printed) == 1
    page = printed[0]
    assert [round(side / MM) for side in page.get_size()] == [210, 297]
    text = page.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
    assert min(left for left, *_ in boxes) >= 29.5 * MM
    assert max(right for _, _, right, _ in boxes) <= (210 - 14.5) * MM
    read = " ".join(text.get_text_range().split())
    places = [
        read.index(words)
        for words in ("UBND TỈNH NGHỆ AN", "Kính gửi", "1. Rà soát", "2. Báo cáo", "Nơi nhận")
    ]
    assert places == sorted(places)


def test_the_office_makes_one_letter_for_one_agency(
    urged, make_directive, health, ha, lan, binh, chi, client
):
    url = letter_url(urging.pk for urging in urged)
    client.force_login(lan)
    answer = client.get(url)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert "2. Báo cáo giải ngân" in words_of(b"".join(answer.streaming_content))
    other = make_directive(lead=health).assignments.get()
    mixed = [*urged, transitions.urge(other.pk, kind="reminder", text=WORDS, by=lan)]
    assert client.get(letter_url(urging.pk for urging in mixed)).status_code == 404
    assert client.get(letter_url([])).status_code == 404
    for person in (binh, chi):
        client.force_login(person)
        assert client.get(url).status_code == 403


def test_after_many_urgings_each_agency_has_its_letter(make_directive, finance, health, ha, lan, client):
    shares = [
        make_directive(lead=agency, title=f"Việc {n}").assignments.get()
        for n, agency in enumerate((finance, finance, health))
    ]
    client.force_login(lan)
    chosen = {"act": "urge", "share": [share.pk for share in shares]}
    sent = chosen | {"kind": "reminder", "text": WORDS, "step": "send"}
    page = unescape(client.post("/directives/bulk/", sent).text)
    links = re.findall(r'href="(/urgings/letter/[^"]+)"', page)
    assert [link.count("urging=") for link in links] == [2, 1]
    assert all(client.get(link).status_code == 200 for link in links)
    detail = client.get(reverse("directives:detail", args=[shares[2].directive_id])).text
    assert f"/urgings/letter/?urging={Urging.objects.get(assignment=shares[2]).pk}" in detail


def test_the_office_puts_its_own_template_and_goes_back(urged, dung, client):
    client.force_login(dung)
    page = client.get("/urging-letter/")
    assert "mẫu ban đầu" in page.text
    assert "tối đa 2 MB" in page.text
    assert all(f"{{{{ {name} }}}}" in page.text for name in SAMPLE)
    file = client.get("/urging-letter/file/")
    assert b"".join(file.streaming_content)[:2] == b"PK"
    own = template("Kính gửi: {{ co_quan }}", "Kính chuyển: {{ co_quan }}")
    assert "Đã dùng mẫu mới" in client.post("/urging-letter/", {"file": own}, follow=True).text
    assert "Kính chuyển: Sở Tài chính" in words_of(letter_of(urged, TODAY))
    assert "mẫu của tỉnh.docx" in client.get("/urging-letter/").text
    client.post("/urging-letter/reset/")
    assert "Kính gửi: Sở Tài chính" in words_of(letter_of(urged, TODAY))
    assert WordTemplate.objects.count() == 2, "what was put there stays on record"


def without_part(left_out):
    """The delivered template in an archive from which one part got lost."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(default_template())) as whole, zipfile.ZipFile(kept, "w") as part:
        for name in whole.namelist():
            if name != left_out:
                part.writestr(name, whole.read(name))
    return SimpleUploadedFile("mau.docx", kept.getvalue())


@pytest.mark.parametrize(
    ("upload", "problem"),
    [
        (lambda: SimpleUploadedFile("mau.pdf", b"%PDF-1.7"), "phải là tệp .docx"),
        (lambda: SimpleUploadedFile("mau.docx", b""), "rỗng"),
        (lambda: SimpleUploadedFile("mau.docx", b"PK\x03\x04 no archive"), "hoặc tệp bị hỏng"),
        (lambda: template("{{ mo_dau }}", "{{ noi_dung_la }}"), "tên không biết: “noi_dung_la”"),
        *(
            (lambda words=words: template("{{ mo_dau }}", words), problem)
            for words, problem in HIDDEN.items()
        ),
        (lambda: template("{{ mo_dau }}", "{{ cac_viec[0].so_hieu }}"), "tên không biết: “so_hieu”"),
        (lambda: template("{{ mo_dau }}", "{% if %}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ co_quan.__class__.__mro__ }}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ co_quan * 2 }}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ co_quan|center(9) }}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ range(9) }}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ 1 / 0 }}"), "chỗ điền viết sai"),
        (lambda: template("{{ mo_dau }}", "{{ mo_dau + 1 }}"), "chỗ điền viết sai"),
        (lambda: without_part("_rels/.rels"), "Không mở được tệp này"),
        (lambda: without_part("word/styles.xml"), "Không mở được tệp này"),
        (lambda: template("{{ mo_dau }}", "{{ noi_dung.append(1) }}"), "chỗ điền viết sai"),
        (lambda: unpacks_to(61 * 1024 * 1024), "giải nén ra quá lớn"),
        (lambda: SimpleUploadedFile("mau.docx", b"PK\x03\x04" + b"x" * (2 * 1024 * 1024)), "2 MB"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused_in_words(dung, client, upload, problem):
    client.force_login(dung)
    answer = client.post("/urging-letter/", {"file": upload()})
    assert answer.status_code == 422
    assert problem in unescape(answer.text)
    assert not WordTemplate.objects.exists()
    assert SAMPLE["noi_dung"] == ["Đề nghị Sở Tài chính khẩn trương thực hiện."]


def test_a_template_without_a_place_for_the_agency_is_refused(dung, client):
    client.force_login(dung)
    paper, kept = docx.Document(), BytesIO()
    paper.add_paragraph("Công văn")
    paper.save(kept)
    answer = client.post("/urging-letter/", {"file": SimpleUploadedFile("mau.docx", kept.getvalue())})
    assert "{{ co_quan }}" in unescape(answer.text)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "words",
    [
        "{% if cac_viec|length > 1 %}{{ cac_viec[1].ma }}{% endif %}{{ mo_dau }}",
        "{% set dau = mo_dau %}{% if nguoi_ky %}{{ dau }}{% else %}{{ mo_dau }}{% endif %}",
        "{{ nguoi_ky if nguoi_ky else quyen_ky }}{{ mo_dau }}",
        "{% for v in cac_viec if v.lan > 3 %}{{ loop.index }}{% else %}không{% endfor %}{{ mo_dau }}",
    ],
)
def test_a_template_that_chooses_among_known_fields_is_taken(urged, dung, client, words):
    client.force_login(dung)
    sent = client.post("/urging-letter/", {"file": template("{{ mo_dau }}", words)})
    assert sent.status_code == 302
    assert "chưa báo cáo kết quả" in words_of(letter_of(urged, TODAY))


def test_a_template_that_fails_later_is_said_and_the_delivered_one_offered(urged, dung, lan, client):
    """As one which was taken in before a field was renamed, or whose file got lost."""
    WordTemplate.objects.create(
        kind="urging",
        file=template("{{ mo_dau }}", "{{ ten_cu }}"),
        original_name="cũ.docx",
        uploaded_by=dung,
    )
    client.force_login(lan)
    url = letter_url(urging.pk for urging in urged)
    answer = client.get(url)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert "tên không biết: “ten_cu”" in page
    assert "Lần đôn đốc đã gửi vẫn được ghi nhận" in page
    other = re.search(r'href="([^"]+delivered=1)"', page)[1]
    assert "2. Báo cáo giải ngân" in words_of(b"".join(client.get(other).streaming_content))
    kept = WordTemplate.objects.get()
    kept.file.delete(save=False)
    WordTemplate.objects.filter(pk=kept.pk).update(file="attachments/gone.docx")
    for address in (url, "/urging-letter/file/"):
        answer = client.get(address)
        assert answer.status_code == 409
        assert "không còn trên máy chủ" in unescape(answer.text)
