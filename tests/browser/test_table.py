"""The table of customers: a sentence is built, rows are gone through, and one comes back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_a_sentence_is_built_and_taken_apart_without_javascript(open_page: Open) -> None:
    page = open_page("/customers", javascript=False)
    page.get_by_label("Add a condition on").select_option("spend_minor")
    page.get_by_role("button", name="Choose").click()
    page.get_by_label("How to compare").select_option("gt")
    page.get_by_label("With what").fill("10,000")
    page.get_by_role("button", name="Add").click()
    part = page.get_by_role("link", name="who spent more than ৳ 10,000", exact=True)
    part.click()
    expect(page.get_by_label("With what")).to_have_value("10,000")
    page.get_by_label("With what").fill("20,000")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("link", name="Leave out: who spent more than ৳ 20,000").click()
    expect(page.locator(".sentence")).to_have_text("All customers")


def test_one_comes_back_to_the_row_one_opened_and_it_is_marked(open_page: Open) -> None:
    page = open_page("/customers?sort=-orders")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    second = page.locator("[data-row]").nth(1)
    expect(second.locator("th a")).to_be_focused()
    name = second.locator("th a").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="Next", exact=True).click()
    page.get_by_role("link", name="Previous", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="Back to the table").click()
    expect(second.locator("th a")).to_be_focused()
    expect(second.get_by_text("opened", exact=True)).to_be_visible()
    expect(page.locator("[data-row]").nth(3).get_by_text("opened", exact=True)).to_be_hidden()


def test_a_figure_opens_to_its_facts_and_leads_back_to_itself(open_page: Open, desk) -> None:
    page = open_page(f"/customers/{desk.customer_id}?from=%3Fsort%3D-orders")
    page.locator("#figure-spend_minor a").click()
    expect(page.locator(".happening").first).to_be_visible()
    page.locator(".back").click()
    assert page.url.endswith("#figure-spend_minor")
    expect(page.get_by_role("link", name="Back to the table")).to_be_visible()
