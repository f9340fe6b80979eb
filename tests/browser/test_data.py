"""Data in a real browser: with keys alone, by dropping, live, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
WORKER_MS = 60_000
"""Another process does it, on a machine that may be busy."""
ORDERS = "order_id,customer_id,date,amount\nb-1,New Store,2026-02-25,48\n"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS)
    return path


def test_a_file_comes_in_and_into_today_with_keys_alone(open_page: Open, orders: Path) -> None:
    page = open_page("/data")
    page.keyboard.press("i")
    expect(page.get_by_role("heading", level=1)).to_have_text("Import files")
    page.set_input_files("input[name=files]", orders)
    expect(page.locator("[data-chosen]")).to_contain_text("orders.csv")
    page.get_by_role("button", name="Look at them").press("Enter")
    page.get_by_role("button", name="Check every row").press("Enter", timeout=WORKER_MS)
    told = page.get_by_role("heading", level=1)
    expect(told).to_have_text("1 row was read", timeout=WORKER_MS)
    page.keyboard.press("i")
    expect(page.locator("#into-results")).to_contain_text("next refresh", timeout=WORKER_MS)
    page.keyboard.press("r")
    expect(page.locator("#into-results")).to_contain_text("It is in the results", timeout=WORKER_MS)
    page.get_by_role("link", name="Go to Today").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today")


def test_files_can_be_dropped_and_what_is_chosen_for_a_column_shows_what_follows(
    open_page: Open,
) -> None:
    page = open_page("/data/import")
    dropped = page.evaluate_handle(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["Client;When;State\\nA;03/04/2026;Paid\\n"], "till.csv"));
            return files;
        }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-chosen]")).to_contain_text("till.csv")
    page.get_by_role("button", name="Look at them").click()
    when = page.get_by_label("When")
    when.focus(timeout=WORKER_MS)
    when.select_option("")
    expect(page.get_by_text("Still needed: Day")).to_be_visible()
    expect(page.get_by_label("When")).to_be_focused()
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-added")).to_have_count(0)
    page.get_by_label("When").select_option("date")
    page.get_by_role("radio", name="month first").check()
    expect(page.get_by_label("“Paid” means")).to_have_value("placed")
    page.get_by_label("It holds").select_option("reservation")
    expect(page.get_by_text("Still needed")).to_be_visible()
    page.get_by_role("button", name="Let the files go").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imports")


def test_a_refresh_is_told_live_on_any_page_which_then_offers_to_show_it(open_page: Open) -> None:
    page = open_page("/data/recipes")
    page.get_by_role("button", name="Refresh", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#refresh")).to_contain_text("asked by Owner")
    expect(page.locator("#refresh-act")).to_be_focused()
    show = page.get_by_role("link", name="New results are here: show them")
    expect(show).to_be_visible(timeout=WORKER_MS)
    show.click()
    expect(page.get_by_role("button", name="Refresh", exact=True)).to_be_visible()


def test_questions_are_answered_and_taken_back_with_keys(open_page: Open) -> None:
    page = open_page("/data/matching")
    question = page.locator("#question")
    expect(question).to_contain_text("left open")
    page.keyboard.press("2")
    expect(question).to_contain_text("Noted: different customers.")
    expect(question).to_be_focused()
    page.keyboard.press("u")
    expect(question).to_contain_text("Taken back")
    page.keyboard.press("1")
    expect(question).to_contain_text("Noted: one customer")


def test_everything_works_without_javascript(open_page: Open, orders: Path) -> None:
    page = open_page("/data/import", javascript=False)
    page.set_input_files("input[name=files]", orders)
    page.get_by_role("button", name="Look at them").click()
    _look_again(page, "#configure")
    page.get_by_role("button", name="Check every row").click()
    _look_again(page, "form[action$='/import']")
    page.get_by_role("button", name="Import", exact=True).click()
    _look_again(page, "#into-results")
    page.get_by_role("button", name="Refresh now").click()
    expect(page.locator("#refresh")).to_contain_text("asked by Owner")
    for _ in range(120):
        if page.get_by_text("It is in the results").count():
            break
        page.wait_for_timeout(500)
        page.locator("#into-results").get_by_role("link").last.click()
    expect(page.get_by_text("It is in the results")).to_be_visible()
    page.goto("/data/matching")
    page.get_by_role("button", name="Different customers").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#question")).to_contain_text("Taken back")


def _look_again(page: Page, wanted: str) -> None:
    """Reload by the page's own link until the step is there."""
    for _ in range(120):
        if page.locator(wanted).count():
            return
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Look again").last.click()
    raise AssertionError(f"waited too long for {wanted}")
