"""Take a picture of every screen, desktop and phone, some in the dark and on paper, into docs/screenshots/.

    .venv/bin/python scripts/screenshots.py [--base-url http://localhost:8000] [--only NAME ...] [--looks L]

Without an address it makes a sample province of its own, as it stands on DAY, and serves it while it works;
for screens that show years a second one of three years, which takes some minutes.
"""

import argparse
import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

import django  # noqa: E402
import psycopg  # noqa: E402
import pypdfium2  # noqa: E402
from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.handlers import Sink  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, Response, sync_playwright  # noqa: E402
from psycopg.sql import SQL, Identifier  # noqa: E402

from config import private_servers  # noqa: E402
from scripts.screens import LOOKS, SCREENS, SIZES, Screen  # noqa: E402
from scripts.setup import CHROMIUM  # noqa: E402

DAY = "2025-11-06"
DATABASE = "dondoc_screenshots"
TALLEST = {"desktop": 1100, "phone": 1200}  # a longer page is cut: its top says how it looks


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
        for years in sorted({screen.years for screen in screens}):
            of_sample = [screen for screen in screens if screen.years == years]
            with mail_server() as port, sample_site(port, years) as address:
                take(of_sample, chosen.looks, address, chosen.out)
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
def mail_server() -> Iterator[int]:
    """A mail server which takes everything and keeps nothing; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@contextmanager
def sample_site(mail_port: int, years: int) -> Iterator[str]:
    """A site of our own with a fresh sample province of half a year, or of so many years; its address."""
    database = f"{DATABASE}_{years}_years" if years else DATABASE
    os.environ |= {
        "DONDOC_TODAY": DAY,
        "DATABASE_URL": fresh_database(database),
        "REDIS_URL": private_servers.redis_url(database),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
        "WEB_PUSH_PRIVATE_KEY": secrets.token_urlsafe(32),  # so that the page offers to switch push on
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    say(f"making the sample province{f' of {years} years' if years else ''}")
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True)
    # The reminders of the day are planned as beat does, and sent below: no screen warns of what was missed.
    sample = ["demo", "--years", str(years), "--seed", "7"] if years else ["sample_province"]
    for command in (sample, ["send_reminders"]):
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
            with background():
                wait_for(f"{address}/healthz/background", pause=2)
                yield address
        finally:
            site.terminate()
            site.wait(30)


@contextmanager
def background() -> Iterator[None]:
    """A worker with beat, as any site has them: they send what waits and give signs of life."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["celery", "-A", "config", "worker", "--beat", "--pool", "solo", "--loglevel", "WARNING"]
        working = subprocess.Popen([sys.executable, "-m", *command, "--schedule", f"{folder}/beat"])
        try:
            yield
        finally:
            working.terminate()
            working.wait(60)


def fresh_database(name: str) -> str:
    """The address of an empty database on the private server."""
    with psycopg.connect(private_servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
    return private_servers.database_url(name)


def wait_for(address: str, seconds: float = 180, pause: float = 0.3) -> None:
    """Until the site says that it is healthy."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own site
                return
        except (urllib.error.URLError, OSError):
            time.sleep(pause)
    sys.exit(f"make screenshots: {address} does not answer")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    main()
