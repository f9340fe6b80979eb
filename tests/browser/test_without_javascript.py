"""Everything works without JavaScript, a page at a time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_a_line_can_be_done_with_a_note_and_undone(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    first = page.locator("[data-line]").first
    name = first.locator("h2").inner_text()
    first.locator('[data-act="done"] > summary').click()
    first.locator("[data-act=done] textarea").fill("Was glad.")
    first.get_by_role("button", name="Welcome", exact=True).click()
    handled = page.locator("[data-line=done]")
    expect(handled).to_contain_text(name)
    expect(handled).to_contain_text("Was glad.")
    handled.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-line=done]")).to_have_count(0)


def test_a_line_can_be_snoozed_or_called_not_right(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    first = page.locator("[data-line=shown]").first
    first.locator('[data-act="snooze"] > summary').click()
    first.get_by_role("button", name="1 week").click()
    expect(page.locator("[data-line=snoozed]")).to_have_count(1)
    first.locator('[data-act="not-right"] > summary').click()
    first.get_by_role("button", name="Not the moment").click()
    expect(page.locator("[data-line=not_right]")).to_have_count(1)


def test_the_reasons_of_a_line_open(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    page.get_by_text("Why this?").first.click()
    expect(page.get_by_text("How it is judged").first).to_be_visible()


def test_keys_are_not_promised_where_none_works(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    assert not any(key.is_visible() for key in page.locator("kbd").all())


def test_hours_and_language_can_be_changed(open_page: Open) -> None:
    page = open_page("/", javascript=False)
    before = page.locator("[data-line]").count()
    page.get_by_text("Hours", exact=True).click()
    page.get_by_role("button", name="6 h").click()
    expect(page.locator("[data-line]").nth(before)).to_be_attached()
    page.get_by_role("button", name="বাংলা").click()
    expect(page.locator("html")).to_have_attribute("lang", "bn")


def test_the_timeline_opens_further_and_by_kind(open_page: Open, desk) -> None:
    page = open_page(f"/customers/{desk.customer_id}", javascript=False)
    all_shown = page.locator(".happening").count()
    if page.get_by_role("link", name="Show more").count():
        page.get_by_role("link", name="Show more").click()
        expect(page.locator(".happening").nth(all_shown)).to_be_attached()
    page.get_by_role("link", name="Back to Today").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today")
