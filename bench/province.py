"""Years of a large province straight into the tables, by a few statements over sets of rows.

What publishing and reporting themselves cost is not asked here; what stands in the tables is what they would
have left: each share with its versions of past days, its report, the urgings of what is overdue. The same
numbers make the same rows.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.models import Role, User
from agencies.models import Agency, Membership
from directives.models import Assignment, AssignmentVersion, Directive, Event, ProgressReport, Urging
from directives.models.directive import DeadlineKind, Field
from meetings.models import Document, Meeting, text_digest

ON = date(2025, 11, 6)
DEPARTMENTS, COMMUNES = 22, 130
SHARES_OF_TEN = 26  # as many shares as ten directives have, those of all communes included
PER_YEAR, MOST_YEARS = 20_000, 10
TO_ALL_COMMUNES = 200  # every so many directives
IN_DOCUMENT, DOCUMENTS_OF_MEETING = 12, 3
SUBJECTS = (
    *("giải ngân vốn đầu tư công", "thủ tục hành chính", "giải phóng mặt bằng", "an toàn giao thông"),
    *("phòng, chống thiên tai", "dạy thêm, học thêm", "mua sắm thuốc", "quản lý đất đai", "chuyển đổi số"),
    *("khai thác khoáng sản", "xây dựng nông thôn mới", "nhà ở xã hội", "cấp nước sạch", "rừng phòng hộ"),
    *("du lịch dịp cuối năm", "khiếu nại, tố cáo", "hộ nghèo trên địa bàn"),
)
VERBS = ("Rà soát", "Báo cáo", "Tham mưu", "Kiểm tra", "Hướng dẫn", "Đề xuất phương án", "Tổng hợp")


@dataclass(frozen=True)
class Province:
    """Who is asked for in it."""

    clerk: User
    leader: User
    head: User  # of the first department


def fill(shares: int, *, on: date = ON) -> Province:
    """About so many shares of work, given until the day `on`; in an empty database."""
    people = _people()
    directives = max(shares * 10 // SHARES_OF_TEN, IN_DOCUMENT)
    days = 365 * min(max(shares // PER_YEAR, 1), MOST_YEARS)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        _draw(cursor, directives, days, on)
        _texts(cursor, people, directives)
        _directives(cursor, people)
        _shares(cursor, on)
        _past(cursor, on)
        _reports(cursor, people, on)
        cursor.execute("DROP TABLE IF EXISTS drawn, drawn_share")
        models = (Meeting, Document, Directive, Assignment, AssignmentVersion, ProgressReport, Urging, Event)
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute(
            "VACUUM ANALYZE" if connection.get_autocommit() and not connection.in_atomic_block else "ANALYZE"
        )
    return people


def _people() -> Province:
    agencies = [
        Agency(code="VP", name="Văn phòng UBND tỉnh", short_name="Văn phòng", kind=Agency.Kind.OFFICE)
    ]
    for n in range(DEPARTMENTS):
        name = f"Sở chuyên ngành {n + 1}"
        agencies.append(Agency(code=f"S{n}", name=name, short_name=name, kind=Agency.Kind.DEPARTMENT))
    for n in range(COMMUNES):
        name = f"UBND xã số {n + 1}"
        agencies.append(
            Agency(code=f"X{n}", name=name, short_name=f"Xã số {n + 1}", kind=Agency.Kind.COMMUNE)
        )
    for agency in agencies:
        agency.derive()
    Agency.objects.bulk_create(agencies)
    leaders = _users("lanh-dao", Role.LEADER, 6)
    clerks = _users("van-phong", Role.OFFICE_STAFF, 12)
    heads = _users("thu-truong", Role.AGENCY_HEAD, DEPARTMENTS + COMMUNES)
    Membership.objects.bulk_create(
        Membership(user=user, agency=agency, role=Membership.Role.HEAD)
        for user, agency in zip(heads, agencies[1:], strict=True)
    )
    return Province(clerks[0], leaders[0], heads[0])


def _users(name: str, role: Role, count: int) -> list[User]:
    return User.objects.bulk_create(
        User(
            username=f"{name}-{n}",
            full_name=f"Nguyễn Văn Thứ {n}",
            email=f"{name}-{n}@dondoc.example",
            role=role,
        )
        for n in range(count)
    )


def _chance(salt: int, of: str = "n") -> str:
    """SQL: a number from 0 to 1 for each row, always the same."""
    return f"((hashint8extended({of}, {salt}) & 1048575) / 1048576.0)"


def _draw(cursor: Any, directives: int, days: int, on: date) -> None:
    """What is decided of each directive and of each share of it."""
    cursor.execute(
        f"""
        CREATE TEMP TABLE drawn AS
        SELECT n, n %% {TO_ALL_COMMUNES} = 0 AS to_all,
               %(on)s::date - ((1 - n / %(count)s::float) * %(days)s)::int AS given_on,
               5 + (power({_chance(1)}, 2) * 90)::int AS term,
               {_chance(2)} < 0.06 AS without_deadline,
               CASE WHEN {_chance(3)} < 0.7
                         THEN (power({_chance(4)}, 1.5) * {DEPARTMENTS})::int %% {DEPARTMENTS}
                    ELSE {DEPARTMENTS} + ({_chance(5)} * {COMMUNES})::int %% {COMMUNES} END AS lead,
               CASE WHEN {_chance(6)} < 0.35 THEN 2 WHEN {_chance(6)} < 0.6 THEN 1 ELSE 0 END AS helpers
        FROM generate_series(1, %(count)s) n
        """,
        {"on": on, "count": directives, "days": days},
    )
    # Leads first; a helper is a department, another one than the lead.
    cursor.execute(
        f"""
        CREATE TEMP TABLE drawn_share AS
        SELECT row_number() OVER (ORDER BY n, k) AS id, each.*,
               CASE WHEN {_chance(8, "n * 1000 + agency")} < 0.96
                    THEN given_on + greatest(4, ceil(term * (0.2 + {_chance(9, "n * 1000 + agency")})))::int
               END AS filed_on
        FROM (
            SELECT n, 0 AS k, 'lead' AS role, lead AS agency, given_on, term, without_deadline
            FROM drawn WHERE NOT to_all
            UNION ALL
            SELECT n, c, 'lead', {DEPARTMENTS} + c, given_on, term, without_deadline
            FROM drawn, generate_series(0, {COMMUNES} - 1) c WHERE to_all
            UNION ALL
            SELECT n, k, 'coordinator', (lead + k * 5) %% {DEPARTMENTS}, given_on, term, without_deadline
            FROM drawn, generate_series(1, helpers) k WHERE NOT to_all
        ) each
        """,
        {},
    )
    cursor.execute("CREATE INDEX ON drawn_share (n)")
    cursor.execute("ANALYZE drawn")
    cursor.execute("ANALYZE drawn_share")


def _texts(cursor: Any, people: Province, directives: int) -> None:
    documents = -(-directives // IN_DOCUMENT)
    meetings = -(-documents // DOCUMENTS_OF_MEETING)
    meeting = Meeting(title="x", held_on=ON, chair=people.leader, created_by=people.clerk)
    of = f"JOIN drawn d ON d.n = (m - 1) * {IN_DOCUMENT * DOCUMENTS_OF_MEETING} + 1"
    _insert(
        cursor,
        meeting,
        f"generate_series(1, {meetings}) m {of}",
        id="m",
        held_on="d.given_on",
        title="'Phiên họp chuyên đề thứ ' || m",
        search_text="'phien hop chuyen de thu ' || m",
        chair_id=f"{people.leader.pk} + m % 6",
    )
    text = "Giao các cơ quan thực hiện các nhiệm vụ sau đây."
    document = Document(
        meeting=meeting,
        issued_on=ON,
        subject="x",
        text=text,
        text_sha256=text_digest(text),
        created_by=people.clerk,
        published_by=people.clerk,
        published_at=timezone.now(),
    )
    _insert(
        cursor,
        document,
        f"generate_series(1, {documents}) t JOIN drawn d ON d.n = (t - 1) * {IN_DOCUMENT} + 1",
        id="t",
        meeting_id=f"(t - 1) / {DOCUMENTS_OF_MEETING} + 1",
        issued_on="d.given_on",
        number="t || '/TB-UBND'",
        subject="'Kết luận số ' || t",
        search_text="'ket luan so ' || t",
        published_at="d.given_on + interval '9 hours'",
    )


def _directives(cursor: Any, people: Province) -> None:
    title = f"{_pick(VERBS, 11)} || ' ' || {_pick(SUBJECTS, 12)} || ', đợt ' || n"
    folded = f"{_pick(VERBS, 11, folded=True)} || ' ' || {_pick(SUBJECTS, 12, folded=True)} || ' dot ' || n"
    directive = Directive(
        code="x",
        year=2025,
        number=1,
        document_id=1,
        position=0,
        title="x",
        content="x",
        deadline_kind=DeadlineKind.FIXED,
        directing_leader=people.leader,
        monitor=people.clerk,
        published_by=people.clerk,
        published_at=timezone.now(),
        search_text="x",
    )
    _insert(
        cursor,
        directive,
        "drawn",
        id="n",
        code="'NV-' || n",
        year="extract(year FROM given_on)",
        number="n",
        document_id=f"(n - 1) / {IN_DOCUMENT} + 1",
        position=f"(n - 1) % {IN_DOCUMENT}",
        title=title,
        content=f"{title} || ', báo cáo UBND tỉnh kết quả thực hiện theo đúng thời hạn được giao.'",
        search_text=f"'nv ' || n || ' ' || {folded} || ' bao cao ket qua thuc hien'",
        deadline_kind="CASE WHEN without_deadline THEN 'none' ELSE 'fixed' END",
        directing_leader_id=f"{people.leader.pk} + n % 6",
        monitor_id=f"{people.clerk.pk} + n % 12",
        field=_pick(Field.values, 13),
        starred=f"{_chance(14)} < 0.015",
        published_at=f"given_on + interval '9 hours' + interval '1 day' * (power({_chance(15)}, 4) * 6)::int",
        enter_by="given_on + 2",
    )
    star = Event(directive_id=1, kind=Event.Kind.STARRED, actor=people.leader, actor_name="Nguyễn Văn Thứ 0")
    _insert(
        cursor,
        star,
        "directives_directive d",
        directive_id="d.id",
        at="d.published_at",
        actor_id="d.directing_leader_id",
        where="d.starred",
    )


def _shares(cursor: Any, on: date) -> None:
    """Each share as it stands on the day."""
    first = Agency.objects.get(code="S0").pk
    day = f"DATE '{on}'"
    done = f"(role = 'lead' AND filed_on + 2 <= {day})"
    filed = f"(role = 'lead' AND filed_on <= {day})"
    # A coordinator is released when the lead of the same number is confirmed.
    released = f"CASE WHEN role = 'coordinator' AND filed_on + 2 <= {day} THEN filed_on + 2 END"
    due = "CASE WHEN without_deadline THEN NULL ELSE given_on + term END"
    share = Assignment(directive_id=1, agency_id=1, role="lead", assigned_on=on)
    _insert(
        cursor,
        share,
        "drawn_share",
        id="id",
        directive_id="n",
        agency_id=f"{first} + agency",
        role="role",
        assigned_on="given_on",
        due_on=due,
        original_due_on=due,
        accepted_at=f"CASE WHEN given_on + 3 <= {day} THEN given_on + 1 + interval '9 hours' END",
        work_state=f"CASE WHEN {done} THEN 'done'"
        f" WHEN given_on + 3 <= {day} THEN 'in_progress' ELSE 'new' END",
        confirmation=f"CASE WHEN {done} THEN 'confirmed' WHEN {filed} THEN 'pending'"
        f" WHEN role = 'lead' AND {day} - given_on > 20 AND {_chance(16, 'id')} < 0.05 THEN 'returned'"
        " ELSE 'none' END",
        percent=f"CASE WHEN {filed} THEN 100 WHEN given_on + 3 <= {day} THEN 40 ELSE 0 END",
        last_report_on=f"CASE WHEN {filed} THEN filed_on WHEN given_on + 3 <= {day}"
        f" THEN greatest(given_on + 3, {day} - ({_chance(17, 'id')} * 12)::int) END",
        filed_on=f"CASE WHEN {filed} THEN filed_on END",
        finished_on=f"CASE WHEN {done} THEN filed_on END",
        confirmed_on=f"CASE WHEN {done} THEN filed_on + 2 END",
        released_on=released,
    )
    cursor.execute("ANALYZE directives_assignment")


def _past(cursor: Any, on: date) -> None:
    """How each stood: new, then at work, then as it stands now."""
    fields = [str(field.column) for field in AssignmentVersion._meta.concrete_fields if not field.primary_key]
    shared = [name for name in fields if name not in ("assignment_id", "from_on", "until_on")]
    same = {name: f"a.{name}" for name in shared}
    version = AssignmentVersion(
        assignment_id=1, directive_id=1, agency_id=1, role="lead", assigned_on=on, from_on=on
    )
    begun, ended = "a.assigned_on + 3", "coalesce(a.filed_on, a.released_on)"
    at_work = {
        "confirmation": "'none'",
        "filed_on": "NULL",
        "finished_on": "NULL",
        "released_on": "NULL",
    }
    not_yet = at_work | {"work_state": "'new'", "percent": "0", "last_report_on": "NULL"}
    source, day = "directives_assignment a", f"DATE '{on}'"
    until = f"CASE WHEN {begun} <= {day} THEN {begun} END"
    _insert(
        cursor,
        version,
        source,
        **(same | not_yet | {"assignment_id": "a.id", "from_on": "a.assigned_on", "until_on": until}),
    )
    working = {"work_state": "'in_progress'", "percent": "40", "last_report_on": begun}
    _insert(
        cursor,
        version,
        source,
        where=f"{ended} > {begun}",
        **(same | at_work | working | {"assignment_id": "a.id", "from_on": begun, "until_on": ended}),
    )
    now = {"assignment_id": "a.id", "from_on": f"greatest({begun}, {ended})", "until_on": "NULL"}
    _insert(cursor, version, source, where=f"{begun} <= {day}", **(same | now))


def _reports(cursor: Any, people: Province, on: date) -> None:
    report = ProgressReport(
        assignment_id=1,
        kind="progress",
        percent=40,
        done="Đang thực hiện theo kế hoạch.",
        filed_by=people.head,
        filed_on=on,
        filed_at=timezone.now(),
    )
    done = "a.work_state = 'done'"
    _insert(
        cursor,
        report,
        "directives_assignment a",
        where="a.last_report_on IS NOT NULL AND a.role = 'lead'",
        assignment_id="a.id",
        percent="a.percent",
        filed_on="a.last_report_on",
        filed_at="a.last_report_on + interval '10 hours'",
        kind="CASE WHEN a.filed_on IS NULL THEN 'progress' ELSE 'completion' END",
        decision=f"CASE WHEN {done} THEN 'confirmed' ELSE '' END",
        decided_by_id=f"CASE WHEN {done} THEN {people.clerk.pk} END",
        decided_at=f"CASE WHEN {done} THEN a.confirmed_on + interval '11 hours' END",
        done="CASE WHEN a.filed_on IS NULL THEN 'Đang thực hiện theo kế hoạch.'"
        " ELSE 'Đã hoàn thành, trình UBND tỉnh tại Tờ trình số ' || a.id || '/TTr.' END",
        difficulties=f"CASE WHEN {_chance(18, 'a.id')} < 0.1 THEN 'Chờ ý kiến của Bộ chủ quản.' ELSE '' END",
    )
    urging = Urging(assignment_id=1, number=1, kind="reminder", text="Khẩn trương báo cáo.", by=people.clerk)
    _insert(
        cursor,
        urging,
        "directives_assignment a, generate_series(1, 3) k",
        assignment_id="a.id",
        number="k",
        at="a.due_on + k * 7 + interval '9 hours'",
        where=f"a.role = 'lead' AND coalesce(a.filed_on, DATE '{on}') > a.due_on + k * 7"
        f" AND {_chance(19, 'a.id')} < 0.6",
    )


def _array(words: Any) -> str:
    return "ARRAY[" + ", ".join(f"'{word}'" for word in words) + "]"


def _pick(words: Any, salt: int, *, folded: bool = False) -> str:
    """SQL: one of these words for each row."""
    from agencies.vietnamese import fold_words

    kept = [fold_words(word) if folded else word for word in words]
    return f"({_array(kept)})[1 + ({_chance(salt)} * {len(kept)})::int % {len(kept)}]"


def _insert(cursor: Any, like: Model, source: str, *, where: str = "true", **given: str) -> None:
    """A row for each of the source: as `like`, except for the columns that are given as SQL."""
    meta = like._meta
    columns, values, fixed = [], [], []
    for field in meta.concrete_fields:
        if field.column in given:
            values.append(given.pop(field.column))
        elif field.primary_key:
            continue
        else:
            values.append("%s")
            fixed.append(field.get_db_prep_save(getattr(like, field.attname), connection))
        columns.append(connection.ops.quote_name(str(field.column)))
    assert not given, given
    sql = ", ".join(value.replace("%", "%%") if value != "%s" else value for value in values)
    cursor.execute(
        f"INSERT INTO {connection.ops.quote_name(meta.db_table)} ({', '.join(columns)})"
        f" SELECT {sql} FROM {source} WHERE {where.replace('%', '%%')}",
        fixed,
    )
