"""The only door to a meeting, a document or its file: who may see it, and who may write it."""

from django.shortcuts import get_object_or_404

from accounts.access import Act, demand
from accounts.models import User

from .models import Document, Meeting, SourceFile


def meeting_for(user: User, pk: int, *, to: Act = Act.SEE_MEETINGS) -> Meeting:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    meeting = get_object_or_404(Meeting.objects.visible_to(user).select_related("chair", "created_by"), pk=pk)
    demand(user, to)
    return meeting


def document_for(user: User, pk: int, *, to: Act = Act.SEE_MEETINGS) -> Document:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    visible = Document.objects.visible_to(user).select_related(
        "meeting__chair", "created_by", "published_by", "source", "corrects"
    )
    document = get_object_or_404(visible, pk=pk)
    demand(user, to)
    return document


def source_for(user: User, pk: int, *, to: Act = Act.SEE_MEETINGS) -> SourceFile:
    """404 when the person may not know that it exists, 403 when they see it and may not do this."""
    visible = SourceFile.objects.visible_to(user).select_related("meeting", "document", "uploaded_by")
    source = get_object_or_404(visible, pk=pk)
    demand(user, to)
    return source
