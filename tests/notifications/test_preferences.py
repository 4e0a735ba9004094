"""How people want to be told: what they can choose, what they cannot, and the foot of a mail."""

from datetime import time
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Membership
from notifications import delivery
from notifications.forms import PreferencesForm
from notifications.kinds import OBLIGATORY, Channel, Kind
from notifications.models import DigestHour, Notification, OutgoingMessage, Preference
from notifications.outbox import Notice, post
from notifications.preferences import OPEN, Wishes, choose, switch_mail
from notifications.unsubscribing import address, subscription_of
from tests.race import while_uncommitted

pytestmark = pytest.mark.django_db
URL = "/notifications/preferences/"
AT_ONCE = OBLIGATORY - {Kind.INSTRUCTED}  # what nobody can refuse to be mailed
EVERYTHING = dict.fromkeys(OPEN, True)
NOTHING = dict.fromkeys(OPEN, False)


def tell(person, kind, **fields):
    post([Notice(f"{kind}:{person.pk}", person, "Việc mới", "Nội dung", "/my-work/", kind, **fields)])


def told(person):
    """The kinds in the inbox, and those in the outbox."""
    return tuple(
        set(model.objects.filter(recipient=person).values_list("kind", flat=True))
        for model in (Notification, OutgoingMessage)
    )


def test_who_has_chosen_nothing_is_mailed_what_one_has_to_act_on(binh):
    for kind in Kind:
        tell(binh, kind)
    assert told(binh) == (set(Kind), AT_ONCE | {Kind.UPCOMING, Kind.WEEKLY, Kind.RESULTS, Kind.FIGURES})
    assert not Preference.objects.exists()


def test_what_is_switched_off_does_not_come_and_what_is_obligatory_does(binh, ha):
    choose(binh, NOTHING, time(7, 30))
    for kind in Kind:
        tell(binh, kind)
        tell(ha, kind)
    assert told(binh) == (OBLIGATORY | {Kind.UPCOMING}, AT_ONCE)
    assert told(ha)[0] == set(Kind), "what one chooses is one's own"


def test_what_is_switched_on_comes_by_mail_too(binh):
    choose(binh, EVERYTHING, time(7, 30))
    tell(binh, Kind.FOLLOWED)
    assert told(binh) == ({Kind.FOLLOWED}, {Kind.FOLLOWED})
    assert Preference.objects.count() == 18, "only what departs from the default is stored"
    choose(binh, dict.fromkeys(OPEN, True) | {(Kind.FOLLOWED, Channel.EMAIL): False}, time(7, 30))
    assert not Preference.objects.filter(kind=Kind.FOLLOWED, channel=Channel.EMAIL).exists()


@pytest.mark.parametrize(
    ("kind", "channel", "name"),
    [
        *(
            (kind, "app", "preference_not_of_what_is_always_told")
            for kind in sorted(OBLIGATORY | {Kind.UPCOMING})
        ),
        *((kind, "email", "preference_not_of_what_is_always_mailed") for kind in sorted(AT_ONCE)),
    ],
)
def test_the_database_keeps_what_is_obligatory(binh, kind, channel, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Preference.objects.create(user=binh, kind=kind, channel=channel, wanted=False)
    assert Wishes({(binh.pk, kind, channel): False}).want(binh.pk, kind, channel)


def test_each_choice_stands_once_and_an_hour_is_one_of_those_offered(binh):
    switch_mail(binh.pk, Kind.UPCOMING, on=False)
    with pytest.raises(IntegrityError, match="preference_once"), transaction.atomic():
        Preference.objects.create(user=binh, kind="upcoming", channel="email", wanted=False)
    with pytest.raises(IntegrityError, match="digest_hour_offered"), transaction.atomic():
        DigestHour.objects.create(user=binh, at=time(7, 15))


# The page


def ticked(**changed):
    """What the form sends: every box, but for what is given by name."""
    boxes = {f"{kind}-{channel}": "on" for kind, channel in OPEN}
    return {name: value for name, value in (boxes | {"digest_at": "07:30"} | changed).items() if value}


def test_the_page_shows_what_is_and_saves_what_is_ticked(client, binh):
    client.force_login(binh)
    page = unescape(client.get(URL).text)
    assert page.count("Luôn nhận") == len(OBLIGATORY) + len(AT_ONCE) + 1
    assert 'name="reading-app"' not in page, "who hands in no files hears of none"
    assert "Giờ nhận nhắc việc buổi sáng" in page
    assert 'name="assigned-email"' not in page
    assert 'name="followed-email" id="id_followed-email">' in page, "off by default"
    assert 'name="upcoming-email" id="id_upcoming-email" checked>' in page

    answer = client.post(URL, ticked(**{"confirmed-email": "", "digest_at": "06:30"}), follow=True)
    assert "Đã lưu cách nhận thông báo." in answer.text
    page = unescape(answer.text)
    assert 'name="confirmed-email" id="id_confirmed-email">' in page
    assert '<option value="06:30" selected>' in page
    assert DigestHour.objects.get().at == time(6, 30)
    client.post(URL, ticked())
    assert not DigestHour.objects.exists()


def test_only_leaders_choose_about_the_summary_of_the_week(client, binh, chi):
    for person, offered in ((binh, False), (chi, True)):
        client.force_login(person)
        page = unescape(client.get(URL).text)
        assert ("Tổng hợp đầu tuần" in page) == ('name="weekly-email"' in page) == offered
    client.force_login(binh)
    client.post(URL, {"digest_at": "07:30"})
    assert not Preference.objects.filter(kind=Kind.WEEKLY).exists()


OF_AGENCIES = {"returned", "explanation", "extension", "results", "figures", "confirmed", "teamwork"}


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("binh", {"weekly", "filed", "reading"}),
        ("lan", {"weekly", "urged", *OF_AGENCIES}),
        ("dung", {"weekly", *OF_AGENCIES}),
        ("chi", {"assigned", "instructed", "changed", "reading", *OF_AGENCIES}),
        ("an", {kind.value for kind in Kind} - {"followed", "exported"}),
    ],
)
def test_everybody_is_offered_what_can_reach_them_and_nothing_else(name, never, cast):
    assert set(Kind) - set(PreferencesForm(cast[name]).kinds) == never


