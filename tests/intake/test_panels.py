"""Panels about directives on the pages of meetings and documents."""

from datetime import date

import pytest

from directives import transitions
from directives.models import Assignment

HTMX = {"HX-Request": "true"}


@pytest.fixture
def done(directive, assignment, make_directive, health, binh, lan):
    """Two directives of the session; the lead of the first is done."""
    make_directive(lead=health, title="Kiểm tra các trạm y tế")
    transitions.accept(assignment.pk, by=binh)
    transitions.complete(assignment.pk, by=binh, progress=transitions.Progress("Đã rà soát xong các dự án."))
    transitions.confirm(assignment.pk, by=lan)
    return directive


SEES = {"chi": 200, "lan": 200, "an": 200, "quan": 200, "ha": 404, "mai": 404}


@pytest.mark.parametrize(("who", "status"), SEES.items())
def test_who_may_see_the_panels(client, cast, directive, session_0411, who, status):
    client.force_login(cast[who])
    for home in (f"/meetings/{session_0411.pk}/", f"/documents/{directive.document_id}/"):
        assert client.get(f"{home}directives/", headers=HTMX).status_code == status
    assert client.get(f"/documents/{directive.document_id}/").status_code == status


def test_the_list_of_meetings_shows_done_of_all_leading_shares(client, lan, done, session_0411):
    client.force_login(lan)
    address = f"/meetings/directives/progress/?meeting={session_0411.pk}&meeting=x&meeting=999999"
    page = client.get(address, headers=HTMX).content.decode()
    assert f'id="meeting-progress-{session_0411.pk}"' in page
    assert "1 / 2" in page
    assert page.count("hx-swap-oob") == 1
    rows = client.get(f"/directives/?meeting={session_0411.pk}").context["page"]
    assert rows.paginator.count == Assignment.objects.counted().count() == 2


def test_agencies_do_not_see_the_progress_of_meetings(client, ha, done, session_0411):
    client.force_login(ha)
    assert client.get(f"/meetings/directives/progress/?meeting={session_0411.pk}").status_code == 403


def test_a_meeting_shows_its_directives_and_where_they_stand(client, chi, done, session_0411, day):
    day(date(2025, 11, 12))
    client.force_login(chi)
    page = client.get(f"/meetings/{session_0411.pk}/directives/", headers=HTMX).content.decode()
    assert "2 nhiệm vụ; 1 / 2 việc của cơ quan chủ trì đã hoàn thành" in page
    assert "Quá hạn 3 ngày" in page
    assert done.code in page
    assert "<html" not in page


def test_a_published_text_shows_its_directives_in_place(client, chi, directive):
    client.force_login(chi)
    page = client.get(f"/documents/{directive.document_id}/directives/", headers=HTMX).content.decode()
    assert f'data-marks="{directive.pk} "' in page
    assert f'href="#directive-{directive.pk}"' in page
    assert "sentence-acts" not in page


def test_without_htmx_a_panel_leads_to_the_whole(client, chi, directive, session_0411):
    client.force_login(chi)
    assert client.get(f"/meetings/{session_0411.pk}/directives/")["Location"].endswith(
        f"/directives/?meeting={session_0411.pk}"
    )
    home = f"/documents/{directive.document_id}/"
    assert client.get(f"{home}directives/")["Location"] == home


def test_queries_do_not_grow_with_the_directives(
    client, chi, session_0411, make_directive, finance, health, communes_group, django_assert_max_num_queries
):
    client.force_login(chi)

    def cost():
        with django_assert_max_num_queries(15) as spent:
            client.get(f"/meetings/{session_0411.pk}/directives/", headers=HTMX)
        return len(spent)

    make_directive(lead=finance, coordinators=[health])
    few = cost()
    for _ in range(4):
        make_directive(lead=health, groups=[communes_group])
    assert cost() == few
