"""Setting up a province: its agencies, their names and groups, its communes and wards with official codes."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.db import transaction
from vietnam_provinces import Province, VietNamDivisionType, Ward

from .models import Agency, AgencyAlias, AgencyGroup
from .vietnamese import fold, sort_key

DATA = Path(__file__).parent / "data"


class UnknownProvince(Exception):
    """No province has that name. The text is for people and lists the nearest names."""


class AnotherProvince(Exception):
    """The database already holds the communes of another province."""


@dataclass(frozen=True)
class Report:
    """What is there after setting up, and how much of it was new."""

    province: str
    agencies: int
    communes: int
    new_agencies: int
    new_groups: int
    new_aliases: int


def provinces() -> list[Province]:
    """The 34 provinces since 01/07/2025, in the order of the Vietnamese alphabet."""
    return sorted(Province.iter_all(), key=lambda province: sort_key(bare_name(province)))


def bare_name(province: Province) -> str:
    """The name without "Thành phố"."""
    return province.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


def find_province(name: str) -> Province:
    """The province of that name, accents aside. Raises UnknownProvince with the nearest names."""
    by_name = {fold(bare_name(province)): province for province in provinces()}
    asked = (
        fold(name).removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp. ").removeprefix("tp ")
    )
    if asked in by_name:
        return by_name[asked]
    near = [bare_name(by_name[close]) for close in get_close_matches(asked, by_name, n=3, cutoff=0.5)]
    hint = f" Có phải: {', '.join(near)}?" if near else ""
    raise UnknownProvince(f"Không có tỉnh, thành phố nào tên “{name}”.{hint}")


@transaction.atomic
def set_up(name: str) -> Report:
    """Make whatever the province lacks; what is there is left as the administrator has it.

    Raises UnknownProvince, or AnotherProvince when communes of another one are there already.
    """
    province = find_province(name)
    wards = list(Ward.iter_by_province(province.code))
    _refuse_another(wards)
    entries, group_entries = _data(province)
    agencies = _make_agencies(entries, wards)
    groups = _make_groups(group_entries)
    aliases = _make_aliases(entries, group_entries)
    return Report(
        province=province.name,
        agencies=Agency.objects.count(),
        communes=Agency.objects.filter(kind=Agency.Kind.COMMUNE).count(),
        new_agencies=agencies,
        new_groups=groups,
        new_aliases=aliases,
    )


def _refuse_another(wards: Iterable[Ward]) -> None:
    codes = {str(ward.code.value) for ward in wards}
    there = set(Agency.objects.filter(kind=Agency.Kind.COMMUNE).values_list("code", flat=True))
    if there and not there & codes:
        raise AnotherProvince("Cơ sở dữ liệu này đã có xã, phường của tỉnh khác.")


def _data(province: Province) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The agencies and groups of the data files, with the province's name in its places."""
    name = bare_name(province)
    is_city = province.division_type == VietNamDivisionType.THANH_PHO_TRUNG_UONG
    own = DATA / f"{fold(name).replace(' ', '_')}.toml"
    special_zones = any(
        ward.division_type == VietNamDivisionType.DAC_KHU for ward in Ward.iter_by_province(province.code)
    )
    words = {
        "{level}": "thành phố" if is_city else "tỉnh",
        "{name}": name,
        "{party}": "Thành ủy" if is_city else "Tỉnh ủy",
        "{youth}": "Thành đoàn" if is_city else "Tỉnh đoàn",
        "{communes}": "xã, phường, đặc khu" if special_zones else "xã, phường",
    }
    files = [DATA / "common.toml", own if own.exists() else DATA / "optional.toml"]
    agencies: list[dict[str, Any]] = []
    groups: list[dict[str, Any]] = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        for place, word in words.items():
            text = text.replace(place, word)
        data = tomllib.loads(text)
        agencies += data.get("agency", [])
        groups += data.get("group", [])
    return agencies, groups


def _make_agencies(entries: list[dict[str, Any]], wards: list[Ward]) -> int:
    """Successors first: those they took over from point to them."""
    there = set(Agency.objects.values_list("code", flat=True))
    rows = [_agency(entry) for entry in entries] + [_commune(ward) for ward in wards]
    made = _create([row for row in rows if row.code not in there])
    by_code = {agency.code: agency for agency in Agency.objects.filter(code__in=[e["code"] for e in entries])}
    merged = [
        _predecessor(old, by_code[entry["code"]]) for entry in entries for old in entry.get("merged", [])
    ]
    return made + _create([row for row in merged if row.code not in there])


def _create(rows: list[Agency]) -> int:
    for row in rows:
        row.derive()
    return len(Agency.objects.bulk_create(rows))


def _agency(entry: dict[str, Any]) -> Agency:
    asked = entry.get("asked", False)
    return Agency(
        code=entry["code"],
        name=entry["name"],
        short_name=entry.get("short", entry["name"]),
        kind=entry["kind"],
        symbol=entry.get("symbol", ""),
        is_asked=asked,
        is_ranked=not asked,
        valid_from=entry.get("since"),
    )


def _predecessor(entry: dict[str, Any], successor: Agency) -> Agency:
    return Agency(
        code=entry["code"],
        name=entry["name"],
        short_name=entry.get("short", entry["name"]),
        kind=successor.kind,
        is_asked=successor.is_asked,
        is_ranked=successor.is_ranked,
        valid_to=entry["until"],
        successor=successor,
    )


def _commune(ward: Ward) -> Agency:
    name = f"UBND {ward.name[0].lower()}{ward.name[1:]}"
    return Agency(code=str(ward.code.value), name=name, short_name=ward.name, kind=Agency.Kind.COMMUNE)


def _make_groups(entries: list[dict[str, Any]]) -> int:
    made = 0
    for entry in entries:
        group, is_new = AgencyGroup.objects.get_or_create(
            code=entry["code"], defaults={"name": entry["name"]}
        )
        made += is_new
        if is_new:
            group.members.set(
                Agency.objects.filter(
                    kind__in=entry["kinds"], valid_to__isnull=True, is_asked=entry.get("asked", False)
                )
            )
    return made


def _make_aliases(entries: list[dict[str, Any]], group_entries: list[dict[str, Any]]) -> int:
    agencies = {agency.code: agency for agency in Agency.objects.exclude(kind=Agency.Kind.COMMUNE)}
    groups = {group.code: group for group in AgencyGroup.objects.all()}
    every = [*entries, *(old for entry in entries for old in entry.get("merged", []))]
    rows = [
        AgencyAlias(text=text, agency=agencies[entry["code"]], valid_to=entry.get("until"))
        for entry in every
        for text in entry.get("aliases", [])
    ]
    rows += [
        AgencyAlias(text=text, group=groups[entry["code"]])
        for entry in group_entries
        for text in entry.get("aliases", [])
    ]
    there = set(AgencyAlias.objects.values_list("key", flat=True))
    for row in rows:
        row.derive()
    new = {row.key: row for row in rows if row.key not in there}
    return len(AgencyAlias.objects.bulk_create(new.values()))