def test_who_belongs_to_an_agency_hears_what_its_members_hear(lan, finance):
    Membership.objects.create(user=lan, agency=finance, role="focal")
    assert set(Kind) - set(PreferencesForm(lan).kinds) == {"weekly"}


def test_a_box_that_was_made_up_changes_nothing(client, binh):
    client.force_login(binh)
    client.post(URL, {"digest_at": "07:30", "assigned-email": "", "nonsense-email": "on"})
    assert Wishes.of([binh.pk]).want(binh.pk, Kind.ASSIGNED, Channel.EMAIL)
    assert not Preference.objects.exclude(wanted=False).exists()


def test_an_hour_that_is_not_offered_is_told_at_its_field(client, binh):
    client.force_login(binh)
    answer = client.post(URL, ticked(**{"digest_at": "07:10", "confirmed-email": ""}))
    assert answer.status_code == 422
    assert "Chọn một giờ trong danh sách." in answer.text
    assert 'name="confirmed-email" id="id_confirmed-email">' in answer.text, "what was ticked is kept"
    assert not Preference.objects.exists()


def test_the_page_costs_the_same_whatever_was_chosen(client, binh):
    client.force_login(binh)
    found = []
    for wanted in (EVERYTHING, NOTHING):
        choose(binh, wanted, time(6))
        with CaptureQueriesContext(connection) as captured:
            client.get(URL)
        found.append(len(captured))
    assert found[0] == found[1]


def test_who_has_no_address_is_told_so_and_the_menu_leads_here(client, binh):
    client.force_login(binh)
    assert "chưa có địa chỉ thư" not in client.get(URL).text
    binh.email = ""
    binh.save(update_fields=["email"])
    assert "chưa có địa chỉ thư" in client.get(URL).text
    assert f'class="menu-item" href="{URL}"' in client.get("/my-work/").text


# The address in the foot of a mail


@pytest.fixture
def stop(binh):
    """The address by which Bình ends the mail of mornings without anything late."""
    return address(binh.pk, Kind.UPCOMING).removeprefix("http://localhost:8000")


def wants(person, kind=Kind.UPCOMING):
    return Wishes.of([person.pk]).want(person.pk, kind, Channel.EMAIL)


def test_one_click_ends_one_kind_for_one_person_without_signing_in(binh, ha, stop):
    """As a mail program sends it: no session, no token of a form."""
    program = Client(enforce_csrf_checks=True)
    assert program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not wants(binh)
    assert wants(ha)
    assert not Preference.objects.exclude(kind=Kind.UPCOMING).exists()
    assert program.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200, "twice is once"
    assert program.post(stop, {"undo": "1"}).status_code == 200
    assert wants(binh)


def test_to_open_the_address_changes_nothing(client, binh, stop):
    page = client.get(stop).text
    assert "Ngừng nhận thư?" in page
    assert "no-store" in client.get(stop)["Cache-Control"]
    assert wants(binh)


def test_the_page_says_what_was_done_and_offers_to_take_it_back(client, stop):
    page = client.post(stop, {"List-Unsubscribe": "One-Click"}).text
    assert "Đã ngừng nhận thư" in page
    assert "Nhắc việc buổi sáng, chưa có việc quá hạn" in page
    assert "Hoàn tác, nhận lại" in page
    assert "Đã nhận trở lại" in client.post(stop, {"undo": "1"}).text


