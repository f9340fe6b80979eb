"""Models tried on a book's own past: on demand, and by the worker once a week."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regulars.book.backtest_json import days_since_epoch, held_out_report, kept, report
from regulars.book.backtest_sample import Sample, backtest_sample
from regulars.book.book_file import BookFile
from regulars.book.expect_fit import AHEAD_DAYS
from regulars.book.kept_backtest import KeptBacktest, keep_backtest
from regulars.book.known_facts import define_known_facts
from regulars.book.rates import define_in_book
from regulars.engines import open_engine
from regulars.errors import RegularsError
from regulars.estimates.backtest import TooLittleHistory
from regulars.estimates.choice import PRIOR
from regulars.estimates.judged import judge
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.order_days import OrderDays
from regulars.estimates.study import Study, study
from regulars.ledger.lock import only_one
from regulars.signals.compile import base_sql

SEED = 7
MOST_FOR_TREES = 200_000
"""With more customers trees are left out: they would take longer to score them than all else."""
FEWEST_HELD_OUT_DAYS = 28


class HeldOutDayWrong(RegularsError):
    """Nothing can be held out from this day on."""

    exit_code = 3


@dataclass(frozen=True)
class Asked:
    """
    What is to be looked at.

    Null: as_of None: today, or the newest fact of an old book. held_out_from None: the second half
          of what is known, at most a year.
    """

    as_of: date | None = None
    held_out_from: date | None = None


def try_models(
    *,
    folder: Path,
    book: BookFile,
    asked: Asked,
    today: date,
    told: Callable[[str], None] = lambda step: None,
) -> KeptBacktest:
    """Work out what the book's past says of every model, and keep it in the book's folder.

    Raises: BookBusy when a refresh or another backtest runs; HeldOutDayWrong; WarehouseWrong.
    """

    @contextmanager
    def step(name: str) -> Iterator[None]:
        told(name)
        yield

    with (
        only_one(folder=folder, work="refresh"),
        tempfile.TemporaryDirectory(dir=folder, prefix="refresh-") as temporary,
        open_engine(settings=book.engine, temporary=Path(temporary)) as engine,
    ):
        facts = define_known_facts(
            engine,
            folder=folder,
            book=book,
            temporary=Path(temporary),
            as_of=asked.as_of,
            known_at=None,
            today=today,
            step=step,
        )
        with step("orders"):
            define_in_book(engine, currency=book.currency)
            engine.define_view("orders", base_sql("orders", as_of=facts.day, currency=None))
            sample = backtest_sample(engine)
    with step("models"):
        found = _studied(sample, until=facts.day)
    with step("held out"):
        found.report["held_out"] = _held_out(sample, until=facts.day, said=asked.held_out_from)
    keep_backtest(folder, found)
    return found


def _studied(sample: Sample, *, until: date) -> KeptBacktest:
    large = sample.customers > MOST_FOR_TREES
    found: Study | None = None
    why = None
    try:
        found = study(
            sample.orders,
            until=days_since_epoch(until),
            horizon=AHEAD_DAYS,
            seed=SEED,
            large=large,
        )
    except TooLittleHistory as little:
        why = str(little)
    told = report(found, until=until) | {
        "customers_in_all": sample.customers,
        "one_in": sample.every,
        "prior": PRIOR,
        "too_little": why,
    }
    return KeptBacktest(until, told, None if found is None else kept(found))


def _held_out(sample: Sample, *, until: date, said: date | None) -> dict[str, Any] | None:
    """Null: there is too little to hold any of it out."""
    end = days_since_epoch(until)
    on = _held_out_after(sample.orders, end=end) if said is None else days_since_epoch(said) - 1
    if on is None:
        return None
    if on >= end:
        raise HeldOutDayWrong(f"{said} is not before {until}, the last day that is known.")
    try:
        judged = judge(sample.orders, on=on, until=end, seed=SEED)
    except NotFitted as refusal:
        if said is not None:
            raise HeldOutDayWrong(f"Before {said} there is too little: {refusal}") from refusal
        return None
    return held_out_report(judged)


def _held_out_after(orders: OrderDays, *, end: int) -> int | None:
    """The last day that is looked at: the second half is held out, a year at most."""
    if not len(orders.day):
        return None
    days = min((end - int(orders.day.min())) // 2, AHEAD_DAYS)
    return end - days if days >= FEWEST_HELD_OUT_DAYS else None
