"""The focus is never lost when a line is replaced, and what changed is said aloud."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def test_after_an_answer_by_mouse_the_focus_is_on_the_next_line(open_page: Open) -> None:
    page = open_page()
    lines = page.locator("[data-line]")
    lines.nth(1).locator('[data-act="done"] > summary').click()
    lines.nth(1).get_by_role("button", name="Unwelcome").click()
    expect(lines.nth(1)).to_contain_text("unwelcome")
    expect(lines.nth(2)).to_be_focused()


def test_after_undo_by_mouse_the_focus_is_on_the_line_that_came_back(open_page: Open) -> None:
    page = open_page()
    lines = page.locator("[data-line]")
    lines.nth(0).locator('[data-act="snooze"] > summary').click()
    lines.nth(0).get_by_role("button", name="1 week").click()
    lines.nth(0).get_by_role("button", name="Undo").click()
    expect(lines.nth(0)).to_have_attribute("data-line", "shown")
    expect(lines.nth(0)).to_be_focused()


def test_after_the_last_line_the_focus_stays_on_the_list(open_page: Open) -> None:
    page = open_page()
    lines = page.locator("[data-line]")
    count = lines.count()
    for place in range(count):
        page.keyboard.press("e")
        page.keyboard.press("4")
        expect(lines.nth(place)).to_have_attribute("data-line", "done")
    expect(lines.nth(count - 1)).to_be_focused()


def test_what_changed_is_said_aloud_and_counted(open_page: Open) -> None:
    page = open_page()
    name = page.locator("[data-line] h2").first.inner_text()
    before = page.locator("[data-line]").count()
    page.keyboard.press("e")
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_contain_text(f"{name}: welcome")
    expect(page.locator("#progress")).to_contain_text(f"1 of {before} done")
    expect(page.locator("#rail-count")).to_contain_text(str(before - 1))


def test_without_a_connection_the_page_says_that_nothing_was_recorded(
    open_page: Open, desk
) -> None:
    page = open_page()
    page.context.set_offline(True)
    page.keyboard.press("e")
    page.keyboard.press("1")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was recorded")
    expect(page.locator("[data-line]").first).to_have_attribute("data-line", "shown")
    desk.troubles.clear()  # the browser rightly complains that it is offline


def test_a_line_that_is_no_longer_there_is_told(open_page: Open, desk) -> None:
    page = open_page()
    form = page.locator('[data-act="done"] form').first
    form.evaluate(
        "form => { form.setAttribute('hx-post', '/today/gone/done'); "
        "htmx.process(form.closest('li')); }"
    )
    page.keyboard.press("e")
    page.keyboard.press("1")
    expect(page.get_by_role("alert")).to_contain_text("could not be recorded")
    desk.troubles.clear()  # the refusal is the point
