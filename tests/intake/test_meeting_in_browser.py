"""Logging a meeting over a slow line."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_suggestion_that_comes_late_does_not_replace_what_was_typed(open_as, lan, chi):
    page = open_as(lan)
    page.goto("/meetings/add/")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/usual-title/**", hold)
    page.get_by_label("Ngày họp").fill("05/11/2025")
    with page.expect_request("**/usual-title/**"):
        page.get_by_label("Tên cuộc họp").click()
    page.get_by_label("Tên cuộc họp").fill("Họp về giải ngân vốn đầu tư công")
    with page.expect_response("**/usual-title/**"):
        for route in held:
            route.continue_()
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    assert page.get_by_label("Tên cuộc họp").input_value() == "Họp về giải ngân vốn đầu tư công"


def test_a_suggestion_follows_the_day_and_the_kind(open_as, lan, chi):
    page = open_as(lan)
    page.goto("/meetings/add/")
    page.get_by_label("Loại cuộc họp").select_option("briefing")
    page.get_by_label("Ngày họp").fill("05/11/2025")
    with page.expect_response("**/usual-title/**"):
        page.get_by_label("Địa điểm").click()
    page.wait_for_function("() => document.querySelector('#id_title').value.includes('giao ban')")
