"""What each command does, told in words or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regulars
from regulars.cli.harmless import harmless
from regulars.cli.progress import progress
from regulars.cli.tell import tell_import, tell_today
from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book


class WrongWords(RegularsError):
    """The command's words do not go together."""

    exit_code = 2


def init(options: argparse.Namespace) -> None:
    from regulars.opening import init_book

    book = init_book(
        options.folder, name=options.name, zone=options.zone, currency=options.currency
    )
    report = {"book": str(book.folder), "name": book.name, "currency": book.currency}
    _tell(options, report, f"Made the book {book.name} in {book.folder}.")


def demo(options: argparse.Namespace) -> None:
    from regulars.cli.demo import make_demo

    began = time.perf_counter()
    book, made = make_demo(Path(options.folder), seed=options.seed)
    seconds = round(time.perf_counter() - began, 1)
    report = {"book": str(book.folder), "customers": made.customers, "seconds": seconds}
    _tell(
        options,
        report,
        f"The demo business is in {book.folder}: {made.customers} customers, {seconds} s.",
    )
    if not options.no_serve:
        from regulars.cli.serve import serve_book

        serve_book(book)


def import_(options: argparse.Namespace) -> None:
    from regulars.intake.date_answers import date_answers
    from regulars.intake.heads import delimiter_of

    if options.save_recipe and not options.map:
        raise WrongWords("--save-recipe keeps what --map says: add --map OWN=THEIRS.")
    book, shown = _book(options), progress(json=options.json)
    if options.save_recipe:
        book.check_recipe_name(options.save_recipe)
    try:
        done = book.import_files(
            options.files,
            recipe=options.recipe,
            currency=options.currency,
            dates=options.dates,
            delimiter=options.delimiter,
            sheet=options.sheet,
            mapping=dict(options.map),
            fact=options.fact,
            dry_run=options.dry_run,
            told=shown,
        )
    finally:
        shown.end()
    report = asdict(replace(done, saved=None))
    del report["saved"]
    if not options.dry_run:
        del report["preview"]
    words = tell_import(done)
    if options.save_recipe and done.saved is not None:
        recipe = replace(
            done.saved,
            currency=options.currency,
            delimiter=delimiter_of(options.delimiter),
            dates=date_answers(options.dates).kept(),
        )
        report["recipe_file"] = str(book.save_recipe(recipe, name=options.save_recipe))
        words += f"\nFiles with this header are read so from now on: {report['recipe_file']}"
    _tell(options, report, words)


def way(text: str) -> str:
    """`day-first`, `month-first`, or a column and one of them, on the command line."""
    if text.rpartition("=")[2] not in ("day-first", "month-first"):
        raise argparse.ArgumentTypeError(f"“{text}” is no way; write day-first or month-first")
    return text


def pair(text: str) -> tuple[str, str]:
    """`customer_id=Client No` on the command line."""
    own, mark, theirs = text.partition("=")
    if not (mark and own.strip() and theirs.strip()):
        raise argparse.ArgumentTypeError(f'“{text}” maps nothing; write customer_id="Client No"')
    return own.strip(), theirs.strip()


def watch(options: argparse.Namespace) -> None:
    from regulars.cli.watch import watch

    came = 0
    for one in watch(_book(options), Path(options.folder), once=options.once):
        came += 1
        what = "imported" if one.taken else "refused"
        report = {"name": one.name, "taken": one.taken, "to": str(one.to), "why": one.why}
        _tell(
            options,
            report,
            f"{one.name}: {what}; now {one.to}" + (f"\n{one.why}" if one.why else ""),
        )
    if options.once and not came:
        _tell(options, {"name": None}, f"Nothing has settled in {options.folder}.")


def imports(options: argparse.Namespace) -> None:
    listed = [asdict(one) for one in _book(options).imports()]
    lines = [
        f"{one['batch']:>6}  {one['state']:<9}  {one['began_at']:%Y-%m-%d %H:%M}  "
        f"{one['recipe'] or '':<14}  {', '.join(file['name'] for file in one['files'])}"
        for one in listed
    ]
    _tell(options, {"imports": listed}, "\n".join(lines) or "Nothing was imported yet.")


