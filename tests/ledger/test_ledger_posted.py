"""What another program posts: counted at once, known again, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TILL = "anwara/till"

Post = Callable[..., Any]


@pytest.fixture
def post(book: Book) -> Post:
    """Post orders by their channels: `post({"o1": "web"})`."""

    def run(contents: Mapping[str, str], **options: Any) -> Any:
        rows = [
            {
                "source": "own",
                "source_id": key,
                "customer_key": f"c-{key}",
                "happened_on": "2026-01-02",
                "amount_minor": 500,
                "currency": "EUR",
                "channel": content,
            }
            for key, content in contents.items()
        ]
        return book.post_facts("order", rows, **{"sender": TILL, "at": NOON, **options})

    return run


@pytest.fixture
def current(
    orders_at_the_desk: Callable[[], dict[str, str]],
    engine_facts: Callable[[Path, str, str], dict[str, object]],
) -> Callable[[Book], Mapping[str, object]]:
    """The channel of each current order, which the desk and a refresh read alike."""

    def read(book: Book) -> Mapping[str, object]:
        found = engine_facts(book.folder, "order", "channel")
        assert orders_at_the_desk() == found
        return found

    return read


def test_the_same_rows_again_change_nothing_and_write_nothing(book: Book, post: Post) -> None:
    first = post({"o1": "web", "o2": "shop"})
    assert first.counts["new"] == 2
    rows = everything()
    again = post({"o1": "web", "o2": "shop"})
    assert again.batch is None
    assert again.counts == {**dict.fromkeys(again.counts, 0), "unchanged": 2}
    assert everything() == rows


def test_a_sender_s_day_is_one_batch_and_the_next_day_another(book: Book, post: Post) -> None:
    batches = [
        post({f"o{hour}": "web"}, at=NOON + timedelta(hours=hour)).batch for hour in (0, 5, 11, 12)
    ]
    assert batches == [batches[0]] * 3 + [batches[3]]
    assert batches[0] != batches[3]
    assert post({"o20": "web"}, sender="karim/till").batch not in batches


def test_a_post_by_itself_is_undone_by_itself(
    book: Book, post: Post, current: Callable[[Book], Mapping[str, str]]
) -> None:
    post({"o1": "web"})
    alone = post({"o2": "web"}, by_itself=True).batch
    assert post({"o3": "web"}).batch != alone
    book.undo(alone)
    assert current(book) == {"o1": "web", "o3": "web"}


def test_of_one_key_said_again_and_again_in_a_day_the_last_word_counts(
    book: Book, post: Post, current: Callable[[Book], Mapping[str, str]]
) -> None:
    words = ["web", "shop", "web", "fair", "web"]
    batches = {post({"o1": word}).batch for word in words}
    assert len(batches) == 1
    assert current(book) == {"o1": "web"}


def test_what_is_posted_after_an_import_counts_after_it(
    book: Book,
    post: Post,
    import_orders: Callable[..., int],
    current: Callable[[Book], Mapping[str, str]],
) -> None:
    first = post({"o1": "web", "o9": "web"}).batch
    import_orders(book, {"o1": "shop"})
    second = post({"o1": "web"}).batch
    assert second != first
    assert current(book) == {"o1": "web", "o9": "web"}
    book.undo(second)
    assert current(book) == {"o1": "shop", "o9": "web"}
    assert post({"o1": "fair"}).batch not in {first, second}
    assert current(book) == {"o1": "fair", "o9": "web"}


def test_what_an_import_said_before_stays_when_the_import_is_undone(
    book: Book,
    post: Post,
    import_orders: Callable[..., int],
    current: Callable[[Book], Mapping[str, str]],
) -> None:
    imported = import_orders(book, {"o1": "shop", "o2": "shop"})
    done = post({"o1": "shop"})
    assert done.counts["unchanged"] == 1
    assert done.batch is not None
    book.undo(imported)
    assert current(book) == {"o1": "shop"}


def test_undoing_a_day_of_posts_leaves_what_was_before(
    book: Book,
    post: Post,
    import_orders: Callable[..., int],
    current: Callable[[Book], Mapping[str, str]],
) -> None:
    import_orders(book, {"o1": "shop"})
    batch = post({"o1": "web", "o2": "web"}).batch
    assert post({"o1": "fair"}).batch == batch
    book.undo(batch)
    assert current(book) == {"o1": "shop"}
    assert [(one.sender, one.state) for one in book.imports()] == [
        (TILL, "undone"),
        (None, "complete"),
    ]
    assert post({"o1": "web"}).batch != batch


def test_a_row_not_taken_is_kept_once_with_its_reason(book: Book, post: Post) -> None:
    bad = [{"source": "own", "source_id": "o1", "customer_key": "c1", "happened_on": "soon"}]
    batches = [
        book.post_facts("order", bad, sender=TILL, at=NOON + timedelta(minutes=n)).batch
        for n in range(3)
    ]
    assert batches[1:] == [None, None]
    [kept] = book.rejects(batches[0])
    assert (kept["reason"], kept["column"], kept["value"]) == ("not_a_date", "happened_on", "soon")


def test_what_was_posted_is_known_from_its_own_instant(book: Book, post: Post) -> None:
    from regulars.ledger.known import known_at

    batch = post({"o1": "web"}).batch
    post({"o2": "web"}, at=NOON + timedelta(hours=1))
    then = known_at(NOON + timedelta(minutes=30))
    assert batch in then.published
    assert batch in then.up_to["order"]
    assert batch not in known_at(NOON - timedelta(seconds=1)).published


def test_a_customer_whom_a_post_names_is_known_by_the_same_id_as_from_a_file(
    book: Book, post: Post
) -> None:
    from regulars.contracts import customer_id
    from regulars.ledger.models import Identity

    post({"o1": "web"})
    assert Identity.objects.get(source_id="c-o1").customer_id == customer_id(
        source="own", key="c-o1"
    )


def test_a_post_means_what_the_same_file_means(
    book: Book, post: Post, import_orders: Callable[..., int]
) -> None:
    import_orders(book, {"o1": "web"})
    assert post({"o1": "web"}).counts["unchanged"] == 1


def test_when_somebody_is_erased_while_rows_are_checked_they_are_checked_again(
    book: Book, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.contracts import customer_id
    from regulars.ledger.models import Contact
    from regulars.workspace import posts

    post({"o1": "web"})
    check, checks = posts.check_posted, []

    def slowly(**options: Any) -> Any:
        checked = check(**options)
        if not checks:
            book.erase(customer_id=customer_id(source="own", key="c-o1"), by="test")
        checks.append(checked)
        return checked

    monkeypatch.setattr(posts, "check_posted", slowly)
    contact = {
        "source": "own",
        "source_id": "k1",
        "customer_key": "c-o1",
        "happened_on": "2026-01-02",
        "channel": "call",
        "began_by": "us",
    }
    done = book.post_facts("contact", [contact], sender=TILL, at=NOON)
    assert len(checks) == 2
    assert done.counts["left_out"] == 1
    assert not Contact.objects.exists()


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    from django.db import connection

    with connection.cursor() as cursor:
        rows = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            rows[table] = cursor.fetchall()
    return rows
