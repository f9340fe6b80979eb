"""From line to line on customers' pages; the list on paper; the wish for it by mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

from regulars import wording

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


def test_a_customer_opened_from_the_list_leads_to_the_lines_around(
    desk: Client, book: Book
) -> None:
    before, one, after = book.day_plan().items[:3]
    page = desk.get(f"/customers/{one.customer_id}?from={one.care_id}").content.decode()
    assert f'rel="prev" aria-keyshortcuts="k" href="/customers/{before.customer_id}?from=' in page
    assert f'rel="next" aria-keyshortcuts="j" href="/customers/{after.customer_id}?from=' in page


def test_at_the_ends_there_is_nothing_further(desk: Client, book: Book) -> None:
    items = book.day_plan().items
    first = desk.get(f"/customers/{items[0].customer_id}?from={items[0].care_id}").content.decode()
    assert 'rel="prev"' not in first and 'rel="next"' in first


def test_opened_from_elsewhere_there_are_no_lines_around(desk: Client, book: Book) -> None:
    one = book.day_plan().items[1]
    for address in (f"/customers/{one.customer_id}", f"/customers/{one.customer_id}?from=none"):
        page = desk.get(address).content.decode()
        assert 'rel="next"' not in page and 'rel="prev"' not in page


def test_the_paper_has_what_waits_and_nothing_to_press(
    desk: Client, book: Book, text_of: Words
) -> None:
    done, *rest = book.day_plan().items
    book.done(care_id=done.care_id, received=None, note=None)
    page = desk.get("/today/print")
    said, text = text_of(page), page.content.decode()
    assert "Today, Sunday 1 March 2026" in said and "Hill View" in said
    for item in rest:
        assert item.customer in said and item.why in said and item.how.text in said
    assert text.count('class="paper__line"') == len(rest)
    assert "<form" not in text and 'class="rail"' not in text


def test_the_lines_on_paper_are_counted_through_in_the_numerals_of_the_page(
    desk: Client, book: Book
) -> None:
    count = len(book.day_plan().items)
    for language, last in (("en", f"{count}"), ("bn", wording.numerals(f"{count}", language="bn"))):
        desk.cookies["django_language"] = language
        places = re.findall(r'data-place="([^"]+)"', desk.get("/today/print").content.decode())
        assert len(places) == len(set(places)) == count
        assert places[-1] == last


def test_paper_before_the_day_is_planned_leads_to_planning_it(
    small_book: Book, log_in: Callable[[], Client]
) -> None:
    assert log_in().get("/today/print")["Location"] == "/"


def test_arrivals_stand_on_the_paper_first(
    staffed: Book, desk_of: Callable[[str], Client], text_of: Words
) -> None:
    said = text_of(desk_of("mina").get("/today/print"))
    arriving = staffed.day_events().arriving[0].customer
    first = staffed.day_plan(staff="mina").items[0].customer
    assert said.index("Arriving today") < said.index(arriving) < said.index(first)


def test_the_wish_for_mail_is_kept_and_ended(
    staffed: Book, desk_of: Callable[[str], Client], text_of: Words
) -> None:
    mina = desk_of("mina")
    said = {"wanted": "on", "address": "Mina@Example.org"}
    assert mina.post("/today/by-mail", said)["Location"] == "/today/by-mail?saved"
    assert staffed.digest_wish(staff="mina") == ("mina@example.org", True)
    assert 'value="mina@example.org"' in mina.get("/today/by-mail").content.decode()
    mina.post("/today/by-mail", {"address": "mina@example.org"})
    assert staffed.digest_wish(staff="mina") == ("mina@example.org", False)


def test_mail_to_nowhere_is_not_wished_for(
    staffed: Book, desk_of: Callable[[str], Client], text_of: Words
) -> None:
    mina = desk_of("mina")
    assert "Write where to send it." in text_of(mina.post("/today/by-mail", {"wanted": "on"}))
    wrong = mina.post("/today/by-mail", {"wanted": "on", "address": "mina"})
    assert "This is no address." in text_of(wrong)
    assert staffed.digest_wish(staff="mina") == ("", False)


def test_it_says_that_no_server_is_set_and_to_the_owner_what_to_write(
    staffed: Book, desk_of: Callable[[str], Client], text_of: Words
) -> None:
    assert "Ask the owner" in text_of(desk_of("mina").get("/today/by-mail"))
    assert "docs/mail.md" in text_of(desk_of("owner").get("/today/by-mail"))
    assert desk_of("rita").get("/today/by-mail").status_code == 403
