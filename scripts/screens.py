"""The screens of which pictures are taken: who looks at each, and how they get there."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# Beside the sizes: "dark" as a system asks for it, "paper" the first sheet that a printer gives.
LOOKS = (*SIZES, "dark", "paper")
DARK = (*SIZES, "dark")

YEARS = 3  # dashboards and what compares are shown on as many years of work

# Accounts of the sample province.
LEADER, HEAD, OFFICE, ADMIN = "chutich", "vanphong", "tonghop", "quantri"
AGENCY, STAFF = "stc", "stc.chuyenvien"


@dataclass(frozen=True)
class Screen:
    """One picture: its name, who looks (None: nobody signed in), and how they get there."""

    name: str
    who: str | None
    go: Callable[[Page], object]
    whole: bool = True  # the whole page, not only what the window shows
    looks: tuple[str, ...] = tuple(SIZES)  # of LOOKS
    changes: bool = False  # the way to it changes what the others show: taken after them
    years: int = 0  # of the sample in which it is taken: 0, or YEARS


def at(address: str) -> Callable[[Page], object]:
    """Straight to an address."""
    return lambda page: page.goto(address)


def through(address: str, *links: str) -> Callable[[Page], object]:
    """From an address on through the first link or button that each selector finds."""

    def go(page: Page) -> None:
        page.goto(address)
        for link in links:
            page.wait_for_load_state("networkidle")
            page.locator(link).first.click()
            page.wait_for_load_state("networkidle")

    return go


def dialog(address: str, button: str) -> Callable[[Page], object]:
    """To an address, where a button opens a form over the page."""

    def go(page: Page) -> None:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.locator(button).first.click()
        page.locator("dialog[open] form").wait_for()

    return go


def dialog_of_overdue(button: str) -> Callable[[Page], object]:
    """To work that is overdue, where a button opens a form over the page."""

    def go(page: Page) -> None:
        through("/directives/?time=overdue", "main table a.row-link")(page)
        page.locator(button).first.click()
        page.locator("dialog[open] form").wait_for()

    return go


def set_deadline(page: Page) -> None:
    """From overdue work, through the menu of seldom acts, to the form which changes its day."""
    through("/directives/?time=overdue", "main table a.row-link")(page)
    page.locator("main details.menu summary").first.click()
    page.locator("main a[href$='/set-deadline/']").first.click()
    page.locator("dialog[open] form").wait_for()


def urge_preview(page: Page) -> None:
    """What an urging will do, before it is sent."""
    dialog("/my-work/", ACT.format("urge"))(page)
    page.locator("dialog[open] form .btn-primary").click()
    page.locator("dialog[open] .urging-preview").wait_for()


def signed_letter(page: Page) -> None:
    """From an urging to the form which keeps the scan of its letter."""
    through("/directives/?q=du lịch dịp cuối năm", ROW)(page)
    page.locator("main a[href^='/urgings/'][href$='/letter/']").first.click()
    page.locator("dialog[open] form").wait_for()


def push(page: Page) -> None:
    """The part of the preferences which switches push messages on, in a browser that may show them."""
    page.context.grant_permissions(["notifications"])
    page.goto("/notifications/preferences/")
    page.wait_for_load_state("networkidle")
    page.locator("#push-title").scroll_into_view_if_needed()


def exported(address: str = "") -> Callable[[Page], object]:
    """To a file which was made of what is overdue, or from there on to an address."""

    def go(page: Page) -> None:
        page.goto("/directives/?time=overdue")
        page.wait_for_load_state("networkidle")
        page.locator(".register-tools summary:has-text('Xuất, in')").click()
        page.get_by_text("Tạo tệp Excel, báo khi xong").click()
        page.get_by_text("Tải tệp Excel").wait_for()
        if address:
            page.goto(address)

    return go


def published(*links: str) -> Callable[[Page], object]:
    """The numbers of a month published, where they are not yet, and what everybody sees of it."""

    def go(page: Page) -> None:
        page.goto("/reports/publications/?month=2025-10")
        button = page.locator("main form[method=post] .btn-primary")
        if button.count():
            button.click()
            page.wait_for_load_state("networkidle")
        through("/cong-khai/", *links)(page)

    return go


def publish(page: Page) -> None:
    """From the review of a text on to the page which says what would go out."""
    DRAFT(page)
    page.goto(page.url.replace("/review/", "/publish/"))


def merge(page: Page) -> None:
    """From the newest directive to the page on which it is merged into an earlier one."""
    page.goto("/directives/?sort=-code")
    page.locator("main table a.row-link").first.click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{page.url}merge/?q=giao")
    page.locator("#found a.btn").first.click()


def split(page: Page) -> None:
    """From work of one agency to the form which splits it into milestones."""
    through("/directives/?q=quản lý thu", "main table a.row-link")(page)
    page.locator("main a[href$='/split/']").click()
    page.locator("dialog[open] form").wait_for()


def history(words: str) -> Callable[[Page], object]:
    """The history of a directive, found by its words."""

    def go(page: Page) -> None:
        through(f"/directives/?q={words}", "main table a.row-link")(page)
        page.locator("#history-title").scroll_into_view_if_needed()

    return go


def saved(page: Page) -> None:
    """The form which keeps the filters of the register under a name."""
    through("/directives/?time=overdue", ".register-tools summary", "a[href*='/saved/add/']")(page)
    page.locator("dialog[open] form").wait_for()


def bulk_result(page: Page) -> None:
    """What became of each row when an officer was given many directives, some of which were theirs."""
    page.goto("/directives/bulk/?act=assign_monitor&all=1&time=overdue")
    page.locator("main select[name=monitor]").select_option(index=1)
    page.locator("main form .btn-primary").click()


def cycle(page: Page) -> None:
    """From recurring work to the form of its cycle."""
    through("/directives/?q=kết quả giải ngân", "main table a.row-link")(page)
    page.locator("main a[href$='/set-cycle/']").first.click()
    page.locator("dialog[open] form").wait_for()


def chosen(address: str) -> Callable[[Page], object]:
    """The register with some rows ticked."""

    def go(page: Page) -> None:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        for box in page.locator(".register-table [name=share]").all()[:3]:
            box.check()

    return go


def bulk(act: str) -> Callable[[Page], object]:
    """The page which asks before an act on many rows."""
    return lambda page: page.goto(f"/directives/bulk/?act={act}&all=1&time=overdue")


def target(page: Page) -> None:
    """The target of the budget, with a year's figures and the directives beside it."""
    through("/targets/?sort=name", "main table a.row-link:has-text('Thu ngân sách')")(page)
    page.wait_for_load_state("networkidle")


