"""From the ledger's facts to a snapshot, in named steps."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from threading import Thread

from regulars.book.alike import told_of
from regulars.book.as_of import STALE_AFTER
from regulars.book.book_file import BookFile
from regulars.book.forget import forget_in_results
from regulars.book.kept_backtest import kept_backtest
from regulars.book.known_facts import define_known_facts
from regulars.book.of_the_day import write_of_the_day
from regulars.book.rates import define_in_book
from regulars.book.results import write_card, write_results
from regulars.book.sending_groups import define_sending_groups
from regulars.book.sent_value import define_sent_value
from regulars.book.service_due import define_service_due
from regulars.book.signals import define_signals
from regulars.book.snapshot import Snapshot, begin_snapshot, publish_snapshot
from regulars.book.standing_word import define_standing_word
from regulars.book.who_sent_whom import write_who_sent_whom
from regulars.book.whole_card import define_whole_card
from regulars.engines import open_engine
from regulars.errors import RegularsError
from regulars.ledger.desk_facts import DESK
from regulars.ledger.lock import only_one
from regulars.ledger.suppression import suppression_list

TEMPORARY = "refresh-"
STEPS = ("mirror", "facts", "signals", "estimates", "card", "write")
"""What a refresh does, in this order."""
ESTIMATES = "regulars.book.expect"
SENDING = "regulars.book.likely_senders"
EFFORTS = "regulars.book.effort_results"
"""Take most of a second to import: loaded while the engine works, and by nobody who only looks."""


class PastUnknown(RegularsError):
    """What was known at an instant cannot be told."""

    exit_code = 3


@dataclass(frozen=True)
class Refreshed:
    """Units: seconds of wall time, in all and by step."""

    snapshot: Snapshot
    customers: int
    candidates: int
    seconds: float
    steps: dict[str, float]
    other_currencies: int
    """Orders left out of all amounts: in another currency than the book's, and without a rate."""


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
    known_at: datetime | None,
    today: date,
    now: Callable[[], datetime],
    told: Callable[[str], None] = lambda step: None,
) -> Refreshed:
    """Make a snapshot of what is known of every customer as of a day, and switch to it.

    Null:   `known_at` None: all that is known now. An instant: what was known then, for a look at
            the past; the current snapshot stays the current one.
    Raises: BookBusy when another refresh runs; WarehouseWrong; PastUnknown for a warehouse.
    """
    if known_at is not None and book.warehouse:
        raise PastUnknown(
            "The warehouse of this book does not tell what it knew at an instant. "
            "Leave out --known-at; --as-of reads it as of a day."
        )
    steps = _Steps(told)
    began = time.perf_counter()
    with (
        only_one(folder=folder, work="refresh"),
        tempfile.TemporaryDirectory(dir=folder, prefix=TEMPORARY) as temporary,
        open_engine(settings=book.engine, temporary=Path(temporary)) as engine,
    ):
        _sweep(folder, keep=Path(temporary))
        Thread(target=import_module, args=(ESTIMATES,), daemon=True).start()
        facts = define_known_facts(
            engine,
            folder=folder,
            book=book,
            temporary=Path(temporary),
            as_of=as_of,
            known_at=known_at,
            today=today,
            step=steps.step,
        )
        known, newest, day = facts.known, facts.newest, facts.day
        with steps.step("signals"):
            define_in_book(engine, currency=book.currency)
            alike = define_signals(engine, as_of=day, currency=book.currency)
        with steps.step("estimates"):
            expected = import_module(ESTIMATES)
            # What was known at an instant did not know of a backtest made since.
            tried = kept_backtest(folder, as_of=day) if known_at is None else None
            expectation = expected.define_expected_card(engine, as_of=day, backtest=tried)
            senders = import_module(SENDING)
            sending = senders.define_likely_senders(engine, as_of=day)
            alike |= senders.NOBODY_SENDS if sending.refused is not None else {}
            alike |= define_sent_value(engine)
            define_sending_groups(engine)
            alike |= define_service_due(
                engine, as_of=day, desk_source=DESK, check_ins=book.check_ins
            )
        define_whole_card(engine)
        define_standing_word(engine, as_of=day)
        making = begin_snapshot(folder, as_of=day)
        with steps.step("card"):
            columns = write_card(engine, making, alike=alike)
        with steps.step("write"):
            counts = write_results(engine, making, columns=columns, currency=book.currency)
            write_of_the_day(engine, making, as_of=day)
            write_who_sent_whom(engine, making, as_of=day)
            problems = import_module(EFFORTS).write_problems(engine, making, as_of=day)
            # A warehouse does not know who was erased.
            forget_in_results([making], listed=suppression_list(folder), temporary=Path(temporary))
        seconds = round(time.perf_counter() - began, 3)
        snapshot = publish_snapshot(
            making,
            manifest={
                "as_of": day.isoformat(),
                "today": today.isoformat(),
                "asked": as_of is not None,
                "newest_fact_on": newest.isoformat() if newest else None,
                "old_book": as_of is None and newest is not None and today - newest > STALE_AFTER,
                "currency": book.currency,
                "published": {str(batch): seq for batch, seq in sorted(known.published.items())},
                "regulars": version("regulars"),
                "engine": {"kind": engine.name, "version": engine.version},
                "counts": counts,
                "columns": columns,
                "alike": told_of(alike),
                "expectation": asdict(expectation),
                "problems": problems,
                "backtest": None if tried is None else tried.summary,
                "sending": asdict(sending),
            },
            run={
                "made_at": now().isoformat(),
                "seconds": seconds,
                "steps": steps.seconds,
                "desk_heads": facts.growing,
            },
            current=known_at is None,
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
