"""What documents write → the agency or group it means. On the real agencies of Nghệ An."""

from datetime import date

import pytest
from django.db import transaction

from agencies.matching import AgencyFinder, Match
from agencies.models import Agency, AgencyAlias
from agencies.naming import name_key, spelling
from agencies.province import set_up

ON = date(2025, 11, 4)
FINANCE, HEALTH, NATURE, HOME = "STC", "SYT", "SNNMT", "SNV"


@pytest.fixture(scope="module")
def finder(django_db_setup, django_db_blocker):
    """A finder over Nghệ An; the rows themselves are gone again before the first test."""
    with django_db_blocker.unblock(), transaction.atomic():
        set_up("Nghệ An")
        found = AgencyFinder(ON)
        transaction.set_rollback(True)
    return found


def code_of(match: Match | None) -> str | None:
    if match is None:
        return None
    return (match.agency or match.group).code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sở Tài chính", FINANCE),
        ("sở tài chính", FINANCE),
        ("SỞ TÀI CHÍNH", FINANCE),
        ("Sở  Tài   chính.", FINANCE),
        ("Sở Tài chính tỉnh Nghệ An", FINANCE),
        ("Sở Tài chính Nghệ An", FINANCE),
        ("STC", FINANCE),
        ("Sở TC", FINANCE),
        ("Giám đốc Sở Y tế", HEALTH),
        ("Đồng chí Giám đốc Sở Y tế", HEALTH),
        ("Lãnh đạo Sở Y tế", HEALTH),
        ("Sở Nông nghiệp và Môi trường", NATURE),
        ("Sở Nông nghiệp & Môi trường", NATURE),
        ("Sở NN&MT", NATURE),
        ("Sở NNMT", NATURE),
        ("Sở NN và MT", NATURE),
        ("Sở Công thương", "SCT"),
        ("Sở GD-ĐT", "SGDDT"),
        ("Sở GDĐT", "SGDDT"),
        ("Sở VHTTDL", "SVHTTDL"),
        ("Sở VH, TT&DL", "SVHTTDL"),
        ("Sở Văn hoá, Thể thao và Du lịch", "SVHTTDL"),
        ("Sở Văn hóa - Thể thao - Du lịch", "SVHTTDL"),
        ("Chánh Thanh tra tỉnh", "TTT"),
        ("Thanh tra tỉnh Nghệ An", "TTT"),
        ("Chánh Văn phòng UBND tỉnh", "VP"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "VP"),
        ("Công an tỉnh", "CA"),
        ("Giám đốc Công an tỉnh Nghệ An", "CA"),
        ("Bộ CHQS tỉnh", "BCHQS"),
        ("Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh", "BCHQS"),
        ("Bộ Chỉ huy Bộ đội biên phòng tỉnh", "BDBP"),
        ("Thuế tỉnh", "THUE"),
        ("Trưởng Thuế tỉnh Nghệ An", "THUE"),
        ("Kho bạc Nhà nước", "KBNN"),
        ("Ban Quản lý Khu kinh tế Đông Nam", "KKTDN"),
        ("Trưởng Ban Quản lý KKT Đông Nam", "KKTDN"),
        ("BQL KKT Đông Nam Nghệ An", "KKTDN"),
        ("Trung tâm Phục vụ HCC tỉnh", "HCC"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "MTTQ"),
        ("UBMTTQ Việt Nam tỉnh Nghệ An", "MTTQ"),
        ("Ban Thường trực", None),
        ("Ban Tổ chức Tỉnh uỷ", "BTCTU"),
        ("Tỉnh đoàn", "DTN"),
        ("Bí thư Tỉnh đoàn", "DTN"),
        ("Viện trưởng Viện KSND tỉnh", "VKS"),
        ("VNPT Nghệ An", "VNPT"),
        ("UBND xã Đô Lương", "17662"),
        ("Uỷ ban nhân dân xã Đô Lương", "17662"),
        ("xã Đô Lương", "17662"),
        ("Chủ tịch UBND xã Đô Lương", "17662"),
        ("UBND phường Trường Vinh", "16690"),
    ],
)
def test_a_name_finds_its_agency(finder, text, code):
    found = finder.find(text)
    assert code_of(found) == code
    assert found is None or found.sure


