"""Filling in a Word template: what it may do, what is wrong with it in words, what the result says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from .spreadsheet import UNWRITABLE

NO_WORD = "Không mở được tệp này như một văn bản Word. Mở và lưu lại rồi thử lại."
MISWRITTEN = "Mẫu có chỗ điền viết sai. Xem cách viết các trường ở cuối trang."
# What python-docx says of a file that is none, or lacks a part.
_BROKEN = (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError)
# What comes of marks across paragraphs.
_TORN = (XMLSyntaxError, AttributeError)
# A slip of the pen, reaching for what is closed to templates, a sum that cannot be.
_MISWRITTEN = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, *_TORN)
_QUOTED = re.compile(r"'([^']+)'")

Block = list[list[str]]  # columns beside each other, each with its lines


class BadTemplate(Exception):
    """A template cannot be filled in. The text is for people."""


def _writable(value: Any) -> Any:
    """What XML cannot hold is left out: the template is not to blame for it."""
    return UNWRITABLE.sub("", value) if isinstance(value, str) else value


class _FieldsAlone(ImmutableSandboxedEnvironment):
    """Reaches nothing but the fields it is given, changes none of them, and calls nothing."""

    intercepted_binops = frozenset({"*", "**", "%"})  # which make of a few letters a full memory
    FILTERS = ("upper", "lower", "default", "length", "first", "last", "join")

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_writable)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in self.FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"no {operator} in a template")


class _EveryBranch(_FieldsAlone):
    """Walks into every branch, whatever its condition says: what one letter leaves out another needs."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        template.body = list(_opened(template.body))
        template.set_environment(self)
        return template


def _opened(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """The statements with all their branches one after another, and with what `or` and its kin may skip."""
    for node in body:
        yield from _skipped(node)
        if isinstance(node, nodes.If):
            yield _asked(node.test)
            yield from _opened([*node.body, *node.elif_, *node.else_])
        elif isinstance(node, nodes.For):
            asked = [_asked(node.test)] if node.test else []
            inner = list(_opened([*asked, *node.body]))
            node.body, node.else_, node.test, after = inner, [], None, node.else_
            yield node
            yield from _opened(after)
        else:
            if isinstance(getattr(node, "body", None), list):
                node.body = list(_opened(node.body))  # type: ignore[attr-defined]
            yield node


def _asked(expression: nodes.Node) -> nodes.If:
    """Evaluates the expression and writes nothing."""
    return nodes.If(expression, [], [], [], lineno=expression.lineno)


def _skipped(node: nodes.Node) -> Iterator[nodes.If]:
    """Each part of the conditions within its expressions, evaluated by itself."""
    inner = ("body", "else_", "elif_", "target", *(("test",) if isinstance(node, nodes.For) else ()))
    for _, value in node.iter_fields(exclude=inner):
        for expression in value if isinstance(value, list) else [value]:
            if not isinstance(expression, nodes.Node):
                continue
            found = list(expression.find_all((nodes.CondExpr, nodes.And, nodes.Or)))
            if isinstance(expression, nodes.CondExpr | nodes.And | nodes.Or):
                found.append(expression)
            for choice in found:
                yield from (_asked(part) for _, part in choice.iter_fields() if isinstance(part, nodes.Expr))


def filled_in(template: bytes, fields: Mapping[str, Any], *, every_branch: bool = False) -> bytes:
    """The Word file that comes of it. Raises BadTemplate, with what is wrong for who wrote the template."""
    try:
        Document(BytesIO(template))
    except _BROKEN as problem:
        raise BadTemplate(NO_WORD) from problem
    paper, kept = DocxTemplate(BytesIO(template)), BytesIO()
    try:
        paper.render(dict(fields), jinja_env=_EveryBranch() if every_branch else _FieldsAlone())
    except UndefinedError as problem:
        raise BadTemplate(_unknown(problem)) from problem
    except _MISWRITTEN as problem:
        if every_branch and isinstance(problem, _TORN):
            return template  # pieces which never stand together need not fit together
        raise BadTemplate(MISWRITTEN) from problem
    paper.save(kept)
    return kept.getvalue()


def _unknown(problem: UndefinedError) -> str:
    """'x' is undefined · 'dict object' has no attribute 'x' · ... has no element 3 (which names no field)."""
    names = _QUOTED.findall(str(problem))
    if not names or "has no element" in str(problem):
        return MISWRITTEN
    return f"Mẫu có tên không biết: “{names[-1]}”. Xem tên các trường ở cuối trang."


def blocks_of(filled: bytes) -> list[Block]:
    """What a Word file says, in its order: a row of a table is its cells beside each other."""
    found: list[Block] = []
    for part in Document(BytesIO(filled)).iter_inner_content():
        if isinstance(part, Table):
            found += [
                [[line.text for line in cell.paragraphs if line.text.strip()] for cell in row.cells]
                for row in part.rows
            ]
        elif part.text.strip():
            found.append([[part.text]])
    return [block for block in found if any(block)]
