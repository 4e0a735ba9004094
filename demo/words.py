"""What agencies and the Office write in the sample: reports, reasons, and the file of a result."""

import random
import tomllib
import zipfile
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile

from directives.models import Assignment, ProgressReport
from directives.transitions import Progress

from .documents import TEXTS

_STARTED = [
    "Đã ban hành kế hoạch triển khai, phân công phòng chuyên môn chủ trì và lịch thực hiện theo từng tuần.",
    "Đã gửi văn bản đề nghị các đơn vị phối hợp cung cấp số liệu; đã nhận được ý kiến của một nửa số đơn vị.",
    "Đã thành lập tổ công tác, họp phiên đầu tiên và thống nhất đề cương báo cáo.",
    "Đã rà soát xong danh mục hồ sơ, đang phân loại theo thẩm quyền giải quyết.",
]
_HALFWAY = [
    "Đã tổng hợp ý kiến của các đơn vị, hoàn thiện dự thảo lần 2 và đang xin ý kiến thẩm định.",
    "Đã kiểm tra thực tế tại 5 địa bàn; đang tổng hợp biên bản và kiến nghị xử lý.",
    "Đã hoàn thành khoảng hai phần ba khối lượng; phần còn lại chờ số liệu của các địa phương.",
    "Đã làm việc với các đơn vị liên quan, thống nhất phần lớn nội dung, còn hai vấn đề phải xin ý kiến.",
]
_FINISHED = [
    "Đã hoàn thành nhiệm vụ, gửi kèm báo cáo kết quả và các phụ lục số liệu.",
    "Đã trình UBND tỉnh đầy đủ hồ sơ theo yêu cầu, có ý kiến thống nhất của các đơn vị phối hợp.",
    "Đã thực hiện xong toàn bộ nội dung được giao; kết quả chi tiết tại báo cáo kèm theo.",
    "Đã hoàn thành, ban hành văn bản hướng dẫn và tổ chức triển khai đến các đơn vị.",
]
_DIFFICULTIES = [
    "",
    "",
    "Một số đơn vị gửi số liệu chậm, chưa đúng biểu mẫu.",
    "Hồ sơ lưu từ cấp huyện trước đây chưa được bàn giao đầy đủ.",
    "Kinh phí thực hiện chưa được bố trí trong dự toán.",
    "Quy định mới chưa có hướng dẫn của bộ chuyên ngành.",
]
_PROPOSALS = [
    "",
    "",
    "",
    "Đề nghị Văn phòng UBND tỉnh có văn bản đôn đốc các đơn vị phối hợp.",
    "Đề nghị bố trí một buổi làm việc với Sở Tài chính để thống nhất nguồn kinh phí.",
]
_RETURNS = [
    "Báo cáo chưa nêu rõ kết quả theo từng nội dung được giao; đề nghị bổ sung số liệu và phụ lục kèm theo.",
    "Chưa có văn bản thống nhất của cơ quan phối hợp; đề nghị bổ sung trước khi xác nhận.",
    "Sản phẩm gửi kèm là dự thảo chưa ký; đề nghị gửi bản chính thức.",
]
PIECES = [  # into which an agency divides a share
    "Xây dựng đề cương, gửi văn bản lấy ý kiến",
    "Tổng hợp số liệu, ý kiến của các đơn vị",
    "Hoàn thiện báo cáo, trình lãnh đạo ký",
]
_CONFIRMATIONS = ["", "", "Kết quả đầy đủ, đúng yêu cầu.", "Đã kiểm tra văn bản kèm theo."]

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def _sayings() -> dict[str, Any]:
    return tomllib.loads((TEXTS / "sayings.toml").read_text(encoding="utf-8"))


def say(act: str, chance: random.Random) -> str:
    """What somebody writes with an act."""
    said: str = chance.choice(_sayings()[act])
    return said


def remark(act: str, chance: random.Random) -> str:
    """What leaders and the Office say of some directive."""
    said: str = chance.choice(_sayings()["remark"][act])
    return said


def progress(percent: int, chance: random.Random) -> Progress:
    """What an agency says on the way."""
    return Progress(
        done=chance.choice(_STARTED if percent < 50 else _HALFWAY),
        percent=percent,
        difficulties=chance.choice(_DIFFICULTIES),
        proposals=chance.choice(_PROPOSALS),
    )


def amended(report: ProgressReport, chance: random.Random) -> Progress:
    """A report with one more thing to say, and a little further."""
    return Progress(
        done=f"{report.done} Bổ sung: đã gửi kèm bảng số liệu chi tiết theo từng đơn vị.",
        percent=min(report.percent + chance.choice([0, 5, 10]), 99),
        difficulties=report.difficulties,
        proposals=report.proposals,
    )


def result(assignment: Assignment, chance: random.Random) -> Progress:
    """What an agency says when it has finished."""
    symbol = assignment.agency.symbol or "UBND"
    number = f"{chance.randint(120, 4800)}/BC-{symbol}" if chance.random() < 0.8 else ""
    return Progress(done=chance.choice(_FINISHED), product_number=number)


def return_reason(chance: random.Random) -> str:
    """Why the Office returns a result."""
    return chance.choice(_RETURNS)


def confirmation_note(chance: random.Random) -> str:
    """What the Office says when it confirms; often nothing."""
    return chance.choice(_CONFIRMATIONS)


def result_file(assignment: Assignment, text: str) -> SimpleUploadedFile:
    """A small real Word file: the report that proves the result."""
    heading = f"BÁO CÁO: {assignment.directive.title}"
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (assignment.agency.name, heading, text)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _XML + content)
    return SimpleUploadedFile(f"Bao cao {assignment.directive.code}.docx", file.getvalue())
