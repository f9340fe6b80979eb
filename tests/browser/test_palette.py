"""The field that finds: reached, read and left by keys alone, and by a finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

Open = Callable[..., Page]


@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_a_customer_is_found_and_opened_by_keys_alone(open_page: Open, desk, key: str) -> None:
    page = open_page(f"/customers/{desk.customer_id}")
    name = page.get_by_role("heading", level=1).inner_text()
    page.goto("/customers")
    page.keyboard.press(key)
    field = page.get_by_role("combobox", name="Search or command")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.type(name)
    first = page.get_by_role("option", name=name).first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_esc_closes_the_list_then_leaves_the_field(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    expect(page.locator("#found")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#finder-field")).not_to_be_focused()
    page.keyboard.press("j")  # the keys of Today are its own again
    expect(page.locator("[data-line]").first).to_be_focused()


def test_pages_and_commands_are_there_before_anything_is_typed(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Control+k")
    page.keyboard.press("ArrowUp")
    for _ in range(9):
        if page.locator('[aria-selected="true"]').inner_text() == "Language: বাংলা":
            break
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "bn")


def test_arrows_pressed_before_the_list_is_there_count_as_soon_as_it_is(open_page: Open) -> None:
    page = open_page("/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/find*", hold)
    with page.expect_request("**/find*"):
        page.keyboard.press("Control+k")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    held[0].continue_()
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    assert len(held) == 1


def test_enter_without_a_choice_shows_all_that_is_found(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Found for “a”")


def test_a_finger_on_an_option_opens_it(open_page: Open, desk) -> None:
    page = open_page("/", phone=True)
    page.locator("#finder-field").tap()
    page.get_by_role("option", name="Customers").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_field_is_a_plain_form_without_javascript(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    page.locator("#finder-field").fill("cust")
    page.locator("#finder-field").press("Enter")
    page.locator("#content").get_by_role("link", name="Customers", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
