"""The real desk in a real browser: one server on a free port, one Chromium, for all tests.

Whatever a test does, it fails when a page asked another host for something, or complained.
"""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ENDS_ON = date(2026, 3, 1)
CUSTOMERS = 900
HOURS = 1.0
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
STARTS_WITHIN_SECONDS = 60


@dataclass
class Desk:
    """The server, and whatever went wrong in the pages that it served."""

    address: str
    folder: Path
    customer_id: str
    """Of the day's customers, one with enough orders for every part of the page."""
    storage: dict[str, object] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium_is_there() -> None:
    if CHROMIUM.exists():
        return
    sentence = f"There is no Chromium at {CHROMIUM}: apt-get install chromium."
    if os.environ.get("REGULARS_NO_SKIP") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, chromium_is_there: None) -> Iterator[Desk]:
    """`regulars serve` of a small planned book, and the owner logged in."""
    folder, customer_id = _planned_book(tmp_path_factory)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "regulars.cli.main", "serve", "--book", str(folder)],
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        link = _printed_link(server)
        desk = Desk(f"http://127.0.0.1:{port}", folder, customer_id)
        desk.storage = _log_in(desk, link)
        yield desk
    finally:
        server.terminate()
        server.communicate(timeout=30)


# One for each file: while Playwright runs, Django refuses its database to the same thread, so it
# must be gone before the tests of another room. It starts after the book was made, likewise.
@pytest.fixture(scope="module")
def chromium(served: Desk) -> Iterator[Browser]:
    with _chromium() as browser:
        yield browser


@pytest.fixture
def desk(served: Desk) -> Iterator[Desk]:
    """The desk with the day as it was planned; nothing may go wrong in its pages."""
    _copy_database(served.folder / "as-planned.sqlite3", served.folder / LEDGER_FILE)
    served.troubles.clear()
    yield served
    assert served.troubles == []


@pytest.fixture
def open_page(desk: Desk, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of the desk for the owner: language, theme, phone or not, JavaScript or not."""
    contexts: list[BrowserContext] = []

    def opened(
        path: str = "/",
        *,
        language: str = "en",
        theme: str = "light",
        phone: bool = False,
        javascript: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=desk.address,
            storage_state=desk.storage,
            color_scheme=theme,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": desk.address}])
        page = context.new_page()
        _watch(page, desk)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def _watch(page: Page, desk: Desk) -> None:
    def asked(address: str) -> None:
        if not address.startswith(f"{desk.address}/"):
            desk.troubles.append(f"asked elsewhere: {address}")

    page.on("request", lambda request: asked(request.url))
    page.on("console", lambda message: desk.troubles.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: desk.troubles.append(f"error: {error}"))
    page.on(
        "response",
        lambda answer: (
            desk.troubles.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
        ),
    )


def _planned_book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    from regulars.world import make_world
    from regulars.world.write_files import write_files

    folder = tmp_path_factory.mktemp("books") / "served"
    world = make_world(seed=7, ends_on=ENDS_ON, customers=CUSTOMERS)
    files = write_files(world=world, folder=tmp_path_factory.mktemp("files"))
    book = init_book(folder, name="Hill View", zone="Asia/Dhaka", currency="BDT")
    book.import_files(files)
    book.import_files([_a_question(tmp_path_factory.mktemp("files"))])
    book.refresh(as_of=ENDS_ON)
    plan = book.today(hours=HOURS)
    portraits = [book.customer(customer_id=item.customer_id) for item in plan.items]
    fullest = max(portraits, key=lambda portrait: len(portrait.timeline))
    book.close()
    return folder, fullest.customer_id


def _a_question(folder: Path) -> Path:
    """Two who came under other keys, and of whom nobody has said yet whether they are one."""
    path = folder / "open.csv"
    path.write_text("customer_id,other_id,decision,decided_on\nkarim,karim-store,open,2026-02-20\n")
    return path


def _printed_link(server: subprocess.Popen[str]) -> str:
    for line in server.stdout:
        if found := re.search(r"http://\S+/enter/\S+", line):
            return found.group()
    raise AssertionError("“regulars serve” ended before it printed a link.")


def _log_in(desk: Desk, link: str) -> dict[str, object]:
    """The cookies of the owner, who pressed the one button; and the day is kept as it is now."""
    with _chromium() as browser:
        page = browser.new_page()
        for _ in range(STARTS_WITHIN_SECONDS):
            try:
                page.goto(link)
                break
            except PlaywrightError:
                page.wait_for_timeout(1000)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{desk.address}/")
        storage = page.context.storage_state()
    _copy_database(desk.folder / LEDGER_FILE, desk.folder / "as-planned.sqlite3")
    return storage


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def _copy_database(source: Path, target: Path) -> None:
    # SQLite's own copying: the server may be reading, and has a write-ahead log.
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()
