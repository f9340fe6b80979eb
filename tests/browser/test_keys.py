"""Every action of Today has a key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]


def line(page: Page, place: int) -> Locator:
    return page.locator("[data-line]").nth(place)


def test_j_and_k_move_from_line_to_line(open_page: Open) -> None:
    page = open_page()
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(line(page, place)).to_be_focused()
        expect(page.locator("[data-line][aria-current]")).to_have_count(1)


def test_the_line_one_moves_to_is_in_sight(open_page: Open) -> None:
    page = open_page()
    for _ in range(page.locator("[data-line]").count()):
        page.keyboard.press("j")
        expect(page.locator("[data-line]:focus h2")).to_be_in_viewport()


def test_enter_opens_the_customer_and_the_way_back_leads_to_the_line(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = line(page, 1).locator("h2").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="Back to Today").click()
    expect(line(page, 1)).to_be_focused()


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        ("e", "1", "welcome"),
        ("e", "4", "done"),
        ("s", "2", "snoozed until"),
        ("x", "2", "not right"),
    ],
)
def test_two_keys_answer_a_line_and_lead_to_the_next(
    open_page: Open, key: str, answer: str, said: str
) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press(key)
    expect(line(page, 0).locator(".act[open] [data-first]")).to_be_focused()
    page.keyboard.press(answer)
    expect(line(page, 0).locator(".handled__state")).to_contain_text(said)
    expect(line(page, 1)).to_be_focused()


def test_u_undoes_what_was_done_last(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("1")
    expect(line(page, 1)).to_be_focused()
    page.keyboard.press("u")
    expect(line(page, 0)).to_be_focused()
    expect(line(page, 0)).to_have_attribute("data-line", "shown")


def test_a_note_goes_with_the_answer(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("e")
    page.locator(".act[open] textarea").fill("Will order in May.")
    page.get_by_role("button", name="Neutral").click()
    expect(line(page, 0)).to_contain_text("Will order in May.")


def test_letters_in_a_note_are_text(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("e")
    page.locator(".act[open] textarea").focus()
    page.keyboard.type("just ask? u 123")
    expect(page.locator(".act[open] textarea")).to_have_value("just ask? u 123")
    expect(page.locator(".act[open]")).to_have_count(1)
    expect(line(page, 0)).to_have_attribute("data-line", "shown")


def test_escape_closes_the_answers_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    expect(page.locator(".act[open]")).to_have_count(0)
    expect(line(page, 0).locator('[data-act="done"] summary')).to_be_focused()


def test_only_one_question_is_open_at_a_time(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("e")
    page.keyboard.press("s")
    expect(page.locator(".act[open]")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".act[open]")).to_have_count(0)


def test_a_question_mark_shows_the_keys_and_escape_hides_them(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_keys_with_control_stay_the_browser_s_own(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Control+e")
    expect(page.locator(".act[open]")).to_have_count(0)
