"""WCAG 2.2 AA as axe sees it: both pages, languages, themes and sizes, with everything opened."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Open = Callable[..., Page]
ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

PASSWORD = "rain on the tin roof"

OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that hang on the theme."""

everywhere = pytest.mark.parametrize(
    ("language", "phone"),
    [(language, phone) for language in ("en", "bn") for phone in (False, True)],
)
both_languages = pytest.mark.parametrize(("language", "phone"), [("en", False), ("bn", True)])
"""Each in one size: Bengali takes more room, a phone has less."""


@everywhere
def test_today_is_clean(open_page: Open, language: str, phone: bool) -> None:
    page = open_page("/", language=language, phone=phone)
    assert _found(page) == []
    for summary in page.locator(".why > summary, .below__list > summary").all():
        summary.click()
    assert _found(page) == []


@everywhere
def test_the_questions_of_a_line_are_clean(open_page: Open, language: str, phone: bool) -> None:
    page = open_page("/", language=language, phone=phone)
    for key in ("e", "s", "x"):
        page.keyboard.press(key)
        assert _found(page) == []
    page.keyboard.press("e")
    page.keyboard.press("1")
    page.locator("[data-line=done]").wait_for()
    page.locator(".hours > summary").click()
    assert _found(page) == []


@everywhere
def test_a_customer_is_clean(open_page: Open, desk, language: str, phone: bool) -> None:
    page = open_page(f"/customers/{desk.customer_id}", language=language, phone=phone)
    assert _found(page) == []

    for summary in page.locator(".write > summary").all():
        summary.click()
    assert _found(page) == []


@everywhere
def test_senders_and_the_pages_for_who_was_sent_are_clean(
    open_page: Open, desk, language: str, phone: bool
) -> None:
    page = open_page("/senders", language=language, phone=phone)
    for summary in page.locator(".write > summary").all():
        summary.click()
    assert _found(page) == []
    one = f"/customers/{desk.customer_id}"
    pages = ("sent", "link", "who-told?q=a", "they-sent?q=a")
    for path in (*(f"{one}/{name}" for name in pages), "/senders/counter", "/told"):
        page.goto(path)
        assert _found(page) == [], path
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path


@everywhere
def test_all_customers_are_clean(open_page: Open, language: str, phone: bool) -> None:
    page = open_page(
        "/customers?f=orders.ge.3&f=kind.is.person&figure=spend_minor",
        language=language,
        phone=phone,
    )
    for summary in page.locator(".tool > summary").all():
        summary.click()
        assert _found(page) == []
    page.locator(".tool > summary").last.click()
    page.locator("#finder-field").click()
    page.locator("#found-list").wait_for()
    assert _found(page) == []


@everywhere
def test_what_a_customer_leads_to_is_clean(
    open_page: Open, desk, language: str, phone: bool
) -> None:
    one = f"/customers/{desk.customer_id}"
    page = open_page("/find?q=a", language=language, phone=phone)
    assert _found(page) == []
    for path in ("figures/spend_minor", "figures/expected_spend_365_minor", "merge?q=a"):
        page.goto(f"{one}/{path}")
        assert _found(page) == []
    page.locator(".told__what a").first.click()
    assert _found(page) == []


@everywhere
def test_the_pages_by_which_customers_tell_a_problem_are_clean(
    open_page: Open, language: str, phone: bool
) -> None:
    page = open_page("/problems/spot?place=Cabin+3", language=language, phone=phone)
    link = page.locator(".card-of__link a").get_attribute("href")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for path in ("/problems/words", "/problems/words/topic?name=bill", link, "/tell/thanks"):
        assert _found(page) == []
        assert not page.evaluate(wide), path
        page.goto(path)
    assert _found(page) == []
    page.goto(link)
    page.locator("button.button--primary").click()  # nothing was said: what is wrong is told
    assert _found(page) == []


