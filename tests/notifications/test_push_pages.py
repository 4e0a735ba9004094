"""Push on the page of preferences: what it offers, what it says, and what it refuses."""

import json
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies import calendar
from notifications import devices, vapid
from notifications.delivery import deliver
from notifications.kinds import Channel, Kind
from notifications.models import OutgoingMessage, Preference, PushDevice
from notifications.outbox import Notice, post

from .push_service import Browser

pytestmark = pytest.mark.django_db
URL = "/notifications/preferences/"
ADD = "/notifications/push/add/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36"
Ending = PushDevice.Ending


def at(person, endpoint="https://push.example/a", label="Chrome trên Windows"):
    return devices.switch_on(person, label=label, **Browser(endpoint).subscription)


def page_of(client, person):
    client.force_login(person)
    return unescape(client.get(URL).text)


def test_where_no_key_is_set_the_page_says_so_and_offers_nothing(client, binh):
    page = page_of(client, binh)
    assert "Cơ quan chưa bật thông báo đẩy." in page
    assert "js/push.js" not in page
    assert "Bật trên thiết bị này" not in page
    assert 'name="urged-push"' not in page


def test_what_was_chosen_about_push_is_kept_where_the_page_does_not_ask(client, binh, switched_on, settings):
    client.force_login(binh)
    client.post(URL, {"digest_at": "07:30", "comment-push": "on"})
    assert Preference.objects.get(kind=Kind.COMMENT, channel=Channel.PUSH).wanted
    settings.WEB_PUSH_PRIVATE_KEY = ""
    client.post(URL, {"digest_at": "07:30"})
    assert Preference.objects.get(kind=Kind.COMMENT, channel=Channel.PUSH).wanted


def test_each_kind_can_be_switched_off_for_push_alone(client, binh, switched_on):
    page = page_of(client, binh)
    assert 'name="urged-push" id="id_urged-push" checked>' in page
    assert 'name="comment-push" id="id_comment-push">' in page
    assert 'name="urged-email"' not in page, "what is obligatory by mail stays so"


def test_nobody_has_a_device_until_it_is_switched_on_there(client, binh, switched_on):
    page = page_of(client, binh)
    assert "Bật trên thiết bị này" in page
    assert "Thiết bị đã bật" not in page
    assert "Trình duyệt đang tắt JavaScript" in page, "until a script knows better"


def test_a_browser_that_subscribes_becomes_a_device_of_who_is_signed_in(client, binh, switched_on):
    client.force_login(binh)
    browser = Browser("https://fcm.googleapis.com/fcm/send/abc")
    answer = client.post(ADD, browser.subscription, headers={"User-Agent": WINDOWS})
    assert answer.status_code == 201
    device = PushDevice.objects.get()
    assert answer.json() == {"device": device.pk}
    assert (device.user, device.label) == (binh, "Chrome trên Windows")
    page = page_of(client, binh)
    assert "Đã bật thông báo đẩy trên Chrome trên Windows." in page
    assert "chưa nhận tin nào" in page
    assert f'data-endpoint="{device.digest}"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("endpoint", ""),
        ("endpoint", "http://push.example/a"),
        ("endpoint", "https:///a"),
        ("endpoint", "javascript:alert(1)"),
        ("endpoint", "https://push.example:99999/a"),
        ("endpoint", "https://push.example:8080/a"),
        ("endpoint", "https://ten:mat@push.example/a"),
        ("endpoint", "https://push.example/a b"),
        ("endpoint", "https://push.example/\r\nX: y"),
        ("endpoint", f"https://{'a' * 80}.example/"),
        ("endpoint", "https://push.example/" + "a" * 2000),
        ("p256dh", ""),
        ("p256dh", "AAAA"),
        ("p256dh", "đ" * 87),
        ("p256dh", "B" + "A" * 86),
        ("auth", "AAAA"),
        ("auth", "!" * 22),
    ],
)
def test_what_no_browser_would_send_is_refused_in_words(client, binh, switched_on, field, value):
    client.force_login(binh)
    answer = client.post(ADD, Browser("https://push.example/a").subscription | {field: value})
    assert answer.status_code == 422
    assert answer.json()["problem"].startswith("Trình duyệt gửi đăng ký không dùng được.")
    assert not PushDevice.objects.exists()


def test_one_device_too_many_is_told(client, binh, switched_on):
    for n in range(devices.AT_MOST):
        at(binh, f"https://push.example/{n}")
    client.force_login(binh)
    answer = client.post(ADD, Browser("https://push.example/more").subscription)
    assert answer.status_code == 409
    assert "Gỡ bớt thiết bị không dùng" in answer.json()["problem"]


def test_another_site_cannot_subscribe_for_somebody(binh, switched_on):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(binh)
    assert strict.post(ADD, Browser("https://push.example/a").subscription).status_code == 403
    assert not PushDevice.objects.exists()


