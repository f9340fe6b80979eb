"""Commands on results: make them, the day's list, one customer, all of them."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regulars.cli.report import plain, tell, write_out
from regulars.cli.tell import tell_today
from regulars.cli.tell_backtest import tell_backtest
from regulars.cli.words import WrongWords, open_book

if TYPE_CHECKING:
    from regulars.workspace import Book


def refresh(options: argparse.Namespace) -> None:
    book = open_book(options)
    done = book.refresh(as_of=options.as_of, known_at=options.known_at)
    report = {
        "snapshot": done.snapshot.name,
        "as_of": done.snapshot.as_of.isoformat(),
        "customers": done.customers,
        "candidates": done.candidates,
        "seconds": done.seconds,
        "steps": done.steps,
        "orders_in_other_currencies": done.other_currencies,
        "orders_converted": done.snapshot.manifest["counts"]["orders_converted"],
        "refused": done.snapshot.manifest["expectation"]["refused"],
        "notice": book.stale_notice() if options.known_at is None else None,
    }
    words = [
        f"{done.customers} customers as of {done.snapshot.as_of}, {done.candidates} reasons to "
        f"take care, in {done.seconds} s."
    ]
    if options.known_at is not None:
        words.append(f"Beside the current results: regulars card --snapshot {done.snapshot.name}")
    words += [f"Not enough data yet: {why}" for why in report["refused"].values()]
    if report["notice"]:
        words.append(f"{report['notice']} Choose another day with --as-of.")
    if done.other_currencies:
        words.append(
            f"{done.other_currencies} orders are in another currency than {book.currency}, without "
            "a rate of their day: their amounts are left out. Import rates: see docs/currencies.md."
        )
    tell(options, report, "\n".join(words))


def backtest(options: argparse.Namespace) -> None:
    found = open_book(options).backtest(as_of=options.as_of, held_out_from=options.held_out_from)
    tell(options, found.report, tell_backtest(found.report))


def today(options: argparse.Namespace) -> None:
    day = open_book(options).today(
        hours=options.hours, staff=options.staff, language=options.language
    )
    report = {
        "as_of": day.as_of.isoformat(),
        "hours": day.hours,
        "minutes_planned": day.minutes_planned,
        "below_the_line": day.below_the_line,
        "items": [_item(item) for item in day.items],
    }
    tell(options, report, tell_today(day))


def customer(options: argparse.Namespace) -> None:
    shown = open_book(options).customer(customer_id=options.customer_id, language=options.language)
    figures = [
        f"  {one.label}: {one.value or one.note}"
        + (f" ({one.low} to {one.high})" if one.low and one.high else "")
        for one in shown.figures
    ]
    for group in shown.groups:
        figures.append(f"{group.label}:")
        figures += [
            f"  {one.label}: {one.value}" + (f" ({one.note})" if one.note else "")
            for one in group.figures
        ]
    facts = [f"  {one.on}  {one.text}  ({one.where})" for one in shown.timeline[:20]]
    head = f"{shown.customer}, as of {shown.as_of}\nHow: {shown.how.text} ({shown.how.basis})"
    tell(options, asdict(shown), "\n".join([head, *figures, *facts]))


def card(options: argparse.Namespace) -> None:
    book = open_book(options)
    columns = [name.strip() for name in options.columns.split(",")] if options.columns else None
    chosen = "json" if options.json else options.format
    if chosen == "json":
        table = book.card(columns=columns, where=options.where, snapshot=options.snapshot)
        rows = table.to_pylist()
        as_of = book.as_of_snapshot(options.snapshot) if options.snapshot else book.as_of
        text = json.dumps({"as_of": as_of, "rows": rows}, default=plain, ensure_ascii=False)
        write_out(text + "\n", options.output)
    elif chosen == "parquet" and not options.output:
        raise WrongWords("Parquet is not text: say where to write it with --output FILE.")
    elif options.output:
        book.write_card(
            Path(options.output),
            columns=columns,
            where=options.where,
            parquet=chosen == "parquet",
            snapshot=options.snapshot,
        )
    else:
        _print_card(book, columns, options)


def _print_card(book: Book, columns: list[str] | None, options: argparse.Namespace) -> None:
    # Not by /dev/stdout: the engine would empty a file that the shell appends to.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "card.csv"
        book.write_card(
            path, columns=columns, where=options.where, parquet=False, snapshot=options.snapshot
        )
        with path.open(encoding="utf-8", newline="") as text:
            shutil.copyfileobj(text, sys.stdout)


def _item(item: Any) -> dict[str, Any]:
    return {
        "customer_id": item.customer_id,
        "customer": item.customer,
        "care_id": item.care_id,
        "state": item.state,
        "play": item.play,
        "pillar": item.pillar,
        "why": item.why,
        "how": item.how.text,
        "how_basis": item.how.basis,
        "treatment": item.how.treatment,
        "minutes": item.minutes,
        "stake_minor": item.stake_minor,
        "stake_low_minor": item.stake_low_minor,
        "stake_high_minor": item.stake_high_minor,
        "effect": item.effect,
        "effect_basis": item.effect_basis,
        "currency": item.currency,
        "evidence": [asdict(one) for one in item.evidence],
    }
