"""Commands on a book as a whole: make one, serve it, see whether it is well."""

from __future__ import annotations

import argparse
import time
from dataclasses import asdict
from pathlib import Path

from regulars.cli.report import tell
from regulars.cli.words import open_book


def init(options: argparse.Namespace) -> None:
    from regulars.opening import init_book

    book = init_book(
        options.folder, name=options.name, zone=options.zone, currency=options.currency
    )
    report = {"book": str(book.folder), "name": book.name, "currency": book.currency}
    tell(options, report, f"Made the book {book.name} in {book.folder}.")


def demo(options: argparse.Namespace) -> None:
    from regulars.cli.demo import make_demo

    began = time.perf_counter()
    book, made = make_demo(Path(options.folder), seed=options.seed, business=options.business)
    seconds = round(time.perf_counter() - began, 1)
    report = {"book": str(book.folder), "customers": made.customers, "seconds": seconds}
    tell(
        options,
        report,
        f"The demo business is in {book.folder}: {made.customers} customers, {seconds} s.",
    )
    if not options.no_serve:
        from regulars.cli.serve import serve_book

        serve_book(book)


def serve(options: argparse.Namespace) -> None:
    from regulars.cli.serve import serve_book

    serve_book(open_book(options))


def worker(options: argparse.Namespace) -> None:
    from regulars.cli.apart import work_apart
    from regulars.cli.worker import work

    if options.apart:
        work_apart(open_book(options))
        return
    work(open_book(options), until_closed=options.until_closed)


def doctor(options: argparse.Namespace) -> None:
    from regulars.cli.doctor import examine, examine_unreached, repair
    from regulars.connect import LedgerUnreachable

    try:
        book = open_book(options)
        if options.repair:
            repair(book)
        findings = examine(book)
    except LedgerUnreachable as error:
        findings = examine_unreached(error)
    lines = [f"{'ok  ' if one.ok else 'LOOK'}  {one.what}: {one.found}" for one in findings]
    tell(options, {"findings": [asdict(one) for one in findings]}, "\n".join(lines))