def test_an_address_that_was_changed_is_nobodys(client, binh, ha, stop):
    assert client.get(stop[:-2] + "/").status_code == 404
    assert client.post("/notifications/unsubscribe/nonsense/").status_code == 404
    binh.is_active = False
    binh.save(update_fields=["is_active"])
    assert client.post(stop).status_code == 404
    assert "Liên kết không còn dùng được" in client.post(stop).text
    assert not Preference.objects.exists()


def test_what_is_obligatory_has_no_such_address(binh):
    assert {kind for kind in Kind if not address(binh.pk, kind)} == AT_ONCE
    token = address(binh.pk, Kind.UPCOMING).split("/")[-2]
    assert subscription_of(token).kind == Kind.UPCOMING


@pytest.mark.parametrize("kind", [Kind.UPCOMING, Kind.URGED])
def test_the_mail_names_the_address_only_where_one_may_leave(binh, smtp_server, kind):
    tell(binh, kind)
    delivery.deliver(OutgoingMessage.objects.get().pk)
    [mail] = smtp_server.messages
    stop = address(binh.pk, kind)
    plain = mail.get_body(["plain"]).get_content()
    html = unescape(mail.get_body(["html"]).get_content())
    for body in (plain, html):
        assert f"http://localhost:8000{URL}" in body
        assert ("luôn được gửi theo quy chế" in body) == (not stop)
        assert f"“{kind.label}”" in body
        assert stop in body
    assert (mail["List-Unsubscribe"] or "").strip() == (f"<{stop}>" if stop else "")  # it comes folded
    assert mail["List-Unsubscribe-Post"] == ("List-Unsubscribe=One-Click" if stop else None)


def test_mails_of_one_directive_are_one_conversation(binh, smtp_server):
    for kind, thread in (("returned", "directive:7"), ("urged", "directive:7"), ("extension", "directive:8")):
        tell(binh, Kind(kind), thread=thread)
    tell(binh, Kind.ASSIGNED)
    for message in OutgoingMessage.objects.order_by("pk"):
        delivery.deliver(message.pk)
    roots = [mail["References"] for mail in smtp_server.messages]
    assert roots[0] == roots[1] == smtp_server.messages[0]["In-Reply-To"]
    assert len({*roots}) == 3
    assert roots[3] is None
    assert len({mail["Message-ID"] for mail in smtp_server.messages} | {roots[0]}) == 5


def test_a_mail_that_waits_is_not_sent_to_who_refused_it_meanwhile(binh, ha, lan, client, smtp_server):
    for person in (binh, ha):
        tell(person, Kind.UPCOMING)
    tell(binh, Kind.URGED)
    switch_mail(binh.pk, Kind.UPCOMING, on=False)
    for message in OutgoingMessage.objects.order_by("pk"):
        assert delivery.deliver(message.pk) is (message.recipient == ha or message.kind == Kind.URGED)
    assert len(smtp_server.messages) == 2
    refused = OutgoingMessage.objects.get(status="refused")
    assert (refused.recipient, refused.kind, refused.attempts) == (binh, Kind.UPCOMING, 0)
    assert not delivery.deliver(refused.pk)
    client.force_login(lan)
    page = unescape(client.get("/notifications/deliveries/?status=refused").text)
    assert "đã chọn không nhận loại tin này" in page
    assert "Người nhận từ chối" in page
    assert "Gửi lại" not in page


def test_what_is_to_be_tried_again_is_asked_about_too(binh):
    tell(binh, Kind.UPCOMING)
    OutgoingMessage.objects.update(status="retry", attempts=2)
    choose(binh, NOTHING, time(7, 30))
    assert not delivery.deliver(OutgoingMessage.objects.get().pk)
    assert OutgoingMessage.objects.get().status == "refused"


@pytest.mark.parametrize("name", ["lan", "an", "quan"])
def test_nobody_else_gets_the_address_that_stands_in_a_mail(name, cast, binh, client, stop):
    tell(binh, Kind.UPCOMING)
    message = OutgoingMessage.objects.get()
    assert stop in message.text
    client.force_login(cast[name])
    page = unescape(client.get(f"/notifications/deliveries/{message.pk}/").text)
    assert "…(chỉ người nhận thấy)" in page
    assert stop.split("/")[-2] not in page
    assert "Nội dung" in page


class TestTogether:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_two_who_save_at_once_leave_one_choice(self, binh):
        with while_uncommitted(lambda: choose(binh, NOTHING, time(6))) as rival:
            choose(binh, EVERYTHING, time(9))
        rival.result()
        assert Preference.objects.filter(wanted=False).count() == Preference.objects.count()
        assert DigestHour.objects.get().at == time(6)

    def test_a_mail_that_is_ended_while_one_saves_is_no_error(self, binh):
        with while_uncommitted(lambda: choose(binh, NOTHING, time(6))) as rival:
            switch_mail(binh.pk, Kind.UPCOMING, on=False)
        rival.result()
        assert not wants(binh)
