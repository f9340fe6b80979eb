"""Rows are made ready while others are written: in their order, and nothing goes on unseen."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from regulars.ledger.columns_ahead import ahead


def test_all_come_in_their_order() -> None:
    assert list(ahead(iter(range(50)))) == list(range(50))


def test_the_next_is_made_while_the_last_is_used() -> None:
    second = Event()

    def rows() -> Iterator[int]:
        yield 1
        second.set()
        yield 2

    drawn = ahead(rows())
    assert next(drawn) == 1
    assert second.wait(10)
    assert list(drawn) == [2]


def test_an_error_comes_after_the_rows_before_it() -> None:
    def rows() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    drawn = ahead(rows())
    assert next(drawn) == 1
    with pytest.raises(ValueError, match="broken"):
        next(drawn)


def test_who_breaks_off_has_the_source_to_itself_again() -> None:
    drawn_so_far = []

    def rows() -> Iterator[int]:
        for one in range(1_000):
            drawn_so_far.append(one)
            yield one

    drawn = ahead(rows())
    next(drawn)
    drawn.close()  # type: ignore[attr-defined]
    made = len(drawn_so_far)
    assert made < 5
    assert len(drawn_so_far) == made
