"""The star, which everybody sees, and following a directive, which is one's own."""

import json
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Role
from agencies.models import Membership
from directives import following, transitions
from directives.history import history_of
from directives.models import Assignment, Directive, Follow
from directives.transitions import NotAllowed
from notifications.models import Notification, OutgoingMessage

pytestmark = pytest.mark.django_db
TODAY = date(2025, 11, 5)
LATER = date(2025, 11, 20)


@pytest.fixture(autouse=True)
def _today(day):
    day(TODAY)


@pytest.fixture
def press(ask, directive):
    """Press a mark: `press(lan, "star")`."""

    def send(user, mark, *, htmx=False):
        return ask(user, reverse(f"directives:{mark}", args=[directive.pk]), {}, htmx=htmx)

    return send


def read(ask, user, directive):
    return unescape(ask(user, reverse("directives:detail", args=[directive.pk])).text)


def test_a_star_is_on_record_with_what_was_before(directive, chi, dung):
    transitions.set_star(directive.pk, by=chi, starred=True)
    transitions.set_star(directive.pk, by=dung, starred=False)
    told = list(directive.events.order_by("-pk")[:2])
    assert [(event.kind, event.actor, event.data) for event in told] == [
        ("unstarred", dung, {"starred": [True, False]}),
        ("starred", chi, {"starred": [False, True]}),
    ]
    assert not Directive.objects.get().starred
    assert [entry.did for entry in history_of(directive, dung)][:2] == [
        "bỏ sao trọng tâm",
        "gắn sao trọng tâm",
    ]


@pytest.mark.parametrize("name", ["lan", "dung", "chi", "binh", "mai", "nam", "ha", "an", "quan"])
def test_leaders_and_the_office_set_stars(name, cast, directive):
    if name in ("lan", "dung", "chi"):
        assert transitions.set_star(directive.pk, by=cast[name], starred=True).starred
        return
    with pytest.raises(NotAllowed, match="không có quyền"):
        transitions.set_star(directive.pk, by=cast[name], starred=True)


def test_a_star_set_twice_is_told_so(directive, lan, chi, press):
    transitions.set_star(directive.pk, by=lan, starred=True)
    with pytest.raises(NotAllowed, match="đã là trọng tâm"):
        transitions.set_star(directive.pk, by=chi, starred=True)
    stale = press(chi, "star", htmx=True)
    assert stale.status_code == 409
    assert "assignment:changed" in json.loads(stale["HX-Trigger"])
    assert directive.events.filter(kind="starred").count() == 1


def test_the_star_is_a_button_that_stays_pressed_and_a_sign_for_agencies(directive, chi, binh, press, ask):
    assert press(chi, "star").status_code == 302
    page = read(ask, chi, directive)
    assert reverse("directives:unstar", args=[directive.pk]) in page
    assert reverse("directives:star", args=[directive.pk]) not in page
    assert 'aria-pressed="true" title="Bỏ sao trọng tâm"' in page
    for_agency = read(ask, binh, directive)
    assert 'aria-label="Trọng tâm"' in for_agency
    assert "star/" not in for_agency
    assert press(chi, "unstar", htmx=True).status_code == 204
    assert 'aria-pressed="false" title="Gắn sao trọng tâm"' in read(ask, chi, directive)


def test_whoever_sees_it_may_follow_it_for_himself(directive, ha, an, press, ask):
    for person in (ha, an):
        assert press(person, "follow").status_code == 302
        assert press(person, "follow", htmx=True).status_code == 204  # twice is once
        assert 'aria-pressed="true" title="Thôi theo dõi"' in read(ask, person, directive)
    assert Directive.objects.followed_by(ha).get() == directive
    assert Assignment.objects.followed_by(ha).get().agency.code == "SYT"
    assert Assignment.objects.followed_by(an).count() == 2
    assert press(ha, "unfollow").status_code == 302
    assert not Directive.objects.followed_by(ha).exists()
    assert not directive.events.filter(actor=ha).exists()


def test_following_ends_with_seeing(directive, ha):
    following.follow(directive, by=ha)
    Membership.objects.filter(user=ha).delete()
    assert not Directive.objects.followed_by(ha).exists()
    assert not Assignment.objects.followed_by(ha).exists()