def test_a_device_is_removed_by_its_owner_alone(client, binh, ha, switched_on):
    device = at(binh)
    client.force_login(ha)
    for act in ("remove", "try"):
        assert client.post(f"/notifications/push/{device.pk}/{act}/").status_code == 404
    client.force_login(binh)
    assert client.get(f"/notifications/push/{device.pk}/remove/").status_code == 405
    page = client.post(f"/notifications/push/{device.pk}/remove/", follow=True).text
    assert "Đã gỡ Chrome trên Windows." in page
    assert "Thiết bị đã bật" not in page
    device.refresh_from_db()
    assert device.ending == Ending.REMOVED
    assert client.post(f"/notifications/push/{device.pk}/remove/").status_code == 302, "twice is once"


def test_a_trial_goes_the_way_of_all_messages_and_its_outcome_stands_at_the_device(
    client, binh, push_service
):
    browser = push_service.browser()
    device = at(binh, browser.endpoint)
    PushDevice.objects.update(p256dh=browser.subscription["p256dh"])
    client.force_login(binh)
    page = client.post(f"/notifications/push/{device.pk}/try/", follow=True).text
    assert "Đang gửi tin thử tới Chrome trên Windows." in page
    assert "còn đang gửi" in client.post(f"/notifications/push/{device.pk}/try/", follow=True).text
    push_service.answer = 503
    message = OutgoingMessage.objects.get()
    deliver(message.pk)
    page = unescape(client.get(URL).text)
    assert "Máy chủ đẩy trả lời 503. Hệ thống tự thử lại." in page
    push_service.answer = 201
    OutgoingMessage.objects.update(not_before=timezone.now())
    assert deliver(message.pk)
    told = browser.read(push_service.received[-1][2])
    assert (told["title"], told["url"]) == ("Tin thử của Đôn Đốc", URL)
    page = unescape(client.get(URL).text)
    assert "tin gần nhất" in page
    assert "503" not in page


def test_a_device_that_an_error_has_ended_says_why_for_a_month(client, binh, switched_on):
    device = at(binh)
    devices.end(device, Ending.GONE)
    page = page_of(client, binh)
    assert "Trình duyệt đã hủy đăng ký nhận tin. Mở trang này trên thiết bị đó để bật lại." in page
    assert "Gửi thử" not in page
    answer = client.post(f"/notifications/push/{device.pk}/try/", follow=True)
    assert "không còn nhận thông báo đẩy" in answer.text
    PushDevice.objects.update(ended_at=calendar.now() - timedelta(days=31))
    assert "hủy đăng ký" not in page_of(client, binh)


def test_the_page_costs_the_same_however_many_devices_there_are(client, binh, switched_on):
    found = []
    for count in (0, 5):
        for n in range(count):
            at(binh, f"https://push.example/{n}")
        client.force_login(binh)
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        found.append(len(captured))
    assert found == [6, 6]  # session, person, choices, hour, whether the address was refused, devices


def test_the_office_finds_what_was_pushed_and_where_to(client, lan, binh, switched_on):
    at(binh, "https://fcm.googleapis.com/fcm/send/abc")
    post([Notice("k", binh, "Đôn đốc", "Hạn 09/11/2025.", "/directives/7/", Kind.URGED)])
    message = OutgoingMessage.objects.get(channel=Channel.PUSH)
    OutgoingMessage.objects.filter(pk=message.pk).update(status="failed", error="Máy chủ đẩy trả lời 403")
    client.force_login(lan)
    page = unescape(client.get("/notifications/deliveries/", {"channel": "push"}).text)
    assert "Chrome trên Windows (fcm.googleapis.com)" in page
    assert "Máy chủ đẩy trả lời 403" in page
    assert "Gửi lại" in page
    found = client.get("/notifications/deliveries/", {"q": "chrome"}).context["page"].object_list
    assert [row.pk for row in found] == [message.pk]
    devices.end(message.device, Ending.REFUSED)
    for address in ("/notifications/deliveries/?channel=push", f"/notifications/deliveries/{message.pk}/"):
        assert "Gửi lại</button>" not in client.get(address).text, "where it cannot help"
    answer = client.post(f"/notifications/deliveries/{message.pk}/resend/", follow=True)
    assert "gửi lại cũng không đến" in unescape(answer.text)


# Leaving a machine


def switch_on_here(client, person, endpoint="https://push.example/a"):
    client.force_login(person)
    pk = client.post(ADD, Browser(endpoint).subscription).json()["device"]
    return PushDevice.objects.get(pk=pk)


def sign_out(client):
    return client.post("/accounts/logout/")


def ending_of(device):
    device.refresh_from_db()
    return device.ending


