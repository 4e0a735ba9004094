"""What the page shows that previews a file: one of its pages, and the links to the others."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from meetings import previewing
from meetings.models import SourceFile
from meetings.reading import Unreadable

from .models import Attachment


@dataclass(frozen=True)
class Preview:
    """One page of a file. Without pages `problem` says why, and the file can only be saved."""

    file: Attachment | SourceFile
    number: int
    count: int
    is_large: bool
    problem: str
    address: str  # of this page of the site
    file_url: str
    picture_url: str
    back_url: str
    back_label: str

    @classmethod
    def of(cls, file: Attachment | SourceFile, kind: str, query: QueryDict) -> "Preview":
        """The page which the address asks for; the first when it asks for none there is."""
        problem, count = "", 0
        try:
            count = previewing.count(file.file)
        except Unreadable as reason:
            problem = str(reason)
        asked = query.get("page", "")
        number = (
            min(max(int(asked), 1), count) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        )
        is_large = "large" in query
        picture = reverse(f"directives:{kind}_page", args=[file.pk, number]) if count else ""
        back_url, back_label = _back(file)
        return cls(
            file=file,
            number=number,
            count=count,
            is_large=is_large,
            problem=problem,
            address=reverse(f"directives:{kind}_preview", args=[file.pk]),
            file_url=reverse(f"directives:{_FILE[kind]}", args=[file.pk]),
            picture_url=f"{picture}?large=1" if is_large else picture,
            back_url=back_url,
            back_label=back_label,
        )

    @property
    def save_label(self) -> str:
        return f"Tải về ({filesizeformat(self.file.size)})"

    @property
    def before(self) -> str:
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return self._address(self.number + 1) if self.number < self.count else ""

    @property
    def zoom(self) -> str:
        """The same page enlarged, or at the size of the screen again."""
        return self._address(self.number, large=not self.is_large)

    def _address(self, number: int, *, large: bool | None = None) -> str:
        large = self.is_large if large is None else large
        return f"{self.address}?page={number}{'&large=1' if large else ''}"


_FILE = {"attachment": "attachment", "source": "source_file"}


def _back(file: Attachment | SourceFile) -> tuple[str, str]:
    """The page on which the file stands."""
    if isinstance(file, Attachment):
        if file.letter is not None:
            urging = file.letter.urgings.select_related("assignment__directive")[0]
            home = reverse("directives:detail", args=[urging.assignment.directive_id])
            return f"{home}#urging-{urging.pk}", urging.assignment.directive.code
        sent_with: Any = file.report or file.contribution or file.explanation
        directive = sent_with.assignment.directive
        kind = "report" if file.report_id else "explanation"
        place = "" if file.contribution_id else f"#{kind}-{sent_with.pk}"
        return f"{reverse('directives:detail', args=[directive.pk])}{place}", directive.code
    if file.document_id:
        return reverse("meetings:document", args=[file.document_id]), "Văn bản"
    return reverse("meetings:source", args=[file.pk]), "Tệp chờ nhập"