def target_value(page: Page) -> None:
    """From a target to the figure of a month that was entered before."""
    target(page)
    page.locator(".months-table a[href$='/2025/9/']").click()
    page.locator("dialog[open] form").wait_for()


def target_plan(page: Page) -> None:
    """From a target to the plan of its months."""
    target(page)
    page.locator("main a[href$='/plan/']").click()
    page.locator("dialog[open] form").wait_for()


DRAFT = through("/my-work/", "#drafts a.row-link")  # the sample province has a text which is under review
ROW = "main table a.row-link"
ACT = "main a.btn[href*='/assignments/'][href$='/{}/']"

SCREENS = [
    Screen("sign-in", None, at("/accounts/login/")),
    Screen("my-work-agency", AGENCY, at("/my-work/")),
    Screen("my-work-staff", STAFF, at("/my-work/")),
    Screen("my-work-office", OFFICE, at("/my-work/"), looks=DARK),
    Screen("my-work-head", HEAD, at("/my-work/")),
    Screen("my-work-leader", LEADER, at("/my-work/")),
    Screen("dashboard", LEADER, at("/dashboards/province/"), looks=LOOKS, years=YEARS),
    Screen("dashboard-office", OFFICE, at("/dashboards/office/"), looks=(*SIZES, "paper"), years=YEARS),
    Screen("dashboard-mine", LEADER, at("/dashboards/mine/"), years=YEARS),
    Screen("dashboard-agency", AGENCY, at("/dashboards/agency/"), looks=(*SIZES, "paper"), years=YEARS),
    Screen("communes", LEADER, at("/dashboards/communes/"), looks=LOOKS, years=YEARS),
    Screen("wall", LEADER, at("/dashboards/wall/"), looks=DARK, years=YEARS),
    *(
        Screen(f"wall-{name}", LEADER, at(f"/dashboards/wall/?picture={n}"), whole=False, years=YEARS)
        for n, name in enumerate(("months", "agencies", "communes", "days", "overdue"), start=1)
    ),
    Screen("register", OFFICE, at("/directives/"), looks=DARK),
    Screen("register-overdue", LEADER, at("/directives/?time=overdue")),
    Screen("directive-add", OFFICE, at("/directives/add/")),
    Screen("merge", OFFICE, merge),
    Screen("split", OFFICE, split, whole=False),
    Screen("cycle", OFFICE, cycle, whole=False),
    Screen(
        "register-columns",
        OFFICE,
        through("/directives/", ".register-tools summary:has-text('Cột')"),
        whole=False,
    ),
    Screen("register-chosen", OFFICE, chosen("/directives/?time=overdue"), whole=False),
    Screen("register-bulk", OFFICE, bulk("assign_monitor")),
    Screen(
        "register-saved",
        OFFICE,
        saved,
        whole=False,
    ),
    Screen("register-print", OFFICE, at("/directives/print/?time=overdue"), looks=(*SIZES, "paper")),
    Screen("targets", LEADER, at("/targets/"), looks=LOOKS, years=YEARS),
    Screen("target", OFFICE, target, looks=LOOKS),
    Screen("target-agency", AGENCY, through("/targets/", ROW)),
    Screen("target-value", AGENCY, target_value, whole=False),
    Screen("target-plan", OFFICE, target_plan, whole=False),
    Screen("target-add", OFFICE, at("/targets/add/")),
    Screen("directive", OFFICE, through("/directives/?q=hồ sơ còn hiệu lực", ROW), looks=LOOKS),
    Screen("directive-history", OFFICE, history("hồ sơ còn hiệu lực"), whole=False),
    Screen("directive-pending", OFFICE, through("/directives/?state=pending", ROW)),
    Screen("directive-urged", LEADER, through("/directives/?q=du lịch dịp cuối năm", ROW)),
    Screen("directive-milestones", OFFICE, through("/directives/?q=lưới điện&state=split", ROW)),
    Screen("directive-merged", OFFICE, through("/directives/?q=thông suốt&state=revoked", ROW)),
    Screen("directive-agency", AGENCY, through("/directives/?state=in_progress", ROW)),
    Screen("report", AGENCY, dialog("/my-work/", ACT.format("report")), whole=False),
    Screen("urge", OFFICE, dialog("/my-work/", ACT.format("urge")), whole=False),
    Screen("urge-preview", OFFICE, urge_preview, whole=False),
    Screen("signed-letter", OFFICE, signed_letter, whole=False),
    Screen("instruct", LEADER, dialog_of_overdue("main a[href$='/instruct/']"), whole=False),
    Screen("ask-explanation", LEADER, dialog_of_overdue("main a[href$='/ask-explanation/']"), whole=False),
    Screen("set-deadline", HEAD, set_deadline, whole=False),
    Screen("confirm", OFFICE, dialog("/my-work/", ACT.format("confirm")), whole=False),
    Screen("meetings", OFFICE, at("/meetings/")),
    Screen("meeting", OFFICE, through("/meetings/", ROW)),
    Screen("meeting-add", OFFICE, at("/meetings/add/")),
    Screen("documents", OFFICE, at("/documents/")),
    Screen("document-add", OFFICE, at("/documents/add/")),
    Screen("document-correction", OFFICE, through("/documents/?q=785", ROW, "main a[href*='corrects=']")),
    Screen("review", OFFICE, DRAFT),
    Screen("publish", OFFICE, publish),
    Screen("document", OFFICE, through("/meetings/", ROW, "main a[href^='/documents/']")),
    Screen("document-corrected", OFFICE, through("/documents/?q=Đề án 06", ROW)),
    Screen("document-correcting", OFFICE, through("/documents/?q=741", ROW)),
    Screen("calendar", OFFICE, at("/calendar/")),
    Screen("calendar-week", LEADER, at("/calendar/?view=week")),
    Screen("search", OFFICE, at("/search/?q=ke hoach")),
    Screen("agencies", OFFICE, at("/agencies/")),
    Screen("agency", AGENCY, at("/agencies/")),
    Screen("agency-office", OFFICE, through("/agencies/?q=tài chính", "main table a[href^='/agencies/']")),
    Screen("successions", HEAD, at("/successions/")),
    Screen("succession", HEAD, through("/successions/", "main a[href^='/successions/']")),
    Screen("departed", HEAD, at("/departed/")),
    Screen("departed-agency", AGENCY, at("/departed/")),
    Screen("rules", HEAD, at("/rules/")),
    Screen("ladder", HEAD, at("/reminders/ladder/")),
    Screen("ladder-rule", HEAD, dialog("/reminders/ladder/", "main a[href^='/reminders/ladder/']")),
    Screen("month-report", HEAD, at("/reports/month/?month=2025-11"), looks=(*SIZES, "paper")),
    Screen(
        "compare-days", LEADER, at("/reports/compare/?first=2025-10-31"), looks=(*SIZES, "paper"), years=YEARS
    ),
    Screen("compare-days-agency", AGENCY, at("/reports/compare/?first=2025-10-31"), years=YEARS),
    Screen("scores", LEADER, at("/reports/scores/?month=2025-10"), looks=(*SIZES, "paper"), years=YEARS),
    Screen("score", AGENCY, at("/reports/scores/?month=2025-10"), years=YEARS),
    Screen("scoring-rules", HEAD, at("/reports/scores/rules/")),
    Screen("results", OFFICE, at("/reports/results/?month=2025-10")),
    Screen("publications", HEAD, at("/reports/publications/?month=2025-10")),
    Screen("public", HEAD, published(), changes=True),
    Screen("public-month", HEAD, published("main .months a"), changes=True),
    Screen("month-report-template", HEAD, at("/reports/month/template/")),
    Screen("letter-template", HEAD, at("/urging-letter/")),
    Screen("person", OFFICE, through("/directives/", ROW, "aside a[href^='/people/']")),
    Screen("inbox", AGENCY, at("/notifications/")),
    Screen("calendar-feed", AGENCY, through("/calendar/feed/", ".form-buttons button")),
    Screen("preferences", AGENCY, at("/notifications/preferences/")),
    Screen("preferences-push", AGENCY, push, whole=False),
    Screen("webhooks", HEAD, at("/notifications/webhooks/add/")),
    Screen("deliveries", OFFICE, at("/notifications/deliveries/")),
    Screen("deliveries-in-app", OFFICE, at("/notifications/deliveries/in-app/")),
    Screen("delivery", OFFICE, through("/notifications/deliveries/", "main table a.row-link")),
    Screen("admin", ADMIN, at("/admin/")),
    Screen("admin-agencies", ADMIN, at("/admin/agencies/agency/")),
    Screen("not-found", LEADER, at("/directives/0/")),
    Screen("register-bulk-result", OFFICE, bulk_result, changes=True),
    Screen("export", OFFICE, exported(), changes=True),
    Screen("exports", OFFICE, exported("/exports/"), changes=True),
]
