"""What tests of the pages of directives share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directives import transitions
from directives.transitions import Progress
from notifications.models import Notification

HTMX = {"HX-Request": "true"}
DONE = "Đã trình UBND tỉnh tại Tờ trình số 120/TTr-STC ngày 05/11/2025."


@pytest.fixture
def act_url():
    """The address of an act on a share: `act_url("report", assignment)`."""

    def url(act, share):
        return reverse(f"directives:{act}", args=[share.directive_id, share.pk])

    return url


@pytest.fixture
def ask(client):
    """Ask as somebody: `ask(lan, url)`, `ask(lan, url, {"reason": "x"}, htmx=True)` posts."""

    def send(user, url, data=None, *, htmx=False):
        client.force_login(user)
        headers = HTMX if htmx else {}
        if data is None:
            return client.get(url, headers=headers)
        return client.post(url, data, headers=headers)

    return send


@pytest.fixture
def pdf():
    def make(name="Tờ trình số 120.pdf", content=b"%PDF-1.7\nxref"):
        return SimpleUploadedFile(name, content, content_type="application/pdf")

    return make


@pytest.fixture
def brought_to(day, directive, assignment, binh, lan):
    """Bring the share of Sở Tài chính to where a test begins: `brought_to("filed")`."""

    def bring(state, files=()):
        steps = ["new", "accepted", "reported", "filed"]
        for step in steps[1 : steps.index("filed" if state in ("confirmed", "returned") else state) + 1]:
            if step == "accepted":
                transitions.accept(assignment.pk, by=binh)
            elif step == "reported":
                transitions.report(assignment.pk, by=binh, progress=Progress(done=DONE, percent=40))
            else:
                transitions.complete(assignment.pk, by=binh, progress=Progress(done=DONE), files=files)
        if state == "confirmed":
            transitions.confirm(assignment.pk, by=lan)
        if state == "returned":
            transitions.send_back(assignment.pk, by=lan, reason="Thiếu số quyết định")
        assignment.refresh_from_db()
        return assignment

    return bring


@pytest.fixture
def heard():
    """Who was told of it, by username: `heard("declined")`, by the beginning of the notices' keys."""

    def of(what):
        told = Notification.objects.filter(key__startswith=f"{what}:")
        return sorted(told.values_list("recipient__username", flat=True))

    return of


@pytest.fixture
def last_event():
    """The newest line of the history of a share."""

    def of(share):
        return share.events.order_by("pk").last()

    return of
