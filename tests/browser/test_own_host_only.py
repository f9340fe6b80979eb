"""No page asks another host for anything, and the policy that forbids it does not bite the page.

Each other test checks this of its own pages when it ends; here every kind of page is opened once.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Open = Callable[..., Page]


def test_every_kind_of_page_loads_its_own_parts_alone(open_page: Open, desk) -> None:
    page = open_page("/", language="bn")
    for path in ("/", f"/customers/{desk.customer_id}", "/enter"):
        page.goto(path, wait_until="networkidle")
    assert desk.troubles == []


def test_the_page_s_own_letters_are_used(open_page: Open) -> None:
    page = open_page("/", language="bn")
    loaded = page.evaluate(
        """document.fonts.ready.then(fonts => [...fonts]
            .filter(font => font.status === "loaded").map(font => font.family))"""
    )
    assert any("Noto Sans" in family for family in loaded)


def test_the_policy_is_in_force(open_page: Open, desk) -> None:
    page = open_page("/")
    page.evaluate("document.body.setAttribute('onclick', 'window.bitten = true')")
    page.evaluate("document.body.click()")
    assert page.evaluate("window.bitten") is None
    assert any("Content Security Policy" in trouble for trouble in desk.troubles)
    desk.troubles.clear()  # the complaint is the point
