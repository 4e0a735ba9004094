"""A real browser on the real site, and axe-core to judge what it shows."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from accounts.models import User
from scripts.setup import CHROMIUM

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
NO_FAULTS = ("Failed to load resource", "does not support the Push API in incognito mode")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    executable = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert executable, "Chromium is missing: as root, apt-get install chromium"
    # Playwright's own event loop makes Django believe that it is called from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=30_000)  # the machine may have other work
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_as(live_site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open the site as somebody (None: nobody signed in), each call in a browser of its own.

    `open_as(lan, width=390, javascript=False, site=..., dark=True)`; then `page.goto("/meetings/")`. Whatever
    the browser refuses (Content-Security-Policy) or any error in a script fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # That a server answered 4xx is the test's affair, and that each call has a profile of its own, which
        # Chromium takes for a private window, is no fault; the rest is ours.
        if message.type == "error" and not any(known in message.text for known in NO_FAULTS):
            problems.append(message.text)

    def open_page(
        user: User | None = None,
        *,
        site: str = live_site,
        width: int = 1440,
        height: int = 900,
        javascript: bool = True,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            locale="vi-VN",
            timezone_id=settings.TIME_ZONE,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, site)])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(open_as: Callable[..., Page]) -> Page:
    """The site, nobody signed in."""
    return open_as()


def session_cookie(user: User, site: str) -> dict[str, str]:
    """The cookie of a new session of this person."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails with every fault of accessibility that axe-core finds on the page.

    `axe(page, "dialog[open]")` looks at that piece of it only, which is quicker.
    """
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page, within: str = "html") -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate("within => axe.run(within, {resultTypes: ['violations']})", within)
        lines = [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['html']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
        assert not lines, f"{page.url}\n" + "\n".join(lines)

    return check