def test_who_signs_out_is_told_nothing_at_that_machine_any_more(client, binh, switched_on):
    here, phone = switch_on_here(client, binh), at(binh, "https://push.example/phone")
    waiting = devices.try_out(here.pk, by=binh)
    assert sign_out(client).status_code == 302
    assert (ending_of(here), ending_of(phone)) == (Ending.REMOVED, "")
    assert "_auth_user_id" not in client.session
    assert client.cookies["push_device"].value == ""
    deliver(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status != "sent", "nor what was written before"


def test_looking_at_the_page_of_signing_out_ends_nothing(client, binh, switched_on):
    here = switch_on_here(client, binh)
    client.get("/accounts/logout/")
    assert ending_of(here) == ""


def test_who_was_signed_out_by_time_leaves_the_machine_all_the_same(client, binh, switched_on):
    here = switch_on_here(client, binh)
    client.session.flush()
    sign_out(client)
    assert ending_of(here) == Ending.REMOVED


def test_nobody_leaves_for_somebody_else(client, binh, ha, switched_on):
    here = switch_on_here(client, binh)
    client.force_login(ha)
    sign_out(client)
    assert ending_of(here) == ""


def test_whose_push_cannot_be_ended_is_not_told_that_they_have_left(client, binh, switched_on, monkeypatch):
    switch_on_here(client, binh)

    def plant_a_fault(pk):
        raise OSError("the database is away")

    monkeypatch.setattr(devices, "remove", plant_a_fault)
    with pytest.raises(OSError, match="away"):
        sign_out(client)
    assert "_auth_user_id" in client.session


def test_a_mark_that_we_did_not_write_ends_and_renews_nothing(client, binh, switched_on):
    here = switch_on_here(client, binh)
    client.cookies["push_device"] = str(here.pk)
    assert client.get(RENEW).status_code == 404
    sign_out(client)
    assert ending_of(here) == ""


def test_the_mark_is_out_of_reach_of_scripts_and_other_sites_and_lasts(client, binh, switched_on, settings):
    settings.HTTPS = True
    switch_on_here(client, binh)
    marks = [client.cookies["push_device"]]
    client.get("/push-worker.js")
    marks.append(client.cookies["push_device"])
    for mark in marks:
        assert (mark["httponly"], mark["secure"], mark["samesite"]) == (True, True, "Strict")
        assert mark["max-age"] == 400 * 24 * 60 * 60
    assert "push_device" not in Client().get("/push-worker.js").cookies


# Another subscription of the same browser


RENEW = "/notifications/push/renew/"
NEWER = "https://push.example/newer"


def renew(client, endpoint=NEWER, **fields):
    return client.post(RENEW, Browser(endpoint).subscription | fields)


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("gone", [True, False])
def test_a_browser_with_another_subscription_stays_the_same_device(
    client, binh, switched_on, signed_in, gone
):
    here = switch_on_here(client, binh)
    if gone:  # the push service told us first
        devices.end(here, Ending.GONE)
    if not signed_in:
        client.session.flush()
    assert client.get(RENEW).json()["key"] == vapid.public_key()
    assert renew(client).status_code == 200
    here.refresh_from_db()
    assert (here.endpoint, here.user, here.is_active) == (NEWER, binh, True)


def test_the_worker_says_where_it_has_its_token_from(binh, switched_on):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = "a" * 32
    strict.force_login(binh)
    body = Browser("https://push.example/a").subscription
    strict.post(ADD, body, headers={"X-CSRFToken": "a" * 32})
    assert renew(strict).status_code == 403, "another site does not know it"
    answer = strict.get(RENEW)
    assert "no-store" in answer["Cache-Control"]
    token = answer.json()["token"]
    newer = Browser(NEWER).subscription
    assert strict.post(RENEW, newer, headers={"X-CSRFToken": token}).status_code == 200
    assert PushDevice.objects.get().endpoint == NEWER


@pytest.mark.parametrize("ending", [Ending.REMOVED, Ending.MOVED, Ending.REFUSED])
def test_what_was_ended_is_not_renewed(client, binh, switched_on, ending):
    here = switch_on_here(client, binh)
    PushDevice.objects.update(ending=ending, ended_at=calendar.now())
    assert client.get(RENEW).status_code == 404
    assert renew(client).status_code == 404
    assert ending_of(here) == ending


def test_one_that_is_ended_while_it_is_renewed_stays_ended(binh, switched_on):
    here = at(binh)
    devices.remove(here.pk)
    with pytest.raises(devices.NotPossible):
        devices.renew(here.pk, **Browser(NEWER).subscription)


def test_nobody_renews_for_who_sat_there_before_and_no_stranger_at_all(client, binh, ha, switched_on):
    here = switch_on_here(client, binh)
    assert renew(Client()).status_code == 404
    client.force_login(ha)
    assert renew(client).status_code == 404
    here.refresh_from_db()
    assert here.endpoint == "https://push.example/a"


def test_what_no_browser_would_send_or_another_device_has_is_refused(client, binh, switched_on):
    here = switch_on_here(client, binh)
    at(binh, NEWER)
    assert renew(client, endpoint="http://push.example/x").status_code == 422
    assert renew(client).status_code == 409
    here.refresh_from_db()
    assert here.endpoint == "https://push.example/a"


# The worker, and the site on the screen of a phone


def test_the_worker_stands_at_the_root_open_to_all_and_is_looked_at_anew(client):
    answer = client.get("/push-worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    assert "showNotification" in answer.text


def test_the_site_can_be_put_on_the_screen_of_a_phone():
    """iPhones have push only for a site that was."""
    static = Path(__file__).parents[2] / "static"
    manifest = json.loads((static / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["display"] == "standalone"
    assert all((static / icon["src"]).is_file() for icon in manifest["icons"])
