"""Push: who is told where, what goes over the wire, what ends a device, and what is out of reach."""

import threading
from datetime import time, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Role
from config import env
from notifications import browsers, devices, reaching, vapid, waiting
from notifications.delivery import BACKOFF, deliver
from notifications.kinds import ALWAYS, Channel, Kind
from notifications.models import Notification, OutgoingMessage, PushDevice
from notifications.outbox import NotFailed, Notice, already_told, post, resend, silent
from notifications.preferences import OPEN, choose, switch_mail
from notifications.reaching import is_public
from tests.race import while_uncommitted

from .push_service import Browser, claims_of

pytestmark = pytest.mark.django_db
Status, Ending = OutgoingMessage.Status, PushDevice.Ending
KEY = vapid.new_key()


def at(person, browser, label="Chrome trên Windows"):
    return devices.switch_on(person, label=label, **browser.subscription)


@pytest.fixture
def held(push_service, binh):
    """Bình's browser, and the device we keep of it."""
    browser = push_service.browser()
    return SimpleNamespace(browser=browser, device=at(binh, browser))


def tell(person, kind=Kind.URGED, key="k", **fields):
    words = {
        "title": "Đôn đốc: Rà soát định mức",
        "text": "Hạn 09/11/2025.\nDòng hai.",
        "url": "/directives/7/",
    }
    post([Notice(key=f"{key}:{person.pk}", recipient=person, kind=kind, **(words | fields))])


def pushed():
    return OutgoingMessage.objects.filter(channel=Channel.PUSH)


def push(person, **fields):
    tell(person, **fields)
    message = pushed().latest("pk")
    deliver(message.pk)
    message.refresh_from_db()
    return message


def test_the_browser_reads_title_one_line_and_link_and_nobody_else_does(held, push_service, binh):
    message = push(binh)
    assert (message.status, message.address) == (Status.SENT, "Chrome trên Windows (127.0.0.1)")
    [(path, headers, body)] = push_service.received
    assert path == "/wpush/v2/a"
    told = held.browser.read(body)
    assert len(told.pop("id")) == 32
    assert told == {"title": "Đôn đốc: Rà soát định mức", "body": "Hạn 09/11/2025.", "url": "/directives/7/"}
    assert "Rà soát".encode() not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert (headers["TTL"], headers["Urgency"]) == ("172800", "high")
    held.device.refresh_from_db()
    assert held.device.last_used_at
    assert OutgoingMessage.objects.filter(channel=Channel.EMAIL).count() == 1, (
        "beside the mail, which is duty"
    )


def test_the_service_knows_us_by_our_signature_good_for_it_alone_and_for_a_day_at_most(
    held, push_service, binh
):
    push(binh)
    claims, key = claims_of(push_service.received[0][1]["Authorization"])
    assert key == vapid.public_key()
    assert (claims["aud"], claims["sub"]) == (push_service.url, "mailto:quantri@nghean.example")
    now = timezone.now().timestamp()
    assert now < claims["exp"] <= now + 24 * 3600


def test_a_long_notice_is_cut_and_still_fits(held, push_service, binh):
    push(binh, title="Rà soát " * 60, text="định mức " * 400)
    body = push_service.received[0][2]
    told = held.browser.read(body)
    assert len(body) <= 4096
    assert len(told["title"]) <= 250
    assert told["body"].endswith("…")
    assert len(told["body"]) <= 150


def test_a_notice_of_a_title_alone_is_pushed_without_a_line(held, push_service, binh):
    push(binh, text="", kind=Kind.UPCOMING)
    assert held.browser.read(push_service.received[0][2])["body"] == ""
    assert push_service.received[0][1]["Urgency"] == "normal"


def test_each_device_hears_once_however_often_it_is_told(held, push_service, binh, ha):
    other = push_service.browser("b")
    at(binh, other, "Safari trên iPhone")
    tell(ha)
    assert not pushed().exists(), "who has switched it on nowhere"
    tell(binh)
    tell(binh)
    for message in pushed().order_by("pk"):
        assert deliver(message.pk)
        assert not deliver(message.pk)
    assert sorted(path for path, _, _ in push_service.received) == ["/wpush/v2/a", "/wpush/v2/b"]
    titles = {
        browser.read(body)["title"]
        for browser, (_, _, body) in zip((held.browser, other), push_service.received, strict=True)
    }
    assert titles == {"Đôn đốc: Rà soát định mức"}


