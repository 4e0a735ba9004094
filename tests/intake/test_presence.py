"""Two clerks at one text: each sees the other, the page catches up, and nobody's typing is lost."""

import json

import pytest
import redis
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Role
from directives import presence, publishing, reviewing
from directives.taking import version_of

HTMX = {"HX-Request": "true"}


def url(document, name="presence"):
    return reverse(f"directives:{name}", args=[document.pk])


def sign(client, document, **data):
    """A sign of life as the page sends it."""
    return client.get(url(document), {"seen": reviewing.state_of(document), **data}, headers=HTMX)


def there(document, user):
    return [(other.user, other.number) for other in presence.others(document, user)]


def test_each_sees_the_other_and_what_they_edit(client, draft, find, lan, dung):
    client.force_login(dung)
    second = find("hộ nghèo")
    page = sign(client, draft, card=second.pk).content.decode()
    assert "Đang mở" not in page
    client.force_login(lan)
    page = sign(client, draft).content.decode()
    assert "Đang mở: Nguyễn Tiến Dũng (sửa nhiệm vụ 2)" in page
    assert there(draft, dung) == [(lan, None)]
    opened = client.get(reverse("directives:review", args=[draft.pk])).content.decode()
    assert "Đang mở: Nguyễn Tiến Dũng (sửa nhiệm vụ 2)" in opened


def test_opening_the_page_is_a_sign_of_life(client, draft, lan, dung):
    client.force_login(lan)
    client.get(reverse("directives:review", args=[draft.pk]))
    assert there(draft, dung) == [(lan, None)]


def test_whoever_leaves_or_falls_silent_is_gone(client, draft, lan, dung, test_redis):
    client.force_login(lan)
    sign(client, draft)
    assert client.post(url(draft, "presence_leave")).status_code == 204
    assert there(draft, dung) == []
    sign(client, draft)
    with redis.Redis.from_url(test_redis) as server:
        left = server.ttl(cache.make_key(f"present:{draft.pk}:{lan.pk}"))
    assert 0 < left <= presence.STAYS


def test_another_text_is_another_room(client, draft, directive, lan, dung):
    presence.come(directive.document, dung)
    assert there(draft, lan) == []


@pytest.mark.parametrize("card", ["", "x", "٣", "9" * 40, "999999"])
def test_nonsense_is_no_card(client, draft, lan, dung, card):
    client.force_login(lan)
    assert sign(client, draft, card=card).status_code == 200
    assert there(draft, dung) == [(lan, None)]


def test_a_page_that_is_behind_is_told_to_catch_up(client, draft, find, lan, dung):
    client.force_login(lan)
    seen = reviewing.state_of(draft)
    assert "HX-Trigger" not in sign(client, draft, seen=seen)
    proposal = find("hộ nghèo")
    reviewing.dismiss(proposal.pk, by=dung, version=version_of(proposal))
    assert "review:stale" in json.loads(sign(client, draft, seen=seen)["HX-Trigger"])


def test_the_page_carries_what_it_stands_at(client, draft, lan):
    client.force_login(lan)
    page = client.get(reverse("directives:review", args=[draft.pk])).content.decode()
    assert f'name="seen" id="review-stamp" value="{reviewing.state_of(draft)}"' in page


def test_a_published_text_sends_on(client, draft, find, lan):
    find("Hồ Đập").delete()
    publishing.publish(draft.pk, by=lan)
    client.force_login(lan)
    home = reverse("meetings:document", args=[draft.pk])
    assert sign(client, draft)["HX-Redirect"] == home
    assert client.get(reverse("directives:review", args=[draft.pk]), headers=HTMX)["HX-Redirect"] == home


def test_a_sign_of_life_writes_nothing_and_asks_little(client, draft, make_user, find, lan, dung):
    client.force_login(lan)

    def cost():
        with CaptureQueriesContext(connection) as spent:
            sign(client, draft)
        said = [query["sql"] for query in spent if "django_session" not in query["sql"]]
        assert all(sql.startswith("SELECT") for sql in said), said
        return len(said)

    presence.come(draft, dung, card=find("hộ nghèo").pk)
    few = cost()
    for n in range(5):
        presence.come(draft, make_user(f"u{n}", Role.OFFICE_STAFF, f"Lê Văn {n}"), card=find("hộ nghèo").pk)
    assert cost() == few


def come_back(page):
    """The person turns to this window again: then the page does not wait for its next sign of life."""
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_one_text(open_as, axe, draft, find, lan, dung):
    """Once in two browsers: what one does appears at the other, whose typing stays."""
    mine, theirs = open_as(lan), open_as(dung)
    for page in (mine, theirs):
        page.goto(f"/documents/{draft.pk}/review/")
    edited, other = find("hộ nghèo"), find("mua thuốc")
    mine.locator(f"#proposal-{edited.pk}").get_by_role("link", name="Sửa").click()
    title = mine.locator(".editing textarea[name=title]")
    title.fill("Rà soát hộ nghèo, cận ng")
    theirs.locator(f"#proposal-{other.pk}").get_by_role("button", name="Bỏ qua").click()
    expect(theirs.locator(f"#proposal-{other.pk}")).to_contain_text("Đã bỏ qua")
    come_back(mine)
    expect(mine.locator(f"#proposal-{other.pk}")).to_contain_text("Đã bỏ qua")
    expect(mine.locator("#presence")).to_have_text("Đang mở: Nguyễn Tiến Dũng")
    expect(title).to_be_focused()
    mine.keyboard.type("hèo")
    come_back(theirs)
    expect(theirs.locator("#presence")).to_have_text("Đang mở: Trần Thị Lan (sửa nhiệm vụ 2)")
    axe(mine)
    mine.keyboard.press("Control+Enter")
    expect(mine.locator(f"#proposal-{edited.pk}")).to_contain_text("Rà soát hộ nghèo, cận nghèo")
    mine.goto("/my-work/")
    come_back(theirs)
    expect(theirs.locator(f"#proposal-{edited.pk}")).to_contain_text("cận nghèo")
    expect(theirs.locator("#presence")).to_be_empty()
