"""The commands on what a book holds: give out, erase, back up, restore."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.cli.record import account
from regulars.cli.report import plain, tell
from regulars.cli.words import WrongWords, open_book
from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book


class PlaceRefused(RegularsError):
    """A file with personal data may not lie there."""

    exit_code = 3


def export(options: argparse.Namespace) -> None:
    book = open_book(options)
    held = book.export(customer_id=options.customer_id, by=account())
    path = _place(Path(options.output), book, f"regulars-export-{options.customer_id}.json")
    text = json.dumps(held, default=plain, ensure_ascii=False, indent=1)
    _write_whole(path, text + "\n")
    counts = {fact: len(one["revisions"]) for fact, one in held["facts"].items()}
    words = ", ".join(f"{count} {fact}" for fact, count in counts.items())
    tell(
        options,
        {"file": str(path), "facts": counts, "rejects": len(held["rejects"])},
        f"Wrote {path}: {words or 'no facts'}, {len(held['rejects'])} rows not taken.",
    )


def erase(options: argparse.Namespace) -> None:
    book = open_book(options)
    if not options.yes:
        _confirm(options.customer_id)
    done = book.erase(
        customer_id=options.customer_id, with_persons=options.with_persons, by=account()
    )
    removed, anonymous = sum(done.removed.values()), sum(done.made_anonymous.values())
    tell(
        options,
        {"erasure": done.number, **done.counts},
        f"Erasure {done.number}: {removed} facts removed, {anonymous} made anonymous, "
        f"{done.rejects} rejects removed. Nobody by these keys comes back with an import or a "
        "restore.\nRun `regulars refresh`. Copies that you made yourself (exports, backups, the "
        "files that were imported) are yours to delete.",
    )


def erased(options: argparse.Namespace) -> None:
    book = open_book(options)
    told = book.erasures(of=options.find)
    lines = []
    for one in told:
        line = f"{one.erasure:>6}  {one.erased_at:%Y-%m-%d %H:%M}  by {one.erased_by}, "
        line += f"{one.counts.get('identities', 0)} keys; "
        if one.readmitted_at is not None:
            line += f"readmitted {one.readmitted_at:%Y-%m-%d %H:%M} by {one.readmitted_by}"
        else:
            line += f"kept out by {one.on_list} hashes"
        lines.append(line)
    others = book.kept_out_by_other_copies
    if others and options.find is None:
        lines.append(f"{others} more hashes came with the lists of other copies of the book.")
    report = {"erasures": [asdict(one) for one in told], "hashes_of_other_copies": others}
    nobody = "Nobody was erased." if options.find is None else "No erasure here knows this text."
    tell(options, report, "\n".join(lines) or nobody)


def readmit(options: argparse.Namespace) -> None:
    gone = open_book(options).readmit(erasure=options.erasure, by=account())
    tell(
        options,
        {"erasure": options.erasure, "hashes": gone},
        f"Erasure {options.erasure} keeps nobody out any more. What was erased does not come back; "
        "imports from now on count them again.",
    )


def backup(options: argparse.Namespace) -> None:
    done = open_book(options).backup(Path(options.file))
    tell(
        options,
        {"file": str(done.path), "bytes": done.size_bytes, "counts": done.counts},
        f"Wrote {done.path}, {done.size_bytes / 1e6:.1f} MB. It holds names, addresses and the "
        "book's keys: keep it as safe as the book, on another disk.",
    )


def restore(options: argparse.Namespace) -> None:
    from regulars.opening import restore_book

    done = restore_book(
        options.file,
        options.folder,
        over=options.over,
        suppressed=[Path(one) for one in options.suppressed],
    )
    words = [
        f"The book {done.book.name} is in {done.book.folder}, as of its backup of "
        f"{done.made_at:%Y-%m-%d %H:%M} UTC."
    ]
    if done.kept_out:
        words.append(f"{done.kept_out} keys of people who were erased were kept out.")
    if done.before is not None:
        words.append(f"The book that was there is in {done.before}; delete it when all is well.")
    tell(
        options,
        {
            "book": str(done.book.folder),
            "made_at": done.made_at.isoformat(),
            "counts": done.counts,
            "kept_out": done.kept_out,
            "before": None if done.before is None else str(done.before),
        },
        "\n".join([*words, "Run `regulars refresh`."]),
    )


def _confirm(customer_id: str) -> None:
    if not sys.stdin.isatty():
        raise WrongWords("Erasing cannot be undone. Say that you mean it with --yes.")
    print(f"Erase {customer_id} from ledger, rejects, results? This cannot be undone. [yes/no] ")
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise WrongWords("Nothing was erased. Write yes to go on.")


def _place(path: Path, book: Book, name: str) -> Path:
    place = path / name if path.is_dir() else path
    if place.resolve().is_relative_to(book.folder):
        raise PlaceRefused(
            f"{place} is in the book's own folder, where an erasure would not find it. "
            "Nothing was written. Choose a place outside of it."
        )
    return place


def _write_whole(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner only."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    unfinished.write_text(text, encoding="utf-8")
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)


__all__ = ["PlaceRefused", "backup", "erase", "erased", "export", "readmit", "restore"]
