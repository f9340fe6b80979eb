"""The next rows made ready while the last ones are written: the database and the engine of an
import work at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

One = TypeVar("One")

LOOKS_SECONDS = 0.1
"""How often a full queue is looked at for whether anybody still draws from it."""


def ahead(of: Iterator[One]) -> Iterator[One]:
    """The same in the same order, drawn by a thread of its own and one further than is asked for.

    An error in drawing is raised here, where the rows before it were already given.
    """
    ready: Queue[tuple[One | None, BaseException | None]] = Queue(maxsize=1)
    unwanted = Event()
    drawing = Thread(target=_draw, args=(of, ready, unwanted), name="ahead", daemon=True)
    drawing.start()
    try:
        while True:
            one, error = ready.get()
            if error is not None:
                raise error
            if one is None:
                return
            yield one
    finally:
        # Whoever breaks off may use the engine again at once, so the thread has to be done with it.
        unwanted.set()
        drawing.join()


def _draw(
    of: Iterator[One],
    ready: Queue[tuple[One | None, BaseException | None]],
    unwanted: Event,
) -> None:
    try:
        for one in of:
            if not _given((one, None), ready, unwanted):
                return
        _given((None, None), ready, unwanted)
    except BaseException as error:
        _given((None, error), ready, unwanted)


def _given(
    said: tuple[One | None, BaseException | None],
    ready: Queue[tuple[One | None, BaseException | None]],
    unwanted: Event,
) -> bool:
    while not unwanted.is_set():
        try:
            ready.put(said, timeout=LOOKS_SECONDS)
        except Full:
            continue
        return True
    return False
