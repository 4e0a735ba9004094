"""Publishing from the review: what is shown, what must be confirmed, what goes out."""

import re

import pytest

from directives import reviewing
from directives.models import Assignment, Directive, Event
from directives.taking import version_of
from notifications.models import Notification


@pytest.fixture
def address(draft):
    return f"/documents/{draft.pk}/publish/"


@pytest.fixture
def ready(draft, find):
    """The review with nothing in the way."""
    find("Hồ Đập").delete()
    return draft


def confirmed(response, **changes):
    form = response.context["form"]
    data = {name: "on" for name in form.fields if name != "monitor"}
    return data | {"monitor": form["monitor"].value(), "seen": response.context["seen"]} | changes


def test_a_problem_blocks_and_leads_to_its_card(client, lan, address, find):
    client.force_login(lan)
    response = client.get(address)
    page = response.content.decode()
    assert "Cần sửa trước khi phát hành" in page
    assert f"/review/#proposal-{find('Hồ Đập').pk}" in page
    assert 'name="seen"' not in page
    refused = client.post(address, confirmed(response))
    assert refused.status_code == 409
    assert not Directive.objects.exists()


def test_totals_are_what_publishing_makes(client, lan, address, ready, finance, communes):
    client.force_login(lan)
    out = client.get(address).context["out"]
    totals = {total.agency: (total.leads, total.coordinates) for total in out.agencies}
    assert totals[finance] == (1, 0)
    assert all(totals[commune] == (1, 0) for commune in communes)
    assert (out.directives, out.assignments) == (2, 5)
    [group] = out.groups
    assert (group.group.name, group.size, group.directives) == ("UBND các xã, phường", 3, 1)
    reviewing.publish_as_seen(ready.pk, reviewing.state_of(ready), by=lan, monitor=lan)
    assert Directive.objects.count() == out.directives
    assert Assignment.objects.count() == out.assignments


@pytest.mark.parametrize("left_out", ["group", "undecided"])
def test_groups_and_undecided_sentences_must_be_confirmed(client, lan, address, ready, left_out):
    client.force_login(lan)
    data = confirmed(client.get(address))
    [name] = [name for name in data if name.startswith(left_out)]
    del data[name]
    response = client.post(address, data)
    assert response.status_code == 422
    assert response.context["form"].errors[name] == ["Đánh dấu để xác nhận."]
    assert not Directive.objects.exists()


def test_it_goes_out(client, lan, dung, ha, binh, address, ready):
    client.force_login(lan)
    response = client.post(address, confirmed(client.get(address), monitor=dung.pk), follow=True)
    assert response.redirect_chain == [(f"/documents/{ready.pk}/", 302)]
    assert "Đã phát hành 2 nhiệm vụ cho 5 cơ quan." in response.content.decode()
    assert {directive.monitor for directive in Directive.objects.all()} == {dung}
    assert not ready.sentences.filter(no_task=True, start__in=Directive.objects.values("start")).exists()
    assert Event.objects.filter(document=ready, kind="document_published").count() == 1
    assert set(Notification.objects.values_list("recipient__username", flat=True)) == {"ha", "binh"}


def test_what_changed_after_it_was_shown_is_shown_again(client, lan, dung, address, ready, find):
    client.force_login(lan)
    data = confirmed(client.get(address))
    proposal = find("mua thuốc")
    reviewing.settle_lead(proposal.pk, by=dung, version=version_of(proposal))
    response = client.post(address, data)
    assert response.status_code == 409
    assert "vừa thay đổi" in response.content.decode()
    assert not Directive.objects.exists()
    assert client.post(address, confirmed(response)).status_code == 302


def test_pressed_twice_it_goes_out_once(client, lan, address, ready):
    client.force_login(lan)
    data = confirmed(client.get(address))
    client.post(address, data)
    assert client.post(address, data)["Location"] == f"/documents/{ready.pk}/"
    assert Directive.objects.count() == 2


def test_without_any_proposal_there_is_nothing_to_publish(client, lan, address, draft):
    draft.proposals.all().delete()
    client.force_login(lan)
    page = client.get(address).content.decode()
    assert "Chưa có nhiệm vụ nào để phát hành." in page
    assert not re.search(r"<button[^>]*>[^<]*Phát hành", page)
