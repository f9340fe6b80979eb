"""A GET changes nothing in the book, whatever page it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book


def test_no_get_of_any_page_changes_a_row(desk: Client, book: Book) -> None:
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    customer = f"/customers/{plan.items[0].customer_id}"
    before = everything()
    for address in (
        "/",
        customer,
        f"{customer}?fact=order&shown=40",
        "/problems",
        "/problems?whose=mine",
        "/problems/known",
        "/problems/findings",
        "/problems/spot?place=Cabin+3",
        "/problems/words",
        "/problems/words/topic?name=quality",
        "/problems/words/answer/drop",
        f"{customer}/tell-link",
        "/tell/made-up",
        "/ease/made-up",
        "/problems/c2hvcB9QLTEyNw/ask-ease",
        "/tell/thanks",
        "/problems/c2hvcB9QLTEyNw/whose",
        "/problems/c2hvcB9QLTEyNw",
        "/predictions",
        "/keys",
        "/keys/hooks/1",
        "/keys/hooks/1/test",
        "/customers?f=orders.ge.3&sort=-stays",
        "/customers?figure=orders&test=ge&value=3",
        "/find?q=a",
        "/enter",
        "/enter/made-up",
        "/no/such/page",
        "/today/x/done",
        "/leave",
        "/language",
        "/refresh",
        "/refresh/state?shown=x",
        "/data",
        "/data/import",
        "/data/imports/1",
        "/data/imports/1/undo",
        "/data/imports/1/rejects/0",
        "/data/matching",
        "/data/matching?said=different&customer=x&customer=y",
        "/data/matching/merged",
        "/data/people?find=a",
        customer.replace("/customers/", "/data/people/"),
        f"{customer.replace('/customers/', '/data/people/')}/erase",
        "/data/erased?find=a",
        "/data/recipes",
        "/data/backup",
        "/data/jobs/1",
        "/data/uploads/1",
    ):
        desk.get(address)
    assert everything() == before


def test_opening_a_book_without_a_plan_does_not_plan_it(small_book: Book, log_in) -> None:
    desk = log_in()
    before = everything()
    desk.get("/")
    assert everything() == before


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    from django.db import connection

    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = cursor.fetchall()
    return rows
