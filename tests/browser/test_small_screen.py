"""Usable at 375 pixels: nothing to the side, everything large enough for a finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
FINGER = 24

in_both_languages = pytest.mark.parametrize("language", ["en", "bn"])


@in_both_languages
def test_today_does_not_scroll_to_the_side(open_page: Open, language: str) -> None:
    page = open_page("/", language=language, phone=True)
    assert _width(page) <= 375
    for summary in page.locator(".why > summary, .below__list > summary").all():
        summary.click()
    for name in ("done", "snooze", "not-right"):
        page.locator(f'[data-act="{name}"] > summary').first.click()
        assert _width(page) <= 375
    page.locator(".hours > summary").click()
    assert _width(page) <= 375


@in_both_languages
def test_a_customer_does_not_scroll_to_the_side(open_page: Open, desk, language: str) -> None:
    page = open_page(f"/customers/{desk.customer_id}", language=language, phone=True)
    assert _width(page) <= 375


@in_both_languages
@pytest.mark.parametrize(
    "path", ["/customers?f=orders.ge.3&figure=last_order_on", "/find?q=a", "figure", "merge"]
)
def test_no_other_page_scrolls_to_the_side(open_page: Open, desk, language: str, path: str) -> None:
    one = f"/customers/{desk.customer_id}"
    path = {"figure": f"{one}/figures/spend_minor", "merge": f"{one}/merge?q=a"}.get(path, path)
    page = open_page(path, language=language, phone=True)
    for summary in page.locator(".tool > summary").all():
        summary.click()
        assert _width(page) <= 375
    assert _width(page) <= 375


@in_both_languages
def test_the_page_for_strangers_does_not_scroll_to_the_side(open_page: Open, language: str) -> None:
    page = open_page("/", language=language, phone=True)
    page.context.clear_cookies(name="sessionid")
    page.goto("/")
    assert _width(page) <= 375


@pytest.mark.parametrize(
    "path",
    [
        *("/", "customer", "/customers?f=orders.ge.3", "/find?q=a", "/account"),
        *("/settings", "/settings/book", "/settings/sending", "/settings/record"),
    ],
)
def test_whatever_can_be_tapped_is_large_enough(open_page: Open, desk, path: str) -> None:
    page = open_page(f"/customers/{desk.customer_id}" if path == "customer" else path, phone=True)
    small = page.evaluate(
        """least => [...document.querySelectorAll("a, button, summary, textarea")]
            .filter(one => one.checkVisibility() && !one.closest("dd, .skip"))
            .filter(one => {
                const box = one.getBoundingClientRect();
                return box.width && (box.height < least || box.width < least);
            })
            .map(one => one.outerHTML.slice(0, 120))""",
        FINGER,
    )
    assert small == []


def test_the_last_line_is_not_hidden_by_the_bar_at_the_bottom(open_page: Open) -> None:
    page = open_page("/", phone=True)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    lowest = page.locator(".below").bounding_box()
    bar = page.locator(".rail").bounding_box()
    assert lowest["y"] + lowest["height"] <= bar["y"]


def _width(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")
