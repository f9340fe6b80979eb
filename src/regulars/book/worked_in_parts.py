"""A relation worked out in Python, some rows at a time, on every processor, into the engine."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pyarrow as pa

from regulars.engines import Engine
from regulars.engines.engine import InParts

ROWS_AT_ONCE = 65_536
"""The same on every machine, so that the last digits are."""


def define_in_parts(
    engine: Engine,
    *,
    name: str,
    rows: str,
    by: str,
    order: str,
    work: Callable[[pa.Table], pa.Table],
) -> None:
    """
    Make `name` of what `work` makes of the rows of a relation, split by a whole number, `by`.

    `work` is asked from several threads at once. An engine that is not in this process gets all
    parts at once.
    """
    parts = _parts(engine, rows=rows, by=by, order=order, work=work)
    if isinstance(engine, InParts):
        engine.define_stored(name, parts)
    else:
        engine.define_arrow(name, pa.concat_tables(parts))


def _parts(
    engine: Engine, *, rows: str, by: str, order: str, work: Callable[[pa.Table], pa.Table]
) -> Iterator[pa.Table]:
    """In their order. Only the work is spread over processors: an engine has one caller."""
    [(count,)] = engine.rows(f"SELECT COUNT(*) FROM {rows}")
    parts = max(1, -(-int(count) // ROWS_AT_ONCE))
    at_work: deque[Future[pa.Table]] = deque()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for part in range(parts):
            some = engine.arrow(
                f"SELECT * FROM {rows} WHERE {by} % {parts} = {part} ORDER BY {order}"
            )
            at_work.append(pool.submit(work, some))
            if len(at_work) > (os.cpu_count() or 1):
                yield at_work.popleft().result()
        while at_work:
            yield at_work.popleft().result()
