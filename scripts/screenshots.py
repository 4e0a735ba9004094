"""Take a picture of every screen, desktop and phone, some in the dark and on paper, into docs/screenshots/.

    .venv/bin/python scripts/screenshots.py [--base-url http://localhost:8000] [--only NAME ...] [--looks L]

Without an address it makes a sample province of its own, as it stands on DAY, and serves it while it works.
"""

import argparse
import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

import django  # noqa: E402
import psycopg  # noqa: E402
import pypdfium2  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, Response, sync_playwright  # noqa: E402
from psycopg.sql import SQL, Identifier  # noqa: E402

from config import private_servers  # noqa: E402
from scripts.setup import CHROMIUM  # noqa: E402

DAY = "2025-11-06"
DATABASE = "dondoc_screenshots"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
TALLEST = {"desktop": 1100, "phone": 1200}  # a longer page is cut: its top says how it looks
# Beside the sizes: "dark" as a system asks for it, "paper" the first sheet that a printer gives.
LOOKS = (*SIZES, "dark", "paper")
DARK = (*SIZES, "dark")

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
    Screen("dashboard", LEADER, at("/dashboards/province/"), looks=LOOKS),
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
    Screen("directive", OFFICE, through("/directives/?q=hồ sơ còn hiệu lực", ROW), looks=LOOKS),
    Screen("directive-history", OFFICE, history("hồ sơ còn hiệu lực"), whole=False),
    Screen("directive-pending", OFFICE, through("/directives/?state=pending", ROW)),
    Screen("directive-urged", LEADER, through("/directives/?q=du lịch dịp cuối năm", ROW)),
    Screen("directive-milestones", OFFICE, through("/directives/?q=lưới điện&state=split", ROW)),
    Screen("directive-merged", OFFICE, through("/directives/?q=thông suốt&state=revoked", ROW)),
    Screen("directive-agency", AGENCY, through("/directives/?state=in_progress", ROW)),
    Screen("report", AGENCY, dialog("/my-work/", ACT.format("report")), whole=False),
    Screen("urge", OFFICE, dialog("/my-work/", ACT.format("urge")), whole=False),
    Screen("instruct", LEADER, dialog_of_overdue("main a[href$='/instruct/']"), whole=False),
    Screen("ask-explanation", LEADER, dialog_of_overdue("main a[href$='/ask-explanation/']"), whole=False),
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
    Screen("letter-template", HEAD, at("/urging-letter/")),
    Screen("person", OFFICE, through("/directives/", ROW, "aside a[href^='/people/']")),
    Screen("inbox", AGENCY, at("/notifications/")),
    Screen("calendar-feed", AGENCY, through("/calendar/feed/", ".form-buttons button")),
    Screen("preferences", AGENCY, at("/notifications/preferences/")),
    Screen("webhooks", HEAD, at("/notifications/webhooks/add/")),
    Screen("deliveries", OFFICE, at("/notifications/deliveries/")),
    Screen("admin", ADMIN, at("/admin/")),
    Screen("admin-agencies", ADMIN, at("/admin/agencies/agency/")),
    Screen("not-found", LEADER, at("/directives/0/")),
    Screen("register-bulk-result", OFFICE, bulk_result, changes=True),
]


broken: list[str] = []


def main() -> None:
    """Take the pictures that were asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--base-url", help="a site which runs already, with the sample province")
    arguments.add_argument("--only", nargs="+", default=[], choices=[screen.name for screen in SCREENS])
    arguments.add_argument("--looks", nargs="+", default=LOOKS, choices=LOOKS)
    arguments.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    chosen = arguments.parse_args()
    screens = [screen for screen in SCREENS if not chosen.only or screen.name in chosen.only]
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.base_url:
        take(screens, chosen.looks, chosen.base_url, chosen.out)
        return
    try:
        with sample_site() as address:
            take(screens, chosen.looks, address, chosen.out)
    finally:
        private_servers.release()


def take(screens: list[Screen], looks: Iterable[str], address: str, out: Path) -> None:
    """Take each screen in each of its looks; everybody signs in once for each look."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        pages: dict[tuple[str | None, str], Page] = {}
        wanted = [(look, screen) for look in looks for screen in screens if look in screen.looks]
        for look, screen in sorted(wanted, key=lambda one: one[1].changes):
            who = screen.who, look
            if who not in pages:
                pages[who] = sign_in(browser, address, screen.who, look)
            file = out / f"{screen.name}-{look}.png"
            picture(pages[who], screen, look, file)
            say(f"{file.name}: {file.stat().st_size // 1024} kB")
        browser.close()