def rejects(options: argparse.Namespace) -> None:
    book = _book(options)
    if options.output:
        written = book.write_rejects(options.batch, options.output, language=options.language)
        names = ", ".join(map(str, written))
        words = f"Correct them in {names} and import that." if written else "Every row was taken."
        _tell(options, {"written": [str(path) for path in written]}, words)
        return
    rows = book.rejects(options.batch)
    lines = [
        f"{row['file']}, line {row['line']}: {row['message']} "
        f"({row['column'] or 'line'}: {row['value'] or ''})\n    {row['row']}"
        for row in rows
    ]
    _tell(options, {"rejects": rows}, "\n".join(lines) or "Every row was taken.")


def undo(options: argparse.Namespace) -> None:
    _book(options).undo(options.batch)
    report = {"batch": options.batch, "state": "undone"}
    words = f"Batch {options.batch} is left out from now on. Run `regulars refresh`."
    _tell(options, report, words)


def refresh(options: argparse.Namespace) -> None:
    book = _book(options)
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
    _tell(options, report, "\n".join(words))


def today(options: argparse.Namespace) -> None:
    day = _book(options).today(hours=options.hours, staff=options.staff, language=options.language)
    report = {
        "as_of": day.as_of.isoformat(),
        "hours": day.hours,
        "minutes_planned": day.minutes_planned,
        "below_the_line": day.below_the_line,
        "items": [_item(item) for item in day.items],
    }
    _tell(options, report, tell_today(day))


def customer(options: argparse.Namespace) -> None:
    shown = _book(options).customer(customer_id=options.customer_id, language=options.language)
    figures = [
        f"  {one.label}: {one.value or one.note}"
        + (f" ({one.low} to {one.high})" if one.low and one.high else "")
        for one in shown.figures
    ]
    facts = [f"  {one.on}  {one.text}  ({one.where})" for one in shown.timeline[:20]]
    head = f"{shown.customer}, as of {shown.as_of}\nHow: {shown.how.text} ({shown.how.basis})"
    _tell(options, asdict(shown), "\n".join([head, *figures, *facts]))


def card(options: argparse.Namespace) -> None:
    book = _book(options)
    columns = [name.strip() for name in options.columns.split(",")] if options.columns else None
    chosen = "json" if options.json else options.format
    if chosen == "json":
        table = book.card(columns=columns, where=options.where, snapshot=options.snapshot)
        rows = table.to_pylist()
        as_of = book.as_of_snapshot(options.snapshot) if options.snapshot else book.as_of
        text = json.dumps({"as_of": as_of, "rows": rows}, default=_plain, ensure_ascii=False)
        _out(text + "\n", options.output)
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


def serve(options: argparse.Namespace) -> None:
    from regulars.cli.serve import serve_book

    serve_book(_book(options))


def worker(options: argparse.Namespace) -> None:
    from regulars.cli.worker import work

    work(_book(options), until_closed=options.until_closed)


def doctor(options: argparse.Namespace) -> None:
    from regulars.cli.doctor import examine, examine_unreached, repair
    from regulars.connect import LedgerUnreachable

    try:
        book = _book(options)
        if options.repair:
            repair(book)
        findings = examine(book)
    except LedgerUnreachable as error:
        findings = examine_unreached(error)
    lines = [f"{'ok  ' if one.ok else 'LOOK'}  {one.what}: {one.found}" for one in findings]
    _tell(options, {"findings": [asdict(one) for one in findings]}, "\n".join(lines))


def day(text: str) -> date:
    """A day on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write e.g. 2026-11-22") from None


def instant(text: str) -> datetime:
    """An instant on the command line."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no instant; write e.g. 2026-11-22T07:00 or 2026-11-22T01:00Z"
        ) from None


def _book(options: argparse.Namespace) -> Book:
    folder = options.book or os.environ.get("REGULARS_BOOK") or "."
    return regulars.open(folder)


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


def _tell(options: argparse.Namespace, report: dict[str, Any], words: str) -> None:
    if options.json:
        print(json.dumps(report, default=_plain, ensure_ascii=False))
    else:
        print(harmless(words))


def _out(text: str, path: str | None) -> None:
    if path:
        Path(path).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
