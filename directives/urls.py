"""Addresses of directives."""

from django.urls import path

from . import moving_urls, register_urls, review_urls, seeing_urls, talk_urls
from .views import acts, by_hand, departed, directive, editing, many, my_work, rules, subtasks

app_name = "directives"
SHARE = "directives/<int:directive_pk>/assignments/<int:pk>"
urlpatterns = [
    path("my-work/", my_work.my_work, name="my_work"),
    path("my-work/accept/", many.accept_many, name="accept_many"),
    *register_urls.urlpatterns,
    path("directives/add/", by_hand.directive_add, name="add"),
    path("documents/<int:pk>/directives/add/", by_hand.document_directive_add, name="add_under"),
    path("directives/<int:pk>/", directive.directive_detail, name="detail"),
    *(
        path(f"{SHARE}/{name.replace('_', '-')}/", acts.act, {"form_of": form}, name=name)
        for name, form in acts.FORMS.items()
    ),
    path("directives/<int:pk>/edit/", editing.edit, name="edit"),
    path("directives/<int:pk>/add-agency/", editing.add_agency, name="add_agency"),
    *(
        path(f"subtasks/<int:pk>/{name}/", subtasks.subtask, {"form_of": form}, name=f"subtask_{name}")
        for name, form in subtasks.FORMS.items()
    ),
    path("subtasks/<int:pk>/up/", subtasks.shift, {"up": True}, name="subtask_up"),
    path("subtasks/<int:pk>/down/", subtasks.shift, {"up": False}, name="subtask_down"),
    path("departed/", departed.departed, name="departed"),
    path("rules/", rules.rules, name="rules"),
    *moving_urls.urlpatterns,
    *talk_urls.urlpatterns,
    *review_urls.urlpatterns,
    *seeing_urls.urlpatterns,
]
