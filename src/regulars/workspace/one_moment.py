"""A page that asks the same of a book several times is told it once: as of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Book = TypeVar("Book")
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
_told: ContextVar[dict[tuple[int, str], Any] | None] = ContextVar("told", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within this, only for looking: what is written meanwhile shows from the next one on."""
    before = _told.set({})
    try:
        yield
    finally:
        _told.reset(before)


def once(method: Callable[[Book], Answer]) -> Callable[[Book], Answer]:
    """A question without arguments that is answered once within `one_moment`, else each time."""

    @wraps(method)
    def answer(book: Book) -> Answer:
        told = _told.get()
        if told is None:
            return method(book)
        question = (id(book), method.__qualname__)
        if question not in told:
            told[question] = method(book)
        found: Answer = told[question]
        return found

    return answer


def at_one_moment(look: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Have all of a page that only shows be told as of one moment."""

    @wraps(look)
    def looking(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        with one_moment():
            return look(*asked, **named)

    return looking