def test_a_second_copy_after_a_worker_died_takes_the_place_of_the_first(held, push_service, binh):
    message = push(binh)
    OutgoingMessage.objects.filter(pk=message.pk).update(status=Status.RETRY, sent_at=None)
    deliver(message.pk)
    (_, first, one), (_, second, two) = push_service.received
    assert first["Topic"] == second["Topic"]
    assert held.browser.read(one)["id"] == held.browser.read(two)["id"] == first["Topic"]


def test_who_has_chosen_nothing_is_pushed_what_is_mailed_and_each_kind_is_theirs_to_choose(held, binh):
    for kind in Kind:
        tell(binh, kind=kind, key=kind)
    by_default = ALWAYS[Channel.EMAIL] | {Kind.UPCOMING, Kind.WEEKLY, Kind.RESULTS, Kind.FIGURES}
    assert set(pushed().values_list("kind", flat=True)) == by_default
    pushed().delete()
    choose(binh, {choice: choice == (Kind.COMMENT, Channel.PUSH) for choice in OPEN}, time(7, 30))
    for kind in Kind:
        tell(binh, kind=kind, key=f"again:{kind}")
    assert set(pushed().values_list("kind", flat=True)) == {Kind.COMMENT}
    mailed = OutgoingMessage.objects.filter(channel=Channel.EMAIL, key__startswith="again:")
    assert set(mailed.values_list("kind", flat=True)) == ALWAYS[Channel.EMAIL], (
        "what is mailed by duty stays so"
    )


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RETRY])
def test_what_waits_is_not_pushed_to_who_refused_it_meanwhile_and_is_mailed_all_the_same(
    held, push_service, binh, lan, client, status
):
    for kind in (Kind.UPCOMING, Kind.URGED, Kind.ASSIGNED):
        tell(binh, kind=kind, key=kind)
    pushed().update(status=status)
    trial = devices.try_out(held.device.pk, by=binh)
    refused = {(Kind.UPCOMING, Channel.PUSH), (Kind.URGED, Channel.PUSH)}
    choose(binh, {choice: choice not in refused for choice in OPEN}, time(7, 30))
    for message in OutgoingMessage.objects.order_by("pk"):
        assert deliver(message.pk) is (message.channel == Channel.EMAIL or message.kind not in dict(refused))
    assert set(pushed().filter(status="refused").values_list("kind", flat=True)) == set(dict(refused))
    trial.refresh_from_db()
    assert trial.status == Status.SENT, "what is tried out is of no kind"
    assert len(push_service.received) == 2
    assert PushDevice.objects.active().count() == 1
    client.force_login(lan)
    page = client.get("/notifications/deliveries/?status=refused&channel=push")
    assert page.text.count("Người nhận đã chọn không nhận loại tin này") == 2


def test_who_refuses_a_mail_that_waits_is_pushed_all_the_same(held, binh):
    tell(binh, kind=Kind.UPCOMING)
    switch_mail(binh.pk, Kind.UPCOMING, on=False)
    assert [deliver(message.pk) for message in OutgoingMessage.objects.order_by("channel")] == [False, True]
    assert list(pushed().values_list("status", flat=True)) == [Status.SENT]


def test_nothing_is_pushed_where_the_office_has_no_key_nor_of_a_past_that_is_made_up(held, binh, settings):
    with silent():
        tell(binh)
    settings.WEB_PUSH_PRIVATE_KEY = ""
    tell(binh, key="off")
    assert not pushed().exists()
    assert devices.with_device([binh.pk]) == set()


def test_what_waits_when_the_key_is_taken_away_says_so(held, push_service, binh, settings):
    tell(binh)
    settings.WEB_PUSH_PRIVATE_KEY = ""
    deliver(pushed().get().pk)
    assert (pushed().get().status, pushed().get().error) == (Status.FAILED, "Cơ quan chưa bật thông báo đẩy.")
    assert PushDevice.objects.active().exists()


