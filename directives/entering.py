"""The page on which a text is entered: its form, the file it comes from, what was read of it."""

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from meetings import offering, sources
from meetings.forms import DocumentForm, SourceForm
from meetings.head import read_head
from meetings.models import Document, SourceFile
from meetings.reading import Unreadable
from meetings.secrecy import secrecy_mark
from meetings.texts import in_unicode, why_not

_RELATED = ("relation", "corrects")
_CARRIED = (*offering.FIELDS, "suggested", *_RELATED)


class Entry:
    """What stands on the page for a new document. A file that could not be read gives back what was typed."""

    def __init__(self, document: Document, source: SourceFile | None) -> None:
        self.document, self.source = document, source
        self.upload = SourceForm()
        self.converted = self.problem = ""
        offer = offering.of_document(document)
        if source is not None and source.typed:
            offer = offering.with_read(source.typed, source.head)
        start = {"text": source.text if source else ""}
        if source is not None:
            start |= {name: source.typed[name] for name in _RELATED if source.typed.get(name)}
        self.form = DocumentForm(instance=document, offer=offer, initial=start)

    @property
    def original(self) -> SourceFile | None:
        """The file of which the document is made."""
        return self.source if self.source and self.source.is_ready else None

    def send(self, sent: QueryDict) -> DocumentForm:
        """The whole form as it was sent."""
        self.form = DocumentForm(sent, instance=self.document)
        return self.form

    def fill(self, sent: QueryDict) -> None:
        """Fill the fields that nobody typed from the pasted text."""
        text, self.converted = in_unicode(sent.get("text", ""))
        is_secret = secrecy_mark(text) is not None
        self.problem = (why_not(text) or "") if is_secret else ""
        head = {} if is_secret else read_head(text).as_typed()
        self._typed(sent, head, text)

    def keep(self, sent: QueryDict, files: MultiValueDict[str, UploadedFile], *, by: User) -> SourceFile:
        """Keep the file that was sent and what was typed beside it. Raises Unreadable; the form says why."""
        typed = {name: sent.get(name, "").replace("\0", "")[:5000] for name in _CARRIED}
        try:
            if sent.get("text", "").strip():
                raise Unreadable("Ô “Nội dung” đã có chữ. Xóa nội dung đó rồi chọn lại tệp.")
            upload = files.get("file")
            if not isinstance(upload, UploadedFile):
                raise Unreadable("Chọn tệp cần đọc.")
            kept = sources.keep(upload, by=by, meeting=self.document.meeting, typed=typed)
        except Unreadable as problem:
            self.upload = SourceForm({}, files)
            self.upload.is_valid()
            self.upload.add_error("file", str(problem))
            self._typed(sent, {}, sent.get("text", ""))
            raise
        if self.source is not None and self.source.document_id is None:
            sources.delete(self.source.pk)  # another file takes its place
        return kept

    def _typed(self, sent: QueryDict, head: dict[str, str], text: str) -> None:
        typed = {name: sent.get(name, "") for name in _CARRIED}
        offer = offering.with_read(typed, head)
        start = {"text": text} | {name: sent.get(name, "") for name in _RELATED}
        self.form = DocumentForm(instance=self.document, offer=offer, initial=start)
