"""The people of the sample province: invented, one account for each role and for each agency."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from accounts.models import Role, User
from agencies.models import Agency, Membership

PASSWORD = "theo-doi-den-cung"  # noqa: S105  of every sample account; sample_accounts prints it
DOMAIN = "dondoc.example"
NAMES = Path(__file__).parent / "texts" / "names.toml"

# The accounts which sample_accounts shows first: username, role, name, position.
_OFFICE = [
    ("chutich", Role.LEADER, "Phan Đình Khải", "Chủ tịch UBND tỉnh"),
    ("phochutich1", Role.LEADER, "Trịnh Công Thuận", "Phó Chủ tịch UBND tỉnh"),
    ("phochutich2", Role.LEADER, "Hồ Thị Diệu Linh", "Phó Chủ tịch UBND tỉnh"),
    ("vanphong", Role.OFFICE_HEAD, "Nguyễn Tiến Dũng", "Chánh Văn phòng UBND tỉnh"),
    ("tonghop", Role.OFFICE_STAFF, "Trần Thị Lan", "Chuyên viên Phòng Tổng hợp"),
    ("kiemsoat", Role.OFFICE_STAFF, "Võ Trọng Hiếu", "Chuyên viên Phòng Kiểm soát thủ tục"),
    ("sohoa", Role.OFFICE_STAFF, "Đinh Thị Thanh Tâm", "Chuyên viên Phòng Khoa giáo"),
    ("giamsat", Role.AUDITOR, "Bùi Thị An", "Thanh tra viên"),
    ("quantri", Role.ADMIN, "Cao Minh Quân", "Quản trị hệ thống"),
]
# Further places in an agency, beside its head.
_FOCAL, _STAFF = "daumoi", "chuyenvien"
_WITH_STAFF = {"STC", "SYT", "SGDDT"}
GOES, NEXT = "stc.chuyenvien2", "sohoa"  # who leave shortly before today, with work in their hands
_SHOWN = ["chutich", "vanphong", "tonghop", "stc", "stc.daumoi", "giamsat", "quantri"]


@dataclass
class Cast:
    """Who acts in the sample: leaders and the Office by username, people of agencies by agency id.

    `goes` is the officer of an agency who will leave.
    """

    office: dict[str, User] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)
    focal: dict[int, User] = field(default_factory=dict)
    staff: dict[int, User] = field(default_factory=dict)
    goes: User = field(default_factory=User)
    people: dict[int, User] = field(default_factory=dict)  # all of them

    def officers(self, agency_id: int) -> list[User]:
        """Who works for the head of an agency; the head alone where there is nobody else."""
        found = [people[agency_id] for people in (self.staff, self.focal) if agency_id in people]
        return found or [self.heads[agency_id]]


def make_people(chance: random.Random) -> Cast:
    """Make every account of the sample province."""
    cast, password, names = Cast(), make_password(PASSWORD), _names(chance)
    users, places = [], []

    def enter(username: str, role: Role, full_name: str, position: str) -> User:
        user = User(
            username=username,
            role=role,
            full_name=full_name,
            position=position,
            email=f"{username}@{DOMAIN}",
            password=password,
        )
        users.append(user)
        return user

    for username, role, full_name, position in _OFFICE:
        cast.office[username] = enter(username, role, full_name, position)
    for agency in Agency.objects.filter(Q(valid_to__isnull=True) | Q(kind=Agency.Kind.DEPARTMENT)):
        name = agency.code.lower()
        head = enter(name, Role.AGENCY_HEAD, next(names), head_of(agency))
        cast.heads[agency.pk] = head
        places.append(Membership(user=head, agency=agency, role=Membership.Role.HEAD))
        if agency.valid_to is None and agency.kind in (Agency.Kind.DEPARTMENT, Agency.Kind.UNIT):
            focal = enter(f"{name}.{_FOCAL}", Role.AGENCY_STAFF, next(names), "Chuyên viên, cán bộ đầu mối")
            cast.focal[agency.pk] = focal
            places.append(Membership(user=focal, agency=agency, role=Membership.Role.FOCAL))
        if agency.code in _WITH_STAFF:
            staff = enter(f"{name}.{_STAFF}", Role.AGENCY_STAFF, next(names), "Chuyên viên")
            cast.staff[agency.pk] = staff
            places.append(Membership(user=staff, agency=agency, role=Membership.Role.STAFF))
        if GOES.startswith(f"{name}."):
            cast.goes = enter(GOES, Role.AGENCY_STAFF, next(names), "Chuyên viên")
            places.append(Membership(user=cast.goes, agency=agency, role=Membership.Role.STAFF))
    cast.people = {user.pk: user for user in User.objects.bulk_create(users)}
    Membership.objects.bulk_create(places)
    return cast


def head_of(agency: Agency) -> str:
    """What the head of an agency is called."""
    name = agency.name
    if name.startswith("Sở "):
        return f"Giám đốc {name}"
    if name.startswith("UBND "):
        return f"Chủ tịch {name}"
    if name.startswith("Thanh tra"):
        return f"Chánh {name}"
    if name.startswith("Văn phòng"):
        return f"Phó Chánh {name}"
    if name.startswith("Ban "):
        return f"Trưởng {name[0].lower()}{name[1:]}"
    return f"Thủ trưởng {name}"


def sample_accounts() -> list[User]:
    """One account for each role, if this is the sample province and its password was not changed."""
    found = {
        user.username: user
        for user in User.objects.active().filter(username__in=_SHOWN, email__endswith=f"@{DOMAIN}")
    }
    # they share one hash, and checking one is slow on purpose
    opened = {
        digest for digest in {user.password for user in found.values()} if check_password(PASSWORD, digest)
    }
    return [found[name] for name in _SHOWN if name in found and found[name].password in opened]


def _names(chance: random.Random) -> Iterator[str]:
    """Invented names, none twice."""
    words = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    seen = {name for _, _, name, _ in _OFFICE}
    while True:
        sex = words[chance.choice(["men", "men", "women"])]
        parts = (words["family"], sex["middle"], sex["given"])
        name = " ".join(chance.choice(part.split()) for part in parts)
        if name not in seen:
            seen.add(name)
            yield name