def test_push_costs_one_statement_to_look_and_the_same_for_many(
    held, push_service, make_user, django_assert_max_num_queries, settings
):
    people = [make_user(f"p{n}", Role.LEADER, f"Người {n}") for n in range(5)]
    for person in people:
        at(person, push_service.browser(person.username))

    def notices(some, key):
        return [Notice(f"{key}:{p.pk}", p, "Việc mới", "x", "/my-work/", Kind.URGED) for p in some]

    with django_assert_max_num_queries(12) as one:
        post(notices(people[:1], "one"))
    with django_assert_max_num_queries(12) as many:
        post(notices(people, "many"))
    assert len(one) == len(many)
    settings.WEB_PUSH_PRIVATE_KEY = ""
    with django_assert_max_num_queries(12) as off:
        post(notices(people, "off"))
    assert len(off) == len(many) - 3, "devices, storing, and the ids of what waits"


def test_a_summary_that_was_only_pushed_is_known_to_have_been_told(held, binh):
    choose(binh, {choice: choice[1] == Channel.PUSH for choice in OPEN}, time(7, 30))
    tell(binh, kind=Kind.WEEKLY, key="weekly:1")
    assert already_told([f"weekly:1:{binh.pk}", "weekly:2"]) == {f"weekly:1:{binh.pk}"}


# What a push service can answer


@pytest.mark.parametrize("answer", [404, 410])
def test_a_browser_that_is_gone_ends_its_device_and_says_so(held, push_service, binh, dung, answer):
    tell(binh, key="waiting")
    waiting = pushed().get()
    push_service.answer = answer
    message = push(binh)
    assert message.status == Status.FAILED
    assert message.error == f"Trình duyệt đã hủy đăng ký nhận tin (máy chủ đẩy trả lời {answer})"
    held.device.refresh_from_db()
    assert (held.device.ending, held.device.is_active) == (Ending.GONE, False)
    said = Notification.objects.get(key=f"push:ended:{held.device.pk}")
    assert said.recipient == binh
    assert "Chrome trên Windows không còn nhận được thông báo đẩy" in said.title

    deliver(waiting.pk)
    tell(binh, key="later")
    assert pushed().count() == 2, "nothing more is queued for it"
    assert len(push_service.received) == 1, "nor sent"
    waiting.refresh_from_db()
    assert "Thiết bị không còn nhận thông báo đẩy" in waiting.error
    with pytest.raises(NotFailed, match="gửi lại cũng không đến"):
        resend(message.pk, by=dung)


@pytest.mark.parametrize("answer", [301, 400, 401, 403])
def test_another_error_that_stays_stops_the_device_and_shows_why(held, push_service, binh, answer):
    push_service.answer, push_service.headers = answer, {"Location": f"{push_service.url}/elsewhere"}
    message = push(binh)
    assert (message.status, message.error) == (Status.FAILED, f"Máy chủ đẩy trả lời {answer}")
    held.device.refresh_from_db()
    assert held.device.ending == Ending.REFUSED
    assert len(push_service.received) == 1, "a redirect is not followed"
    assert Notification.objects.filter(recipient=binh, key__startswith="push:ended:").count() == 1


def test_a_message_that_is_too_long_for_the_service_stops_only_itself(held, push_service, binh):
    push_service.answer = 413
    assert push(binh).status == Status.FAILED
    assert PushDevice.objects.active().exists()


@pytest.mark.parametrize("answer", [408, 429, 500, 503])
def test_what_passes_is_tried_again_and_its_owner_sees_it(held, push_service, binh, dung, answer):
    push_service.answer = answer
    message = push(binh)
    assert (message.status, message.error) == (Status.RETRY, f"Máy chủ đẩy trả lời {answer}")
    pause = message.not_before - timezone.now()
    assert BACKOFF[0] / 2 < pause <= BACKOFF[0]
    held.device.refresh_from_db()
    assert held.device.problem == f"Máy chủ đẩy trả lời {answer}. Hệ thống tự thử lại."
    push_service.answer = 201
    OutgoingMessage.objects.filter(pk=message.pk).update(not_before=timezone.now())
    assert deliver(message.pk)
    held.device.refresh_from_db()
    assert not held.device.problem


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("3600", HOUR, HOUR),
        ("in two hours", 2 * HOUR, 2 * HOUR),
        ("5", BACKOFF[0], BACKOFF[0]),  # our own pause is longer
        ("99999999", 24 * HOUR, 24 * HOUR),
        ("9" * 30, BACKOFF[0], 24 * HOUR),
        ("tomorrow", BACKOFF[0], BACKOFF[0]),
        ("", BACKOFF[0], BACKOFF[0]),
    ],
)
def test_a_service_that_asks_for_a_pause_gets_it(held, push_service, binh, asked, least, most):
    before = timezone.now()
    if asked == "in two hours":
        asked = format_datetime(before + 2 * HOUR, usegmt=False)
    push_service.answer, push_service.headers = 429, {"Retry-After": asked}
    message = push(binh)
    slack = timedelta(seconds=5)
    assert message.status == Status.RETRY
    assert before + least - slack <= message.not_before <= timezone.now() + most + slack


