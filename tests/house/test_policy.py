"""The Content-Security-Policy of every page: strict, and the same everywhere."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(
    "name",
    ["account_login", "directives:my_work", "directives:register", "meetings:list", "dashboards:province",
     "notifications:inbox", "admin:index"],
)  # fmt: skip
def test_pages_carry_the_strict_policy(name, client, quan):
    if name != "account_login":
        client.force_login(quan)
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert policy(response) == STRICT
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_errors_carry_it_too(client, lan):
    client.force_login(lan)
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert policy(response) == STRICT


def test_a_page_and_its_pieces_are_told_apart_by_caches(client, lan):
    client.force_login(lan)
    for headers in ({}, {"HX-Request": "true"}):
        response = client.get(reverse("notifications:bell"), headers=headers)
        assert "HX-Request" in response["Vary"].split(", ")


def test_partials_carry_it_too(client, lan):
    client.force_login(lan)
    response = client.get(reverse("notifications:bell"), headers={"HX-Request": "true"})
    assert policy(response) == STRICT
