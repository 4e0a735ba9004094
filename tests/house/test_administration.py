"""The administration site: lists and users, by role, on the record, under the strict policy."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.models import Role, User
from agencies.models import Agency, AgencyAlias, Membership, WorkingDayException

pytestmark = pytest.mark.django_db
NEW_USER = {
    "username": "hoa",
    "full_name": "Lê Thị Hoa",
    "position": "Chuyên viên",
    "email": "hoa@dondoc.example",
    "role": Role.AGENCY_STAFF,
    "password1": "nui-cao-song-dai",
    "password2": "nui-cao-song-dai",
}


@pytest.fixture
def office(client, quan):
    client.force_login(quan)
    return client


def test_only_lists_are_administered_and_no_directive():
    registered = {model._meta.label for model in admin.site._registry}
    assert registered == {
        "accounts.User",
        "agencies.Agency",
        "agencies.AgencyGroup",
        "agencies.WorkingDayException",
    }
    assert apps.get_app_config("admin").default_site == "accounts.administration.AdministrationSite"


def test_flags_open_nothing(client, lan):
    User.objects.filter(pk=lan.pk).update(is_staff=True, is_superuser=True)
    client.force_login(User.objects.get(pk=lan.pk))
    assert client.get(reverse("admin:index")).status_code == 403


def test_a_closed_administrator_is_out(client, quan):
    client.force_login(quan)
    User.objects.filter(pk=quan.pk).update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_user_is_made_with_a_role_and_signs_in(office, client):
    response = office.post(reverse("admin:accounts_user_add"), NEW_USER)
    assert response.status_code == 302, response.context["adminform"].errors
    made = User.objects.get(username="hoa")
    assert (made.role, made.is_staff, made.is_superuser) == (Role.AGENCY_STAFF, False, False)
    assert made.check_password("nui-cao-song-dai")


def test_two_people_cannot_have_one_address(office, lan):
    response = office.post(reverse("admin:accounts_user_add"), NEW_USER | {"email": lan.email})
    assert response.status_code == 200
    assert "đã được dùng" in response.content.decode()
    assert not User.objects.filter(username="hoa").exists()


def test_a_user_is_never_deleted(office, lan):
    assert (
        office.post(reverse("admin:accounts_user_delete", args=[lan.pk]), {"post": "yes"}).status_code == 403
    )
    assert User.objects.filter(pk=lan.pk).exists()


def test_a_change_is_on_the_record(office, quan, lan):
    url = reverse("admin:accounts_user_change", args=[lan.pk])
    data = {
        "username": "lan",
        "full_name": "Trần Thị Lan",
        "email": lan.email,
        "role": Role.OFFICE_HEAD,
        "is_active": "on",
    }
    assert office.post(url, data).status_code == 302
    entry = LogEntry.objects.get(object_id=str(lan.pk))
    assert entry.user == quan
    assert "vai trò" in entry.get_change_message().lower()
    lan.refresh_from_db()
    assert lan.role == Role.OFFICE_HEAD


def inline(prefix: str, *rows: dict) -> dict:
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return data | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_an_agency_gets_names_and_people(office, lan):
    data = {
        "name": "Sở Ngoại vụ",
        "short_name": "Sở Ngoại vụ",
        "code": "SNGV",
        "kind": "department",
        "is_ranked": "on",
        **inline("aliases", {"text": "Sở Đối ngoại"}),
        **inline("memberships", {"user": lan.pk, "role": "head"}),
    }
    response = office.post(reverse("admin:agencies_agency_add"), data)
    assert response.status_code == 302, response.context["errors"]
    agency = Agency.objects.get(code="SNGV")
    assert agency.search_text.startswith("so ngoai vu")
    assert AgencyAlias.objects.get(agency=agency).key == "sodoingoai"
    assert Membership.objects.get(agency=agency).user == lan


def test_an_agency_asked_and_ranked_is_refused_in_words(office):
    data = {
        "name": "A",
        "short_name": "A",
        "code": "A",
        "kind": "central",
        "is_asked": "on",
        "is_ranked": "on",
    }
    response = office.post(
        reverse("admin:agencies_agency_add"), data | inline("aliases") | inline("memberships")
    )
    assert response.status_code == 200
    assert not Agency.objects.exists()


def test_agencies_are_searched_without_accents(office, finance, health):
    page = office.get(reverse("admin:agencies_agency_changelist"), {"q": "tai chinh"}).content.decode()
    assert "Sở Tài chính" in page
    assert "Sở Y tế" not in page


def test_the_members_of_a_group_are_ticked(office, departments_group, finance, health):
    url = reverse("admin:agencies_agencygroup_change", args=[departments_group.pk])
    page = office.get(url).content.decode()
    assert page.count('type="checkbox" name="members"') == Agency.objects.count()
    data = {"code": "departments", "name": "Các sở", "members": [finance.pk, health.pk], **inline("aliases")}
    assert office.post(url, data).status_code == 302
    assert set(departments_group.members.all()) == {finance, health}


def test_an_agency_is_never_deleted_and_a_day_off_may_be(office, finance):
    assert (
        office.post(reverse("admin:agencies_agency_delete", args=[finance.pk]), {"post": "yes"}).status_code
        == 403
    )
    day = WorkingDayException.objects.create(day=date(2026, 1, 2), is_worked=False)
    url = reverse("admin:agencies_workingdayexception_delete", args=[day.pk])
    assert office.post(url, {"post": "yes"}).status_code == 302
    assert not WorkingDayException.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "admin:index",
        "admin:accounts_user_changelist",
        "admin:accounts_user_add",
        "admin:agencies_agency_changelist",
        "admin:agencies_agency_add",
        "admin:agencies_agencygroup_changelist",
        "admin:agencies_agencygroup_add",
        "admin:agencies_workingdayexception_changelist",
    ],
)
def test_every_page_opens_in_vietnamese_under_the_strict_policy(office, finance, name):
    response = office.get(reverse(name))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Quản trị Đôn Đốc" in page
    assert "<style" not in page
    assert " onclick=" not in page
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_there_is_one_way_in_and_one_way_to_the_password(client, quan):
    inside = reverse("admin:agencies_agency_changelist")
    to_sign_in = client.get(inside, follow=True).redirect_chain
    assert to_sign_in[-1][0] == f"{reverse('account_login')}?next={inside}"
    client.force_login(quan)
    assert client.get(reverse("admin:password_change"))["Location"] == reverse("account_change_password")
