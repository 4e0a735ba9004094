"""Addresses of what is said about a directive, and of its marks."""

from django.urls import path

from .forms.talk import CommentForm, InstructForm
from .urging_letters import URGING_LETTER
from .views import letters, marks, talk, word_templates

urlpatterns = [
    path("directives/<int:pk>/star/", marks.star, {"starred": True}, name="star"),
    path("directives/<int:pk>/unstar/", marks.star, {"starred": False}, name="unstar"),
    path("directives/<int:pk>/follow/", marks.follow, {"wanted": True}, name="follow"),
    path("directives/<int:pk>/unfollow/", marks.follow, {"wanted": False}, name="unfollow"),
    path("directives/<int:pk>/mute/", marks.mute, {"wanted": True}, name="mute"),
    path("directives/<int:pk>/unmute/", marks.mute, {"wanted": False}, name="unmute"),
    path("directives/<int:pk>/comment/", talk.say, {"form_of": CommentForm}, name="comment"),
    path("directives/<int:pk>/instruct/", talk.say, {"form_of": InstructForm}, name="instruct"),
    path("comments/<int:pk>/take-back/", talk.take_back_comment, name="comment_take_back"),
    path("urgings/letter/", letters.letter, name="urging_letter"),
    path("urgings/<int:pk>/letter/", letters.signed_letter, name="signed_letter"),
    path("urging-letter/", word_templates.template, {"of": URGING_LETTER}, name="letter_template"),
    path(
        "urging-letter/file/",
        word_templates.template_file,
        {"of": URGING_LETTER},
        name="letter_template_file",
    ),
    path(
        "urging-letter/reset/",
        word_templates.template_reset,
        {"of": URGING_LETTER},
        name="letter_template_reset",
    ),
    path("explanations/<int:pk>/withdraw/", talk.withdraw_explanation, name="explanation_withdraw"),
]