@both_languages
def test_the_page_that_asks_how_easy_it_was_is_clean(
    open_page: Open, language: str, phone: bool
) -> None:
    page = open_page("/problems", language=language, phone=phone)
    problems = [one.get_attribute("href") for one in page.locator(".problem-line h3 a").all()]
    for problem in problems:
        page.goto(problem)
        page.locator("details:has(form[action$='/solved']) > summary").first.click()
        page.locator("form[action$='/solved'] button").first.click()
        page.goto(problem)
        if page.locator("form[action$='/ask-ease']").count():
            break
    page.locator("form[action$='/ask-ease'] button").click()
    page.locator(".ease-ask").wait_for()
    page.goto(re.search(r"/ease/[\w.:=-]+", page.content()).group())
    assert _found(page) == []
    page.locator("button[name=score]").last.click()
    assert _found(page) == []


@everywhere
def test_problems_are_clean_and_do_not_scroll_to_the_side(
    open_page: Open, language: str, phone: bool
) -> None:
    page = open_page("/problems", language=language, phone=phone)
    assert _found(page) == []
    page.locator(".problem-line h3 a").first.click()
    for summary in page.locator(".say > summary").all():
        summary.click()
    assert _found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.goto("/problems/findings")
    assert _found(page) == []
    page.goto("/problems/known")
    assert _found(page) == []
    page.locator(".problem-line__title a").first.click()
    for summary in page.locator(".say > summary").all():
        summary.click()
    assert _found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    for address in ("/problems/known/new", "/problems/check-ins", _fixed(page)):
        page.goto(address)
        assert _found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def _fixed(page: Page) -> str:
    """Where those are listed who are told that an issue is fixed; of one that is."""
    page.goto("/problems/known")
    addresses = [
        link.get_attribute("href") or "" for link in page.locator(".problem-line__title a").all()
    ]
    for address in addresses:
        if page.request.get(f"{page.url.partition('/problems')[0]}{address}/tell").url.endswith(
            "/tell"
        ):
            return f"{address}/tell"
    raise AssertionError("the demo has no issue that is fixed")


WORKER_MS = 60_000
DATA_PAGES = (
    *("/data", "/data/import", "/data/matching", "/data/matching/merged", "/data/people"),
    *("/data/people?find=a", "/data/erased", "/data/recipes", "/data/backup"),
)


@both_languages
def test_data_is_clean_and_does_not_scroll_to_the_side(
    open_page: Open, desk, tmp_path, language: str, phone: bool
) -> None:
    page = open_page("/data", language=language, phone=phone)

    def clean(name: str) -> None:
        assert _found(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]

    for path in (*DATA_PAGES, f"/data/people/{desk.customer_id}"):
        page.goto(path)
        for summary in page.locator("main details:not([open]) > summary").all()[:2]:
            summary.click()
        clean(path)
    page.goto(f"/data/people/{desk.customer_id}/erase")
    clean("erase")
    till = tmp_path / "till.csv"
    till.write_text("No;Client;Day;Sum;Status\n1;A;03/04/2026;5;Paid\n2;B;04/05/2026;x;Odd\n")
    page.goto("/data/import")
    page.set_input_files("input[name=files]", till)
    page.locator("#choose .button--primary").click()
    page.locator("#configure").wait_for(timeout=WORKER_MS)
    clean("configure")
    page.get_by_role("radio").first.check()
    page.locator("#configure .button--primary").click()
    page.locator("#rejects").wait_for(timeout=WORKER_MS)
    clean("preview")
    page.locator('form[action$="/import"] .button--primary').click()
    page.locator("#into-results").wait_for(timeout=WORKER_MS)
    clean("imported")
    page.goto(f"{page.url}/undo")
    clean("undo")