@pytest.mark.parametrize(
    ("old", "successor"),
    [
        ("Sở Kế hoạch và Đầu tư", FINANCE),
        ("Sở KH&ĐT", FINANCE),
        ("Giám đốc Sở KHĐT", FINANCE),
        ("Sở LĐ-TB&XH", HOME),
        ("Sở LĐTBXH", HOME),
        ("Sở NN&PTNT", NATURE),
        ("Sở Tài nguyên và Môi trường", NATURE),
        ("Sở TNMT", NATURE),
        ("Sở Giao thông vận tải", "SXD"),
        ("Sở GTVT", "SXD"),
        ("Sở TT&TT", "SKHCN"),
        ("Sở Văn hóa và Thể thao", "SVHTTDL"),
        ("Sở Du lịch", "SVHTTDL"),
        ("Ban Dân tộc", "SDTTG"),
        ("Cục Thuế tỉnh", "THUE"),
    ],
)
def test_what_names_a_merged_agency_is_followed_up_by_its_successor(finder, old, successor):
    assert code_of(finder.find(old)) == successor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("các Sở, ban, ngành", "departments"),
        ("Các sở ban ngành", "departments"),
        ("các Sở, ngành", "departments"),
        ("Các sở, ban, ngành cấp tỉnh", "departments"),
        ("các sở, ban, ngành tỉnh Nghệ An", "departments"),
        ("Thủ trưởng các sở, ban, ngành", "departments"),
        ("Giám đốc các Sở, Thủ trưởng các ban, ngành cấp tỉnh", "departments"),
        ("UBND các xã, phường", "communes"),
        ("Chủ tịch UBND các xã, phường", "communes"),
        ("Ủy ban nhân dân các xã, phường trên địa bàn tỉnh", "communes"),
        ("UBND cấp xã", "communes"),
        ("các địa phương", "communes"),
        ("các cấp, các ngành", "all"),
        ("Các Sở, ngành, địa phương", "all"),
        ("các đơn vị sự nghiệp trực thuộc UBND tỉnh", "units"),
        ("các tổ chức chính trị - xã hội", "front"),
    ],
)
def test_a_group_is_found_however_it_is_written(finder, text, code):
    found = finder.find(text)
    assert code_of(found) == code
    assert found.sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("các Sở, ngành liên quan", "departments"),
        ("các sở, ban, ngành có liên quan", "departments"),
        ("các cơ quan, đơn vị", "bodies"),
        ("các cơ quan, đơn vị liên quan", "bodies"),
        ("các cơ quan, đơn vị, địa phương", "all"),
        ("các địa phương liên quan", "communes"),
        ("UBND các xã liên quan", "communes"),
        ("UBND các xã biên giới", "communes"),
        ("UBND các xã, phường có cụm công nghiệp trên địa bàn", "communes"),
        ("Sở Y tế Nguyễn Văn Bảy", HEALTH),
    ],
)
def test_a_narrowed_or_vague_name_is_a_suggestion_only(finder, text, code):
    found = finder.find(text)
    assert code_of(found) == code
    assert not found.sure


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "UBND tỉnh",
        "Chủ tịch UBND tỉnh",
        "Sở Quy hoạch - Kiến trúc",
        "Sở",
        "UBND xã Hạ Long Hai",
        "xã Không Có",
        "UBND huyện Đô Lương",
        "Bộ Tài chính",
        "các bộ, ngành Trung ương",
        "Công an các xã",
        "Nguyễn Văn A",
        "Các Sở: Tài chính, Y tế",
    ],
)
def test_a_stranger_is_nobody(finder, text):
    assert finder.find(text) is None


def test_every_agency_is_found_by_its_own_names(finder):
    with_names = [agency for agency in finder._agencies.values() if agency.valid_to is None]
    assert len(with_names) > 160
    for agency in with_names:
        for name in (agency.name, agency.short_name, f"Lãnh đạo {agency.name}"):
            assert finder.find(name) == Match(agency=agency), name