def test_a_service_that_hangs_is_left_after_a_while_and_tried_again(held, push_service, binh, monkeypatch):
    monkeypatch.setattr(reaching, "PATIENCE", 0.3)
    push_service.hangs = threading.Event()
    message = push(binh)
    assert message.status == Status.RETRY
    assert message.error.startswith("Không kết nối được máy chủ đẩy: ")
    held.device.refresh_from_db()
    assert held.device.problem == "Không kết nối được máy chủ đẩy. Hệ thống tự thử lại."


def test_a_service_that_stays_out_of_reach_is_given_up_and_shown_and_the_device_kept(
    held, push_service, binh, dung
):
    push_service.shutdown()
    push_service.server_close()
    message = push(binh)
    for _ in BACKOFF:
        assert message.status == Status.RETRY
        OutgoingMessage.objects.filter(pk=message.pk).update(not_before=timezone.now())
        deliver(message.pk)
        message.refresh_from_db()
    assert message.status == Status.FAILED
    assert "Không kết nối được máy chủ đẩy" in message.error
    assert PushDevice.objects.active().exists()
    again = resend(message.pk, by=dung)
    assert (again.status, again.address) == (Status.QUEUED, held.device.place)


def test_a_network_without_a_push_service_does_not_turn_the_health_check_red(held, push_service, binh):
    push_service.answer = 503
    message = push(binh)
    OutgoingMessage.objects.filter(pk=message.pk).update(attempts=waiting.TRIES)
    assert waiting.problems(timezone.now()) == []


