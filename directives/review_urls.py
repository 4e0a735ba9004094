"""Addresses of intake: entering a text, reviewing what was read from it, publishing; panels of meetings."""

from django.urls import path

from .views import intake, names, panels, presence, proposals, publish, repeats, review, spans

DOCUMENT = "documents/<int:pk>"
PROPOSAL = "proposals/<int:pk>"
urlpatterns = [
    path("documents/add/", intake.document_add, name="document_add"),
    path("meetings/<int:pk>/documents/add/", intake.meeting_document_add, name="meeting_document_add"),
    path(f"{DOCUMENT}/edit/", intake.document_edit, name="document_edit"),
    path(f"{DOCUMENT}/reading/", intake.reading, name="reading"),
    path(f"{DOCUMENT}/find-again/", intake.find_again, name="find_again"),
    path(f"{DOCUMENT}/review/", review.review, name="review"),
    path(f"{DOCUMENT}/proposals/add/", review.proposal_add, name="proposal_add"),
    path(f"{DOCUMENT}/sentences/no-task/", review.sentence_no_task, name="sentence_no_task"),
    path(f"{DOCUMENT}/sentences/undo/", review.sentence_undo, name="sentence_undo"),
    path(f"{DOCUMENT}/sentences/rest/", review.sentences_rest, name="sentences_rest"),
    path(f"{DOCUMENT}/undo/", review.review_undo, name="review_undo"),
    path(f"{DOCUMENT}/presence/", presence.presence, name="presence"),
    path(f"{DOCUMENT}/presence/leave/", presence.presence_leave, name="presence_leave"),
    path(f"{DOCUMENT}/publish/", publish.publish, name="publish"),
    path(f"{DOCUMENT}/directives/", panels.document_panel, name="document_panel"),
    path("meetings/directives/progress/", panels.meetings_progress, name="meetings_progress"),
    path("meetings/<int:pk>/directives/", panels.meeting_panel, name="meeting_panel"),
    path(f"{PROPOSAL}/", proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}/edit/", proposals.proposal_edit, name="proposal_edit"),
    path(f"{PROPOSAL}/split/", spans.proposal_split, name="proposal_split"),
    path(f"{PROPOSAL}/merge/", spans.proposal_merge, name="proposal_merge"),
    path(f"{PROPOSAL}/span/", spans.proposal_span, name="proposal_span"),
    path(f"{PROPOSAL}/accept/", proposals.proposal_accept, name="proposal_accept"),
    path(f"{PROPOSAL}/dismiss/", proposals.proposal_dismiss, name="proposal_dismiss"),
    path(f"{PROPOSAL}/restore/", proposals.proposal_restore, name="proposal_restore"),
    path(f"{PROPOSAL}/deadline/", proposals.proposal_deadline, name="proposal_deadline"),
    path(f"{PROPOSAL}/milestone/", repeats.proposal_milestone, name="proposal_milestone"),
    path(f"{PROPOSAL}/repeats/", repeats.proposal_repeats, name="proposal_repeats"),
    path(f"{PROPOSAL}/replaces/", repeats.proposal_replaces, name="proposal_replaces"),
    path(f"{PROPOSAL}/lead/", proposals.proposal_lead, name="proposal_lead"),
    path(f"{PROPOSAL}/parties/<int:party_pk>/remove/", proposals.party_remove, name="party_remove"),
    path(f"{PROPOSAL}/parties/<int:party_pk>/settle/", proposals.party_settle, name="party_settle"),
    path(f"{PROPOSAL}/parties/<int:party_pk>/name/", names.party_name, name="party_name"),
    path(f"{PROPOSAL}/parties/<int:party_pk>/drop/", names.party_drop, name="party_drop"),
]