def test_names_and_groups_are_listed_for_the_extraction(finder):
    assert {"Sở Tài chính", "Sở KH&ĐT", "UBND xã Đô Lương", "Xã Đô Lương", "STC"} <= set(finder.names())
    assert {"Các sở, ban, ngành", "UBND cấp xã"} <= set(finder.groups())
    assert not set(finder.names()) & set(finder.groups())


@pytest.mark.django_db
class TestOnRows:
    def test_accents_decide_between_two_communes(self, make_agency):
        lower = make_agency("1", "UBND xã Sơn Hạ", kind=Agency.Kind.COMMUNE, short_name="Xã Sơn Hạ")
        river = make_agency("2", "UBND xã Sơn Hà", kind=Agency.Kind.COMMUNE, short_name="Xã Sơn Hà")
        finder = AgencyFinder(ON)
        assert finder.find("Uỷ ban nhân dân xã Sơn Hạ").agency == lower
        assert finder.find("xã Sơn Hà").agency == river
        assert finder.find("xa son ha") is None

    def test_before_the_merger_the_old_agency_itself_is_meant(self, finance):
        old = Agency.objects.create(
            code="SKHDT",
            name="Sở Kế hoạch và Đầu tư",
            short_name="Sở KH&ĐT",
            kind="department",
            valid_to=date(2025, 2, 28),
            successor=finance,
        )
        assert AgencyFinder(date(2025, 2, 28)).find("Sở KH&ĐT").agency == old
        assert AgencyFinder(date(2025, 3, 1)).find("Sở KH&ĐT").agency == finance

    def test_a_chain_of_mergers_is_followed_to_the_living_one(self, make_agency, finance):
        middle = make_agency("B", "Sở Hai", valid_to=date(2024, 12, 31), successor=finance)
        make_agency("A", "Sở Một", valid_to=date(2020, 12, 31), successor=middle)
        assert AgencyFinder(ON).find("Sở Một").agency == finance

    def test_an_agency_which_ended_without_successor_is_nobody(self, make_agency):
        make_agency("A", "Sở Một", valid_to=date(2020, 12, 31))
        assert AgencyFinder(ON).find("Sở Một") is None

    def test_an_alias_in_use_on_the_day_wins_over_one_that_is_not(self, finance, health):
        AgencyAlias.objects.create(agency=finance, text="Ban Một cửa", valid_to=date(2025, 5, 31))
        AgencyAlias.objects.create(agency=health, text="Ban Một cửa", valid_from=date(2025, 6, 1))
        assert AgencyFinder(date(2025, 5, 31)).find("Ban Một cửa").agency == finance
        assert AgencyFinder(date(2025, 6, 1)).find("Ban Một cửa").agency == health

    def test_three_queries_however_many_names(self, communes, communes_group, django_assert_num_queries):
        with django_assert_num_queries(3):
            finder = AgencyFinder(ON)
            for _ in range(20):
                assert finder.find("UBND các xã, phường") == Match(group=communes_group)
                assert finder.find("xã Anh Sơn").agency in communes

    def test_a_group_alias_of_the_administrator_is_found(self, communes_group):
        AgencyAlias.objects.create(group=communes_group, text="27 xã biên giới")
        assert AgencyFinder(ON).find("27 xã biên giới") == Match(group=communes_group)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở NN&MT", "sở NN và MT"),
        ("Sở NN&MT", "Sở NNMT"),
        ("Uỷ ban nhân dân xã Mỹ Lý", "UBND xã Mĩ Lí"),
        ("Sở Văn hoá", "SỞ VĂN HÓA"),
        ("Sở GD-ĐT", "Sở GD & ĐT"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_two_ways_of_writing_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("xã Hoà", "Xã Hòa", True),
        ("xã Hoa", "xã Hòa", False),
        ("Sơn Hạ", "Sơn Hà", False),
        ("Ơn", "Ôn", False),
    ],
)
def test_spelling_sees_accents_but_not_where_the_tone_stands(one, other, same):
    assert (spelling(one) == spelling(other)) is same
