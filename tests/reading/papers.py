"""A conclusion as an office would write one, made up for these tests, and the same as a file of each kind."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from directives.extraction import extract
from meetings.reading import ReadText, read
from tests.reading.archives import zip_of

ON = date(2025, 11, 4)
# label, level in the list of Word (None: no list) and text
PARAGRAPHS = [
    ("", None, "Tại phiên họp thường kỳ tháng 10, Chủ tịch UBND tỉnh kết luận như sau:"),
    ("1.", 0, "Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát kinh phí trước ngày 20/11/2025."),
    ("2.", 0, "Về công tác phòng, chống thiên tai:"),
    ("a)", 1, "Sở Nông nghiệp và Môi trường kiểm tra các hồ chứa; hoàn thành trong tháng 11 năm 2025."),
    ("b)", 1, "UBND các xã, phường tổ chức trực ban 24/24 giờ."),
    ("-", 2, "Công an tỉnh bảo đảm trật tự tại các điểm ngập, chậm nhất ngày 15/11/2025."),
    ("3.", 0, "Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kết luận này."),
]  # fmt: skip
TEXT = "\n".join(f"{label} {words}".strip() for label, _level, words in PARAGRAPHS)

NUMBERING = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
</w:abstractNum>
<w:num w:numId="41"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="42"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="43"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def word_document() -> Document:
    """An empty Word document that knows the lists of NUMBERING and nothing else of lists."""
    document = docx.Document()
    package = document.part
    relation = next(r for r in package.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING)
    content_type = relation.target_part.content_type
    package.drop_rel(relation.rId)
    package.rels.pop(relation.rId, None)
    part = Part(PackURI("/word/numbering.xml"), content_type, NUMBERING.encode(), package.package)
    package.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return document


def numbered(document: Document, words: str, number: int, level: int = 0):
    """A paragraph which Word numbers by itself."""
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().insert(
        0,
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'),
    )
    return paragraph


def save_docx(path: Path) -> Path:
    """The conclusion with lists numbered by Word."""
    document = word_document()
    for _label, level, words in PARAGRAPHS:
        if level is None:
            document.add_paragraph(words)
        else:
            numbered(document, words, 41, level)
    document.save(str(path))
    return path


def page_markup() -> str:
    """The conclusion as a web page with numbered lists in one another."""
    (_, _, opening), first, second, a, b, dash, third = PARAGRAPHS
    item = "<li>{}</li>".format
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Không phải nội dung</title>
<style>p {{ color: black }}</style><script>document.title = "x"</script></head>
<body><p>{opening}</p>
<ol>{item(first[2])}<li>{second[2]}
<ol type="a">{item(a[2])}<li>{b[2]}<ul>{item(dash[2])}</ul></li></ol></li>
{item(third[2])}</ol></body></html>"""


def mail(*, page: bool, attached: str | None = None) -> bytes:
    """The conclusion as an e-mail with a plain or an HTML body."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "lan@example.vn",
        "ha@example.vn",
        "Kết luận phiên họp",
    )
    if page:
        message.set_content(page_markup(), subtype="html")
    else:
        message.set_content(TEXT, cte="quoted-printable")
    if attached:
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=attached)
    return message.as_bytes()


def open_document(body: str) -> str:
    """content.xml of an .odt with one list style "L": "1." above "a)" above bullets."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")
        )
    )  # fmt: skip
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {names}><office:automatic-styles><text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="•"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document-content>"""


def open_document_body() -> str:
    """The conclusion as the body of an .odt."""
    (_, _, opening), first, second, a, b, dash, third = (
        (label, level, f"<text:p>{escape(words)}</text:p>") for label, level, words in PARAGRAPHS
    )
    item = "<text:list-item>{}</text:list-item>".format
    deepest = f"<text:list>{item(dash[2])}</text:list>"
    inner = f"<text:list>{item(a[2])}{item(b[2] + deepest)}</text:list>"
    return (
        f'{opening}<text:list text:style-name="L">{item(first[2])}{item(second[2] + inner)}{item(third[2])}'
        "</text:list>"
    )


def save_odt(path: Path, content: str) -> Path:
    """An .odt of this content.xml."""
    mimetype = "application/vnd.oasis.opendocument.text"
    return zip_of(
        path, {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"}
    )


def text_of(path: Path) -> ReadText:
    """What is read of a file, whatever its progress."""
    return read(path, path.name, on_progress=lambda done, of: None)


def words(text: str) -> str:
    """The text with every run of blanks as one, to compare what was read with what was written."""
    return " ".join(text.split())


def charged(text: str) -> list[tuple]:
    """What the extraction proposes of a text: passage, who leads, who coordinates, and until when."""
    return [
        (
            words(text[proposal.span.start : proposal.span.end]),
            [lead.name for lead in proposal.leads],
            [coordinator.name for coordinator in proposal.coordinators],
            proposal.deadline.on,
        )
        for proposal in extract(text, on=ON).proposals
    ]
