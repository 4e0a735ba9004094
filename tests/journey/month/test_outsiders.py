"""Nothing for the wrong person: what is not theirs to see, and what is not theirs to do."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from directives import transitions
from directives.models import Assignment
from directives.transitions import Progress
from tests.directives.conftest import DONE
from tests.journey.month.conftest import figure

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Rà soát nhu cầu vốn của các dự án chuyển chủ đầu tư"


@pytest.fixture
def work(make_directive, month, finance, health, binh, lan, chi):
    """Sở Tài chính has filed a result, Sở Y tế coordinates; leaders and the Office have talked about it."""
    made = make_directive(lead=finance, coordinators=[health], title=TITLE, due_on=date(2025, 11, 14))
    month.on(10)
    share = Assignment.objects.get(directive=made, agency=finance)
    transitions.accept(share.pk, by=binh)
    transitions.ask_explanation(share.pk, by=chi, question="Vì sao chậm?", due_on=date(2025, 11, 12))
    transitions.comment(made.pk, by=lan, text="Xem xét phê bình.", audience="internal")
    transitions.complete(share.pk, by=binh, progress=Progress(done=DONE))
    return made


@pytest.fixture
def son(make_user, education):
    return make_user("son", Role.AGENCY_HEAD, "Ngô Văn Sơn", agency=education, place="head")


def test_who_only_looks_and_who_may_not_even_look(work, enter, seen, son, ha, nam, an, quan):
    another_agency_knows_nothing(enter(son), work, seen)
    the_coordinator_sees_its_own(enter(ha), work)
    an_officer_without_the_work_reads_it(enter(nam), work)
    for reader in (an, quan):
        a_reader_reads_everything_said_in_public(enter(reader), work)


def another_agency_knows_nothing(page, work, seen):
    page.goto("/my-work/")
    expect(page.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    page.goto("/directives/?q=nhu+cau+von")
    expect(page.locator("#rows")).to_contain_text("Không có nhiệm vụ nào như vậy.")
    seen(page)
    assert page.goto(f"/directives/{work.pk}/").status == 404
    expect(page.get_by_role("main")).not_to_contain_text(TITLE)
    seen(page)
    assert page.goto("/dashboards/province/").status == 403
    seen(page)
    share = work.assignments.get(role="lead")
    for act in ("accept", "report", "complete", "explain"):
        assert page.request.get(f"/directives/{work.pk}/assignments/{share.pk}/{act}/").status == 404


def the_coordinator_sees_its_own(page, work):
    page.goto(f"/directives/{work.pk}/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Sở Tài chính")  # by name
    for words in (DONE, "Vì sao chậm?", "Xem xét phê bình."):
        expect(main).not_to_contain_text(words)
    expect(page.locator("[data-assignment]")).to_have_count(1)


def an_officer_without_the_work_reads_it(page, work):
    page.goto("/my-work/")
    expect(page.locator("#work")).to_contain_text("Không có việc nào chờ bạn.")
    page.goto(f"/directives/{work.pk}/")
    expect(page.get_by_role("main")).to_contain_text(DONE)
    expect(page.locator(".state-band").get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text("Xem xét phê bình.")


def a_reader_reads_everything_said_in_public(page, work):
    assert figure(page, "chờ xác nhận") == 1
    page.goto(f"/directives/{work.pk}/")
    main = page.get_by_role("main")
    expect(main).to_contain_text(DONE)
    expect(main).to_contain_text("Vì sao chậm?")
    expect(main).not_to_contain_text("Xem xét phê bình.")
    expect(main.get_by_role("button")).to_have_text(["Theo dõi", "Tắt báo"])
    expect(main.locator("[hx-target='#dialog']")).to_have_count(0)
    share = work.assignments.get(role="lead")
    assert page.request.get(f"/directives/{work.pk}/assignments/{share.pk}/confirm/").status == 403
    assert page.request.get(f"/directives/{work.pk}/edit/").status == 403
