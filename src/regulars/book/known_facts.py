"""The facts of a book in an engine, as they are known now or were known at an instant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from regulars.book.as_of import day_to_read
from regulars.book.book_file import BookFile
from regulars.book.current_facts import define_current_facts
from regulars.book.mirror import cut_off, desk_heads, ledger_heads, sync_mirror
from regulars.contracts import CONTRACTS
from regulars.engines import Engine
from regulars.ledger.known import Known, known_now
from regulars.ledger.known import known_at as what_was_known
from regulars.ledger.one_view import one_view


@dataclass(frozen=True)
class KnownFacts:
    """
    What was read, and as of which day it is looked at.

    Null: newest None where the book has no fact.
    """

    known: Known
    growing: dict[str, dict[int, int]]
    newest: date | None
    day: date


def define_known_facts(
    engine: Engine,
    *,
    folder: Path,
    book: BookFile,
    temporary: Path,
    as_of: date | None,
    known_at: datetime | None,
    today: date,
    step: Callable[[str], AbstractContextManager[None]],
) -> KnownFacts:
    """Make `fact_…` for every contract, in the steps `mirror` and `facts`.

    The caller holds the book's refresh: the mirror lies in its folder.
    """
    with step("mirror"):
        with one_view():
            known = known_now() if known_at is None else what_was_known(known_at)
            heads = ledger_heads()
            growing = desk_heads(heads)
        files = sync_mirror(folder, heads=heads)
        files = cut_off(files, up_to=known.up_to, into=temporary)
    with step("facts"):
        define_current_facts(
            engine,
            files=files,
            published=known.published,
            warehouse=book.warehouse,
            growing=known.growing,
        )
        newest = _newest_day(engine, today)
        day = day_to_read(asked=as_of, newest=newest, today=today)
    return KnownFacts(known, growing, newest, day)


def _newest_day(engine: Engine, today: date) -> date | None:
    dated = (contract.fact for contract in CONTRACTS if "happened_on" in contract.names)
    days = " UNION ALL ".join(f"SELECT happened_on FROM fact_{fact}" for fact in dated)
    [(newest,)] = engine.rows(
        f"SELECT MAX(happened_on) FROM ({days}) AS dated WHERE happened_on <= $today",
        {"today": today},
    )
    return newest
