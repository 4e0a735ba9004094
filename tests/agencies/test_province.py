"""Setting up a province: its agencies, communes, names and groups."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, AgencyAlias, AgencyGroup
from agencies.naming import name_key
from agencies.province import bare_name, find_province, provinces, set_up

pytestmark = pytest.mark.django_db
ON = date(2025, 11, 4)


def init(*args: str) -> str:
    out = StringIO()
    call_command("init_province", *args, stdout=out)
    return out.getvalue()


def test_nghe_an_has_its_14_agencies_and_130_communes():
    set_up("Nghệ An")
    at_work = Agency.objects.existing(ON)
    assert at_work.filter(kind__in=["office", "department"]).count() == 14
    communes = at_work.filter(kind="commune")
    assert Counter(commune.short_name.split()[0] for commune in communes) == {"Xã": 119, "Phường": 11}
    assert Agency.objects.get(code="17329").name == "UBND xã Anh Sơn"


def test_what_was_merged_ends_with_february_2025_and_names_its_successor():
    set_up("Nghệ An")
    planning = Agency.objects.get(name="Sở Kế hoạch và Đầu tư")
    assert (planning.valid_to, planning.successor.name) == (date(2025, 2, 28), "Sở Tài chính")
    assert planning not in Agency.objects.existing(ON)
    assert planning in Agency.objects.existing(date(2025, 2, 28))


def test_bodies_outside_the_committee_are_asked_and_not_ranked():
    set_up("Nghệ An")
    outside = Agency.objects.exclude(kind__in=["office", "department", "unit", "commune"])
    assert outside.count() > 20
    assert not outside.filter(is_asked=False).exists()
    assert not Agency.objects.filter(is_asked=True).ranked().exists()
    assert not Agency.objects.filter(kind__in=["department", "commune"], is_ranked=False).exists()


@pytest.mark.parametrize(
    ("code", "size"), [("departments", 14), ("communes", 130), ("units", 2), ("bodies", 16), ("all", 144)]
)
def test_a_group_holds_every_living_agency_of_its_kinds(code, size):
    set_up("Nghệ An")
    members = AgencyGroup.objects.get(code=code).members
    assert members.count() == size
    assert not members.exclude(pk__in=Agency.objects.existing(ON)).exists()


def test_a_second_run_adds_nothing():
    assert "Mới thêm: 0 cơ quan" not in init("Nghệ An")
    before = [model.objects.count() for model in (Agency, AgencyAlias, AgencyGroup)]
    assert "Mới thêm: 0 cơ quan, 0 nhóm, 0 cách viết" in init("Nghệ An")
    assert [model.objects.count() for model in (Agency, AgencyAlias, AgencyGroup)] == before


def test_a_second_run_leaves_what_the_administrator_changed():
    set_up("Nghệ An")
    Agency.objects.filter(code="KBNN").update(name="Kho bạc Nhà nước khu vực XI")
    group = AgencyGroup.objects.get(code="departments")
    group.members.remove(Agency.objects.get(code="VP"))
    set_up("Nghệ An")
    assert Agency.objects.get(code="KBNN").name == "Kho bạc Nhà nước khu vực XI"
    assert group.members.count() == 13


def test_a_city_has_city_names_and_special_zones():
    set_up("Hải Phòng")
    assert Agency.objects.get(code="TTT").name == "Thanh tra thành phố"
    assert Agency.objects.get(code="THUE").name == "Thuế thành phố Hải Phòng"
    assert Agency.objects.filter(name="UBND đặc khu Cát Hải").exists()
    assert AgencyGroup.objects.get(code="communes").name == "UBND các xã, phường, đặc khu"


@pytest.mark.parametrize("name", [bare_name(province) for province in provinces()])
def test_every_province_can_be_set_up(name):
    set_up(name)
    keys = list(
        Agency.objects.filter(valid_to__isnull=True).exclude(kind="commune").values_list("name", flat=True)
    )
    assert len({name_key(text) for text in keys}) == len(keys)
    assert Agency.objects.filter(kind="commune").count() >= 38
    assert not Agency.objects.filter(name__contains="{").exists()
    assert not AgencyAlias.objects.filter(text__contains="{").exists()


def test_there_are_34_provinces_in_the_order_of_the_alphabet():
    names = init("--list").split("\n")[:-1]
    assert len(names) == 34
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Điện Biên") < names.index("Gia Lai")


@pytest.mark.parametrize("name", ["nghe an", "NGHỆ AN", "Tỉnh Nghệ An", " Nghệ  An "])
def test_a_province_is_found_accents_aside(name):
    assert find_province(name).name == "Nghệ An"


@pytest.mark.parametrize("name", ["TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "ho chi minh"])
def test_a_city_is_found_with_and_without_its_title(name):
    assert bare_name(find_province(name)) == "Hồ Chí Minh"


def test_an_unknown_province_is_refused_with_the_nearest_name():
    with pytest.raises(CommandError, match=r"Không có tỉnh, thành phố nào tên “Nghe Ann”\. Có phải: Nghệ An"):
        init("Nghe Ann")
    assert not Agency.objects.exists()


def test_communes_of_two_provinces_do_not_mix():
    set_up("Huế")
    with pytest.raises(CommandError, match="tỉnh khác"):
        init("Nghệ An")
    assert not Agency.objects.filter(code="17329").exists()
