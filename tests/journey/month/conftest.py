"""A month that a test walks through day by day: real site, real worker, real mail; only the clock is set."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from notifications.models import Notification, OutgoingMessage
from reminders.tasks import send_reminders
from tests.plugins.processes import Process, serve, worker_command
from tests.plugins.servers import WORKER_ID, SmtpServer
from tests.waiting import wait_for

PHONE, DESKTOP = (390, 844), (1440, 900)
FIRST = date(2025, 11, 1)
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => box.outerHTML.slice(0, 200))"""


@dataclass(frozen=True)
class Month:
    """November 2025: `month.on(6)` is the 6th, for the site, the worker and this process."""

    site: str
    worker: Process
    day_file: Path
    mail: SmtpServer
    set_day: Callable[[date], None]

    def on(self, number: int) -> date:
        """Move every clock to this day of the month."""
        day = FIRST.replace(day=number)
        self.set_day(day)
        _write_day(self.day_file, day)
        return day

    def morning(self, number: int) -> date:
        """The day begins: the worker sends the reminders of it, as beat has it do at half past seven."""
        day = self.on(number)
        run = send_reminders.delay(at_any_hour=True)
        wait_for(lambda: f"[{run.id}] succeeded" in self.worker.output(), what="the reminders of the morning")
        return day

    def notice(self, person: User, *words: str) -> None:
        """Wait until the person was told all of this in the app: most kinds are not mailed."""

        def was_told() -> bool:
            rows = Notification.objects.filter(recipient=person).values_list("title", "text")
            return any(all(word in f"{title}\n{text}" for word in words) for title, text in rows)

        wait_for(was_told, what=f"the notice “{' … '.join(words)}” to {person}")

    def letter(self, person: User, *words: str) -> None:
        """Wait until a letter has come to the person which says all of this, in its subject or its text."""

        def has_come() -> bool:
            said = [_said_by(message) for message in self.mail.to(person.email)]
            return any(all(part in text for part in words) for text in said)

        wait_for(has_come, what=f"the letter “{' … '.join(words)}” to {person}")


def _said_by(message: EmailMessage) -> str:
    text = message.get_body(("plain",)).get_content()
    return f"{message['Subject']}\n{text}".replace("\r", "")


def _write_day(file: Path, day: date) -> None:
    # In one step: a worker may be reading it.
    fresh = file.with_suffix(".new")
    fresh.write_text(day.isoformat(), encoding="ascii")
    fresh.replace(file)


@pytest.fixture(scope="package")  # what other tests send is not for this worker
def _processes_of_the_month(
    process_environment: dict[str, str], collected_static: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Process, Path]]:
    """Site and worker, once for all tests that walk through a month."""
    folder = tmp_path_factory.mktemp("month")
    file = folder / "day"
    _write_day(file, FIRST)
    env = {**process_environment, "STATIC_ROOT": str(collected_static), "DAY_FILE": str(file)}
    app = "tests.journey.month.moved_clock"
    site, address = serve(env, folder / "web.log", app)
    arguments, ready = worker_command(app, f"month@{WORKER_ID}")
    worker = Process(arguments, {**env, "SITE_URL": address}, folder / "worker.log", ready)
    yield address, worker, file
    worker.stop()
    site.stop()


@pytest.fixture
def month(
    transactional_db: None,
    _processes_of_the_month: tuple[str, Process, Path],
    smtp_server: SmtpServer,
    ladder: None,
    day: Callable[[date], None],
) -> Iterator[Month]:
    """The month, on its first day. At the end of the test every letter must have gone out."""
    month = Month(*_processes_of_the_month, smtp_server, day)
    month.on(1)
    yield month
    wait_for(lambda: not OutgoingMessage.objects.exclude(status="sent").exists(), what="an empty outbox")


@pytest.fixture
def enter(open_as: Callable[..., Page], month: Month) -> Callable[[User], Page]:
    """The site in the month, as somebody: `enter(lan)`."""
    return lambda user: open_as(user, site=month.site)


@pytest.fixture
def seen(axe: Callable[..., None]) -> Callable[[Page], None]:
    """`seen(page)`: what is shown, an open dialog too, is sound on a phone in the dark and on a desktop.

    Nothing runs out of the screen to the side, and axe-core finds no fault.
    """

    def check(page: Page) -> None:
        for (width, height), scheme in ((PHONE, "dark"), (DESKTOP, "light")):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate(TOO_WIDE)
            assert not wide, f"{page.url} runs out of the screen at {width} px: {wide}"
            axe(page, "dialog[open]" if dialog_of(page).count() else "html")

    return check


def dialog_of(page: Page) -> Locator:
    """The form which stands over the page."""
    return page.locator("dialog#dialog[open]")


def begin(page: Page, act: str) -> None:
    """Open the form of an act which stands in the band or in its menu, with the keyboard."""
    band = page.locator(".state-band")
    if (menu := band.locator("summary")).count():
        menu.press("Enter")
    band.get_by_role("link", name=act).press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    """Go on with the Tab key until this has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is out of reach of the keyboard")


def told(page: Page, words: str) -> None:
    """The page says what was done, and the dialog is gone."""
    expect(page.locator("#notes")).to_contain_text(words)
    expect(dialog_of(page)).to_have_count(0)


def figure(page: Page, label: str) -> int:
    """The number which the dashboard gives under this label; the page is opened."""
    page.goto("/dashboards/province/")
    return int(page.locator(".stat", has_text=label).first.get_attribute("data-count"))


def history(page: Page) -> Locator:
    """What the page tells of the past of a directive."""
    return page.locator(".history").last
