"""The signals that need more than one customer, in plain Python: the whole book, and one of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from naive_signals import History, Value, orders, spend_minor


@dataclass
class Book:
    """What is on record of every customer, by name."""

    histories: dict[str, History]

    @property
    def buyers(self) -> list[History]:
        return [history for history in self.histories.values() if orders(history)]


def spend_top_share(book: Book, name: str) -> Value:
    mine = book.histories[name]
    if not orders(mine):
        return None
    spent_more = sum(spend_minor(other) > spend_minor(mine) for other in book.buyers)
    return (1 + spent_more) / len(book.buyers)


BOOK_SIGNALS: tuple[Callable[[Book, str], Value], ...] = (spend_top_share,)