@pytest.fixture(scope="module")
def predicted(served) -> None:
    """Predictions tried on the past of the desk's book, by the command: a process apart."""
    command = [sys.executable, "-m", "regulars.cli.main", "backtest", "--book", str(served.folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


@both_languages
@pytest.mark.usefixtures("predicted")
def test_how_good_predictions_are_is_clean_and_does_not_scroll_to_the_side(
    open_page: Open, language: str, phone: bool
) -> None:
    page = open_page("/predictions", language=language, phone=phone)
    assert page.locator(".bin").count() > 5
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert _found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@both_languages
def test_keys_for_programs_and_web_hooks_are_clean(
    open_page: Open, language: str, phone: bool
) -> None:
    """From the empty page to a message that failed."""
    page = open_page("/keys", language=language, phone=phone)
    for summary in page.locator(".keys__new > summary").all():
        summary.click()
    assert _found(page) == []
    page.locator("#key-name").fill(f"of {language}")
    page.locator("form[action$='/make'] button").click()
    page.locator(".keys__secret").wait_for()
    assert _found(page) == []
    page.locator(".keys__hooks .keys__new > summary").click()
    page.locator("#hook-url").fill("http://127.0.0.1:9/" + 20 * "long-path/")
    page.locator("#hook-inside").check()
    page.locator("[name=events]").first.check()
    page.locator("form[action$='/hooks'] button").click()
    page.locator(".keys__hooks .keys__secret").wait_for()
    assert _found(page) == []
    page.locator(".keys__hooks .keys__name a").last.click()
    page.locator("form[action$='/test'] button").click()
    page.locator(".keys__table").wait_for()
    page.locator(".keys__sure > summary").click()
    assert _found(page) == []
    if phone:
        assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_list_of_keys_is_clean(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("?")
    assert _found(page) == []


@pytest.mark.parametrize("language", ["en", "bn"])
def test_the_page_for_strangers_is_clean(open_page: Open, language: str) -> None:
    page = open_page("/", language=language)
    page.context.clear_cookies(name="sessionid")
    page.goto("/")
    assert _found(page) == []


@both_languages
def test_settings_account_and_coming_in_are_clean(
    open_page: Open, language: str, phone: bool
) -> None:
    page = open_page("/settings", language=language, phone=phone)

    def look(path: str | None = None) -> None:
        if path is not None:
            page.goto(path)
        assert _found(page) == [], page.url
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, page.url

    look()
    for path in ("people/owner", "book", "sending", "rates", "record"):
        look(f"/settings/{path}")
    page.goto("/settings/people/owner")
    page.locator("form[action$='/link'] button").click()
    look()
    page.goto("/settings/book")
    page.locator("[name=hours]").fill("many")
    page.locator("form:has([name=hours]) button").click()
    look()
    for path in ("/account", "/account/password"):
        look(path)
    for name in ("password", "again"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    page.locator("form:has([name=again]) button").click()
    page.goto("/account/confirm?next=/account/second-factor")
    page.locator("form:has([name=password]) [name=password]").fill(PASSWORD)
    look()
    page.locator("form:has([name=password]) button").click()
    look()
    secret = page.locator("pre code").inner_text()
    page.locator("[name=code]").fill(_code(secret, earlier=1))
    page.locator("form:has([name=code]) button").click()
    look()
    for path in ("recovery-codes/new", "second-factor/remove", "confirm-by-code"):
        look(f"/account/{path}")
    page.context.clear_cookies(name="sessionid")
    look("/enter")
    page.locator("[name=login]").fill("owner")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=login]) button").click()
    look()
    page.locator("[name=code]").fill(_code(secret))
    page.locator("form:has([name=code]) button").click()
    page.wait_for_url("**/")


def _code(secret: str, *, earlier: int = 0) -> str:
    """What an app for such codes shows (RFC 6238), or showed half a minute ago."""
    moment = int(time.time()) // 30 - earlier
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", moment), "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def _found(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in both themes."""
    found = _violations(page, RULES)
    page.emulate_media(color_scheme="dark")
    found += _violations(page, OF_COLOUR)
    page.emulate_media(color_scheme="light")
    return found


def _violations(page: Page, rules: dict[str, object]) -> list[str]:
    report = Axe().run(page, options=rules | ONLY_WHAT_IS_WRONG)
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for violation in report.response["violations"]
        for node in violation["nodes"]
    ]