@pytest.fixture
def followed(directive, cast, make_user, education, health):
    """Everybody follows the directive; so does somebody who belongs to no agency that has a share."""
    strangers = [
        make_user("tam", Role.AGENCY_HEAD, "Lưu Minh Tâm", agency=education, place="head"),
        make_user("xa", Role.AGENCY_STAFF, "Đinh Văn Xa"),
    ]
    for person in [*cast.values(), *strangers]:
        following.follow(directive, by=person)
    return directive


ALL = ["an", "binh", "chi", "dung", "lan", "mai", "nam", "quan"]  # who see the share of Sở Tài chính


def without(*names):
    return sorted(set(ALL) - set(names))


def test_followers_hear_of_results_in_the_app_and_nobody_twice(followed, brought_to, lan, dung, heard):
    share = brought_to("filed")
    assert heard("filed") == without("binh")  # the clerk who monitors it is told anyway
    transitions.send_back(share.pk, by=lan, reason="Thiếu số liệu.")
    assert heard("returned") == without("lan")
    mailed = OutgoingMessage.objects.filter(key__startswith="returned:")
    assert set(mailed.values_list("recipient__username", flat=True)) == {"binh", "mai"}
    assert Notification.objects.filter(key__startswith="filed:").count() == len(ALL) - 1


def test_followers_hear_of_confirmations(followed, brought_to, heard):
    brought_to("confirmed")
    assert heard("confirmed") == without("lan")


def test_followers_hear_of_decisions_and_stops(followed, assignment, binh, dung, heard):
    transitions.ask_extension(assignment.pk, by=binh, to=LATER, reason="Chờ số liệu.")
    assert heard("extension_asked") == ["dung", "lan"]  # not followers: nothing is decided
    transitions.grant_extension(assignment.pk, by=dung, to=LATER)
    assert heard("extension_decided") == without("dung")
    transitions.pause(assignment.pk, by=dung, reason="Chờ hướng dẫn.")
    assert heard("pause") == without("dung")
    transitions.revoke(assignment.pk, by=dung, reason="Đã có chỉ đạo khác.")
    assert heard("revoke") == without("dung")


def test_who_follows_has_to_see_the_share_itself(followed, assignment, health, binh, dung, heard):
    """Sở Y tế coordinates: it hears nothing of what happens to the share of Sở Tài chính, nor the reverse."""
    helper = followed.assignments.get(agency=health)
    transitions.pause(helper.pk, by=dung, reason="Chờ hướng dẫn.")
    assert heard("pause") == ["an", "chi", "ha", "lan", "quan"]
    assert Follow.objects.seeing(assignment).filter(user__username__in=["ha", "tam", "xa"]).count() == 0


def test_whoever_sees_it_may_mute_it_and_hears_only_what_is_obligatory(
    directive, assignment, binh, mai, lan, dung, press, ask, heard
):
    assert press(mai, "mute").status_code == 302
    assert press(mai, "mute", htmx=True).status_code == 204  # twice is once
    assert 'aria-pressed="true" title="Bật báo trở lại"' in read(ask, mai, directive)
    transitions.pause(assignment.pk, by=dung, reason="Chờ hướng dẫn.")
    assert heard("pause") == ["binh"]
    transitions.resume(assignment.pk, by=dung)
    transitions.urge(assignment.pk, by=lan, kind="reminder", text="Đề nghị khẩn trương báo cáo.")
    assert heard("urged") == ["binh", "mai"]
    assert press(mai, "unmute").status_code == 302
    transitions.pause(assignment.pk, by=dung, reason="Chờ hướng dẫn.")
    assert heard("pause") == ["binh", "binh", "mai"]


def test_to_follow_and_to_mute_exclude_each_other(directive, chi):
    following.follow(directive, by=chi)
    following.mute(directive, by=chi)
    assert (following.follows(directive, chi), following.mutes(directive, chi)) == (False, True)
    following.follow(directive, by=chi)
    assert (following.follows(directive, chi), following.mutes(directive, chi)) == (True, False)


def test_who_mutes_the_whole_has_muted_its_parts(directive, mai, dung, make_directive, finance, heard):
    part = make_directive(lead=finance, title="Phần thứ nhất")
    Directive.objects.filter(pk=part.pk).update(parent=directive, part=1)
    following.mute(directive, by=mai)
    transitions.pause(part.assignments.get().pk, by=dung, reason="Chờ hướng dẫn.")
    assert heard("pause") == []
