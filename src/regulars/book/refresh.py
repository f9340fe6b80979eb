"""From the ledger's facts to a snapshot, in named steps."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from regulars.book.as_of import STALE_AFTER, day_to_read
from regulars.book.book_file import BookFile
from regulars.book.current_facts import define_current_facts
from regulars.book.expect import define_expected_card
from regulars.book.mirror import sync_mirror
from regulars.book.snapshot import Snapshot, begin_snapshot, publish_snapshot
from regulars.engines import DuckDBEngine
from regulars.ledger.batches import published_order
from regulars.ledger.lock import only_one
from regulars.plays import candidates_sql
from regulars.signals import BASES, base_sql, card_sql, signals_sql

TEMPORARY = "refresh-"


@dataclass(frozen=True)
class Refreshed:
    """Units: seconds of wall time, in all and by step."""

    snapshot: Snapshot
    customers: int
    candidates: int
    seconds: float
    steps: dict[str, float]
    other_currencies: int
    """Orders left out of all amounts: they are in another currency than the book's."""


class _Steps:
    """Times each named step; `told` hears of it when it begins."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self.seconds: dict[str, float] = {}
        self._told = told

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._told(name)
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)


def refresh(
    *,
    folder: Path,
    book: BookFile,
    as_of: date | None,
    today: date,
    now: Callable[[], datetime],
    told: Callable[[str], None] = lambda step: None,
) -> Refreshed:
    """Make a snapshot of what is known of every customer as of a day, and switch to it.

    Raises: BookBusy when another refresh runs; WarehouseWrong.
    """
    steps = _Steps(told)
    began = time.perf_counter()
    with (
        only_one(folder=folder, work="refresh"),
        tempfile.TemporaryDirectory(dir=folder, prefix=TEMPORARY) as temporary,
        DuckDBEngine(temporary=Path(temporary)) as engine,
    ):
        _sweep(folder, keep=Path(temporary))
        with steps.step("mirror"):
            published = published_order()
            files = sync_mirror(folder)
        with steps.step("facts"):
            define_current_facts(engine, files=files, published=published, warehouse=book.warehouse)
            newest = _newest_day(engine, today)
            day = day_to_read(asked=as_of, newest=newest, today=today)
        with steps.step("signals"):
            _define_signals(engine, day, book.currency)
        with steps.step("estimates"):
            expectation = define_expected_card(engine)
        with steps.step("card"):
            _define_card(engine)
        making = begin_snapshot(folder, as_of=day)
        with steps.step("write"):
            counts = _write(engine, making, book.currency)
        seconds = round(time.perf_counter() - began, 3)
        snapshot = publish_snapshot(
            making,
            manifest={
                "as_of": day.isoformat(),
                "today": today.isoformat(),
                "newest_fact_on": newest.isoformat() if newest else None,
                "old_book": as_of is None and newest is not None and today - newest > STALE_AFTER,
                "currency": book.currency,
                "published": {str(batch): seq for batch, seq in sorted(published.items())},
                "regulars": version("regulars"),
                "counts": counts,
                "expectation": asdict(expectation),
            },
            run={
                "made_at": now().isoformat(),
                "seconds": seconds,
                "steps": steps.seconds,
            },
        )
    return Refreshed(
        snapshot=snapshot,
        customers=counts["customers"],
        candidates=counts["candidates"],
        seconds=seconds,
        steps=steps.seconds,
        other_currencies=counts["orders_in_other_currencies"],
    )


def _sweep(folder: Path, *, keep: Path) -> None:
    """Clear what a killed refresh left beside the snapshots."""
    for left in folder.glob(f"{TEMPORARY}*"):
        if left != keep:
            shutil.rmtree(left, ignore_errors=True)


def _newest_day(engine: DuckDBEngine, today: date) -> date | None:
    [(newest,)] = engine.rows(
        "SELECT max(happened_on) FROM (SELECT happened_on FROM fact_order"
        " UNION ALL SELECT happened_on FROM fact_contact) WHERE happened_on <= $today",
        {"today": today},
    )
    return newest


def _define_signals(engine: DuckDBEngine, as_of: date, currency: str | None) -> None:
    for base in BASES:
        engine.define_view(base, base_sql(base, as_of=as_of, currency=currency))
        engine.define_table(f"signals_{base}", signals_sql(base, as_of=as_of, currency=currency))
    engine.define_table("signals_card", card_sql())


def _define_card(engine: DuckDBEngine) -> None:
    """Add what needs the whole book: where each customer stands among all that ever bought."""
    engine.define_table(
        "card",
        "SELECT c.customer_id AS number, a.id AS customer_id, c.* EXCLUDE (customer_id),"
        " CASE WHEN c.orders > 0 THEN"
        "   rank() OVER (ORDER BY c.orders > 0 DESC, c.spend_minor DESC)::DOUBLE"
        # A scalar: DuckDB 2.0 runs count(*) FILTER (…) OVER () in quadratic time.
        "   / (SELECT count(*) FROM expected_card WHERE orders > 0)::DOUBLE END AS spend_top_share"
        " FROM expected_card AS c JOIN customers_all AS a USING (customer_id)",
    )


def _write(engine: DuckDBEngine, making: Path, currency: str | None) -> dict[str, Any]:
    columns = tuple(engine.arrow("SELECT * FROM card LIMIT 0").column_names)
    # Numbers are in the order of ids, and sorted faster.
    engine.write_parquet(
        "SELECT * EXCLUDE (number) FROM card ORDER BY number", making / "card.parquet"
    )
    engine.define_table("candidates", candidates_sql(columns=columns))
    engine.write_parquet(
        "SELECT * FROM candidates ORDER BY customer_id, play", making / "candidates.parquet"
    )
    engine.write_parquet(
        "SELECT a.id AS customer_id, n.source, n.source_id FROM numbered AS n"
        " JOIN customers_all AS a USING (customer_id) ORDER BY n.customer_id, source, source_id",
        making / "identities.parquet",
    )
    [(customers,)] = engine.rows("SELECT count(*) FROM card")
    [(candidates,)] = engine.rows("SELECT count(*) FROM candidates")
    [(orders, other)] = engine.rows(
        "SELECT count(*), count(*) FILTER (currency IS DISTINCT FROM $currency) FROM fact_order",
        {"currency": currency},
    )
    return {
        "customers": customers,
        "candidates": candidates,
        "orders": orders,
        "orders_in_other_currencies": other,
    }