def test_a_service_whose_certificate_nobody_vouches_for_is_told_nothing(
    held, push_service, binh, monkeypatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    message = push(binh)
    assert message.status == Status.RETRY
    assert push_service.received == []


# Who could be reached through an address that somebody has made up


@pytest.mark.parametrize(
    ("address", "reached"),
    [
        ("142.250.4.188", True),
        ("2404:6800:4003:c00::bc", True),
        ("64:ff9b::8efa:4bc", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.20", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::ffff:10.1.2.3", False),
        ("64:ff9b::a01:203", False),
        ("2002:a01:203::1", False),
        ("fd00::7", False),
        ("fe80::1%eth0", False),
    ],
)
def test_only_machines_of_the_internet_are_reached(address, reached):
    assert is_public(address) == reached


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_service_in_a_private_network_is_refused_and_nothing_is_sent(
    held, push_service, binh, settings, host
):
    settings.WEB_PUSH_ALLOW_PRIVATE = False
    PushDevice.objects.update(endpoint=held.device.endpoint.replace("127.0.0.1", host))
    message = push(binh)
    assert message.status == Status.FAILED
    assert "đó là địa chỉ nội bộ" in message.error
    assert push_service.received == []
    held.device.refresh_from_db()
    assert held.device.ending == Ending.REFUSED
    owner = Notification.objects.get(key=f"push:ended:{held.device.pk}")
    assert "127.0.0.1" not in owner.text + held.device.problem, (
        "whoever made it up learns nothing of our network"
    )


def test_an_address_that_cannot_be_stops_its_device(held, binh):
    PushDevice.objects.update(endpoint=f"https://{'a.' * 2}.example/")
    message = push(binh)
    assert (message.status, message.error) == (Status.FAILED, "Địa chỉ của máy chủ đẩy không dùng được.")


def test_what_lets_anybody_send_is_neither_logged_nor_shown(held, push_service, binh, dung, client, caplog):
    push_service.answer = 500
    message = push(binh)
    pages = []
    for person in (dung, binh):
        client.force_login(person)
        pages += [
            client.get(address).text
            for address in (
                "/notifications/deliveries/",
                f"/notifications/deliveries/{message.pk}/",
                "/notifications/preferences/",
            )
        ]
    assert "not sent" in caplog.text
    secret = ("wpush", held.device.p256dh, held.device.auth)
    assert not [word for word in secret if word in caplog.text + "".join(pages)]


# Switching on and off


def test_the_same_browser_is_one_device_and_follows_who_sits_at_it(held, push_service, binh, ha):
    again = at(binh, held.browser, "Edge trên Windows")
    assert (again.pk, again.label) == (held.device.pk, "Edge trên Windows")
    tell(binh)
    taken = at(ha, held.browser)
    held.device.refresh_from_db()
    assert held.device.ending == Ending.MOVED
    assert not Notification.objects.filter(key__startswith="push:ended:").exists()
    deliver(pushed().get().pk)
    assert push_service.received == [], "what waited for the one is not shown to the other"
    assert push(ha).device == taken


def test_a_browser_that_has_renewed_its_keys_meanwhile_is_not_ended_for_the_old_ones(
    held, push_service, binh
):
    tell(binh)
    message = pushed().select_related("device").get()
    at(binh, Browser(held.browser.endpoint, secret=b"another sixteen!"))
    devices.end(message.device, Ending.GONE)
    held.device.refresh_from_db()
    assert held.device.is_active


def test_a_person_has_so_many_devices_and_no_more(push_service, binh):
    for n in range(devices.AT_MOST):
        at(binh, push_service.browser(n))
    with pytest.raises(devices.NotPossible, match="Gỡ bớt"):
        at(binh, push_service.browser("more"))
    devices.remove(PushDevice.objects.first().pk)
    at(binh, push_service.browser("more"))


def test_a_person_who_is_deleted_takes_devices_and_messages_along(held, binh):
    push(binh)
    Notification.objects.all().delete()
    OutgoingMessage.objects.exclude(channel=Channel.PUSH).delete()
    PushDevice.objects.filter(user=binh).first()
    binh.memberships.all().delete()
    binh.delete()
    assert not PushDevice.objects.exists()
    assert not pushed().exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36",
            "Chrome trên Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge trên Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36",
            "Cốc Cốc trên Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-S921B) SamsungBrowser/25.0 Chrome/121.0",
            "Samsung Internet trên Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1",
            "Safari trên iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox trên Linux"),
        ("", "Trình duyệt"),
    ],
)
def test_a_device_is_called_as_people_call_it(agent, name):
    assert browsers.name_of(agent) == name


# The key


def test_the_command_makes_a_key_that_the_settings_take(capsys, monkeypatch):
    call_command("push_key")
    name, _, key = capsys.readouterr().out.strip().partition("=")
    assert name == "WEB_PUSH_PRIVATE_KEY"
    monkeypatch.setenv(name, key)
    assert env.signing_key(name) == key
    monkeypatch.delenv(name)
    assert env.signing_key(name) == ""


@pytest.mark.parametrize(
    "value",
    ["x", "A" * 43, "_" * 43, "đ" * 43, KEY[:-1], f"{KEY}A"],
    ids=["short", "zero", "beyond the curve", "no base64", "a sign less", "a sign more"],
)
def test_a_key_that_is_none_stops_the_start_by_name(monkeypatch, value):
    monkeypatch.setenv("WEB_PUSH_PRIVATE_KEY", value)
    with pytest.raises(env.BadEnv, match="WEB_PUSH_PRIVATE_KEY is no key"):
        env.signing_key("WEB_PUSH_PRIVATE_KEY")


class TestTogether:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_two_who_take_one_browser_at_once_leave_it_to_one(self, push_service, binh, ha):
        browser = push_service.browser()
        with while_uncommitted(lambda: at(ha, browser)) as rival:
            at(binh, browser)
        with pytest.raises(devices.NotPossible, match="vừa được bật cho tài khoản khác"):
            rival.result()
        assert PushDevice.objects.active().get().user == binh

    def test_two_trials_at_once_are_one(self, held, binh):
        with while_uncommitted(lambda: devices.try_out(held.device.pk, by=binh)) as rival:
            devices.try_out(held.device.pk, by=binh)
        with pytest.raises(devices.NotPossible, match="còn đang gửi"):
            rival.result()
        assert pushed().count() == 1
