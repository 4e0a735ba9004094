"""The cast: the same people, agencies and work in every test. Real rows, made as the product makes them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import lru_cache

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import Role, User
from agencies.calendar import day_set
from agencies.models import Agency, AgencyGroup, Membership
from directives import publishing
from directives.models import Assignment, Directive, Proposal, ProposalParty, Sentence
from meetings.models import Document, Meeting, text_digest

PASSWORD = "tre-xanh-ben-song-lam"  # of everybody in the cast
SESSION_DAY = date(2025, 11, 4)
DUE_ON = date(2025, 11, 9)


@lru_cache(maxsize=1)
def _password() -> str:
    """One hash for the whole run: hashing is slow on purpose."""
    return make_password(PASSWORD)


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Make a user: `make_user("hoa", Role.AGENCY_STAFF, "Lê Thị Hoa", agency=health, place="staff")`."""

    def make(
        username: str,
        role: Role,
        full_name: str,
        *,
        position: str = "",
        agency: Agency | None = None,
        place: str = Membership.Role.STAFF,
    ) -> User:
        user = User.objects.create(
            username=username,
            role=role,
            full_name=full_name,
            position=position or role.label,
            email=f"{username}@dondoc.example",
            password=_password(),
        )
        if agency is not None:
            Membership.objects.create(user=user, agency=agency, role=place)
        return user

    return make


@pytest.fixture
def make_agency(db: None) -> Callable[..., Agency]:
    """Make an agency: `make_agency("SNV", "Sở Nội vụ")`; a department unless `kind` says otherwise."""

    def make(code: str, name: str, *, kind: str = Agency.Kind.DEPARTMENT, **fields: object) -> Agency:
        values = {"short_name": name, "symbol": code, **fields}
        return Agency.objects.create(code=code, name=name, kind=kind, **values)

    return make


@pytest.fixture
def office_agency(make_agency: Callable[..., Agency]) -> Agency:
    return make_agency("VP", "Văn phòng UBND tỉnh", kind=Agency.Kind.OFFICE)


@pytest.fixture
def finance(make_agency: Callable[..., Agency]) -> Agency:
    return make_agency("STC", "Sở Tài chính")


@pytest.fixture
def health(make_agency: Callable[..., Agency]) -> Agency:
    return make_agency("SYT", "Sở Y tế")


@pytest.fixture
def education(make_agency: Callable[..., Agency]) -> Agency:
    return make_agency("SGDDT", "Sở Giáo dục và Đào tạo", short_name="Sở GD&ĐT")


@pytest.fixture
def treasury(make_agency: Callable[..., Agency]) -> Agency:
    """A body outside the Committee: asked, not ordered, and not ranked."""
    return make_agency(
        "KBNN", "Kho bạc Nhà nước khu vực XI", kind=Agency.Kind.CENTRAL, is_asked=True, is_ranked=False
    )


@pytest.fixture
def communes(make_agency: Callable[..., Agency]) -> list[Agency]:
    """Two communes and a ward."""
    names = [("X1", "xã Đô Lương"), ("X2", "xã Anh Sơn"), ("P1", "phường Trường Vinh")]
    return [
        make_agency(
            code, f"UBND {name}", kind=Agency.Kind.COMMUNE, short_name=name[0].upper() + name[1:], symbol=""
        )
        for code, name in names
    ]


@pytest.fixture
def departments_group(finance: Agency, health: Agency, education: Agency) -> AgencyGroup:
    group = AgencyGroup.objects.create(code="departments", name="Các sở, ban, ngành")
    group.members.set([finance, health, education])
    return group


@pytest.fixture
def communes_group(communes: list[Agency]) -> AgencyGroup:
    group = AgencyGroup.objects.create(code="communes", name="UBND các xã, phường")
    group.members.set(communes)
    return group


@pytest.fixture
def lan(make_user: Callable[..., User]) -> User:
    """The clerk of the Office."""
    return make_user("lan", Role.OFFICE_STAFF, "Trần Thị Lan", position="Chuyên viên Phòng Tổng hợp")


@pytest.fixture
def dung(make_user: Callable[..., User]) -> User:
    """Her superior."""
    return make_user("dung", Role.OFFICE_HEAD, "Nguyễn Tiến Dũng", position="Phó Chánh Văn phòng")


@pytest.fixture
def chi(make_user: Callable[..., User]) -> User:
    """The Chairman, who chairs the sessions."""
    return make_user("chi", Role.LEADER, "Phan Văn Chí", position="Chủ tịch UBND tỉnh")


@pytest.fixture
def ha(make_user: Callable[..., User], health: Agency) -> User:
    return make_user(
        "ha", Role.AGENCY_HEAD, "Lê Thu Hà", position="Giám đốc Sở Y tế", agency=health, place="head"
    )


@pytest.fixture
def binh(make_user: Callable[..., User], finance: Agency) -> User:
    return make_user(
        "binh",
        Role.AGENCY_HEAD,
        "Hồ Thanh Bình",
        position="Giám đốc Sở Tài chính",
        agency=finance,
        place="head",
    )