def chromium() -> str:
    """The system's browser."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        sys.exit("make screenshots: Chromium is missing: apt-get install chromium")
    return found


def sign_in(browser: Browser, address: str, who: str | None, look: str) -> Page:
    """A page of somebody's own."""
    width, height = SIZES.get(look, SIZES["desktop"])
    context = browser.new_context(
        base_url=address,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        color_scheme="dark" if look == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.on("response", refuse_errors)
    if who is not None:
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(who)
        page.locator("[name=password]").fill(password())
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
    return page


def refuse_errors(response: Response) -> None:
    """Nobody shall take the picture of a page that broke for a picture of the screen."""
    if response.status >= 500:
        broken.append(f"{response.url} answered {response.status}")


@cache
def password() -> str:
    """Of all sample accounts. Known to Django only once the site's environment is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from demo.people import PASSWORD

    return PASSWORD


def picture(page: Page, screen: Screen, look: str, file: Path) -> None:
    """One screen into one file."""
    size = look if look in SIZES else "desktop"
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    screen.go(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    if screen.whole:
        # A taller window rather than a stitched picture: bars that stay in place are drawn once.
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, min(tall, TALLEST[size]))})
        page.wait_for_timeout(200)
    if broken:
        sys.exit(f"make screenshots: {broken[0]}")
    if look == "paper":
        sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        image = sheets[0].render(scale=1.5).to_pil()
    else:
        image = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    few_colours(image.convert("RGB")).save(file, optimize=True)


def few_colours(image: Image.Image) -> Image.Image:
    """The picture in 256 colours, a third of its size: frequent ones stay, and no rare one goes far."""
    counted: Any = image.getcolors(image.width * image.height)
    found: list[tuple[int, ...]] = [colour for _, colour in sorted(counted, reverse=True)]
    for apart in (6, 10, 16, 24, 32, 48):
        kept = found[:80]
        for colour in found[80:]:
            if len(kept) > 256:
                break
            if min(map(partial(distance, colour), kept)) > apart:
                kept.append(colour)
        if len(kept) <= 256:
            break
    nearest = {
        colour: min(range(len(kept[:256])), key=lambda n: distance(colour, kept[n])) for colour in found
    }
    red, green, blue = (image.tobytes()[n::3] for n in range(3))
    pixels = bytes(nearest[pixel] for pixel in zip(red, green, blue, strict=True))
    small = Image.frombytes("P", image.size, pixels)
    small.putpalette([value for colour in kept[:256] for value in colour])
    return small


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How far two colours are apart, where they differ most."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2]))


@contextmanager
def sample_site() -> Iterator[str]:
    """A site of our own with a fresh sample province; its address."""
    os.environ |= {
        "DONDOC_TODAY": DAY,
        "DATABASE_URL": fresh_database(),
        "REDIS_URL": private_servers.redis_url(DATABASE),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    say("making the sample province")
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    # The reminders of the day stand in the outbox, where nobody sends them: their screen is not empty.
    for command in (["sample_province"], ["send_reminders"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
        site = subprocess.Popen(
            [*command, "--bind", f"fd://{listener.fileno()}", "--log-level", "warning"],
            pass_fds=[listener.fileno()],
        )
        try:
            wait_for(f"{address}/healthz")
            yield address
        finally:
            site.terminate()
            site.wait(30)


def fresh_database() -> str:
    """The address of an empty database on the private server."""
    with psycopg.connect(private_servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(DATABASE)))
    return private_servers.database_url(DATABASE)


def wait_for(address: str, seconds: float = 60) -> None:
    """Until the site says that it is healthy."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own site
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    sys.exit(f"make screenshots: {address} does not answer")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    main()