@pytest.fixture
def mai(make_user: Callable[..., User], finance: Agency) -> User:
    """The focal officer of Sở Tài chính: reports for the whole agency."""
    return make_user("mai", Role.AGENCY_STAFF, "Đặng Ngọc Mai", agency=finance, place="focal")


@pytest.fixture
def nam(make_user: Callable[..., User], finance: Agency) -> User:
    """An officer of Sở Tài chính: acts on what is delegated to him only."""
    return make_user("nam", Role.AGENCY_STAFF, "Vũ Hoài Nam", agency=finance, place="staff")


@pytest.fixture
def an(make_user: Callable[..., User]) -> User:
    return make_user("an", Role.AUDITOR, "Bùi Thị An", position="Thanh tra viên")


@pytest.fixture
def quan(make_user: Callable[..., User]) -> User:
    return make_user("quan", Role.ADMIN, "Cao Minh Quân", position="Quản trị hệ thống")


@pytest.fixture
def cast(
    lan: User, dung: User, chi: User, ha: User, binh: User, mai: User, nam: User, an: User, quan: User
) -> dict[str, User]:
    """Everybody by name, for tables of who may do what."""
    return {user.username: user for user in (lan, dung, chi, ha, binh, mai, nam, an, quan)}


@pytest.fixture
def day() -> Iterator[Callable[[date], None]]:
    """Set the clock for the rest of the test: `day(date(2025, 11, 6))`; may be called again to move on."""
    with ExitStack() as stack:
        yield lambda chosen: stack.enter_context(day_set(chosen))


@pytest.fixture
def session_0411(lan: User, chi: User) -> Meeting:
    """The Committee's session of 04/11/2025."""
    return Meeting.objects.create(
        kind=Meeting.Kind.SESSION,
        title="Phiên họp UBND tỉnh thường kỳ tháng 10 năm 2025",
        held_on=SESSION_DAY,
        chair=chi,
        place="Phòng họp số 1, trụ sở UBND tỉnh",
        created_by=lan,
    )


@pytest.fixture
def make_document(lan: User) -> Callable[..., Document]:
    """Make a document which is not published yet: `make_document(text=..., meeting=session_0411)`."""
    count = 0

    def make(
        *,
        text: str = "Giao Sở Tài chính rà soát nhu cầu vốn, báo cáo trước ngày 09/11/2025.",
        meeting: Meeting | None = None,
        issued_on: date = SESSION_DAY,
        **fields: object,
    ) -> Document:
        nonlocal count
        count += 1
        values: dict[str, object] = {
            "number": f"{780 + count}/TB-UBND",
            "subject": "Kết luận của Chủ tịch UBND tỉnh",
            "signer": "Phan Văn Chí",
            "created_by": lan,
            **fields,
        }
        return Document.objects.create(
            text=text, text_sha256=text_digest(text), meeting=meeting, issued_on=issued_on, **values
        )

    return make


@pytest.fixture
def make_directive(
    make_document: Callable[..., Document], session_0411: Meeting, lan: User
) -> Callable[..., Directive]:
    """Give out one directive through publishing, as the Office does.

    `make_directive(lead=finance, coordinators=[health], due_on=date(2025, 11, 9), on=date(2025, 11, 4))`.
    `lead` is an agency or several; `groups` are coordinating groups, `lead_groups` leading ones;
    `by` publishes and monitors.
    """

    def make(
        *,
        lead: Agency | Iterable[Agency] = (),
        coordinators: Iterable[Agency] = (),
        lead_groups: Iterable[AgencyGroup] = (),
        groups: Iterable[AgencyGroup] = (),
        due_on: date | None = DUE_ON,
        title: str = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư",
        on: date = SESSION_DAY,
        by: User = lan,
        meeting: Meeting | None = session_0411,
        **fields: object,
    ) -> Directive:
        leads = [lead] if isinstance(lead, Agency) else list(lead)
        text = f"Giao {', '.join(map(str, [*leads, *lead_groups]))} {title.lower()}."
        with day_set(on):
            document = make_document(text=text, meeting=meeting, issued_on=on)
            Sentence.objects.create(document=document, start=0, end=len(text))
            proposal = Proposal.objects.create(
                document=document,
                start=0,
                end=len(text),
                title=title,
                deadline_kind="fixed" if due_on else "none",
                due_on=due_on,
                **fields,
            )
            for role, agencies, group_rows in (
                ("lead", leads, lead_groups),
                ("coordinator", coordinators, groups),
            ):
                for agency in agencies:
                    ProposalParty.objects.create(
                        proposal=proposal, role=role, text=agency.name, agency=agency
                    )
                for group in group_rows:
                    ProposalParty.objects.create(proposal=proposal, role=role, text=group.name, group=group)
            return publishing.publish(document.pk, by=by)[0]

    return make


@pytest.fixture
def directive(make_directive: Callable[..., Directive], finance: Agency, health: Agency) -> Directive:
    """Given out on 04/11/2025: Sở Tài chính leads, Sở Y tế coordinates, due on 09/11/2025."""
    return make_directive(lead=finance, coordinators=[health])


@pytest.fixture
def assignment(directive: Directive, finance: Agency) -> Assignment:
    """The share of Sở Tài chính in `directive`, as new."""
    return Assignment.objects.get(directive=directive, agency=finance)
