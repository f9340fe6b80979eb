"""Commands on facts: in by files, out by undo."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path

from regulars.cli.progress import progress
from regulars.cli.record import account
from regulars.cli.report import tell
from regulars.cli.tell import tell_import
from regulars.cli.words import WrongWords, open_book


def import_(options: argparse.Namespace) -> None:
    from regulars.intake.date_answers import date_answers
    from regulars.intake.heads import delimiter_of

    if options.save_recipe and not options.map:
        raise WrongWords("--save-recipe keeps what --map says: add --map OWN=THEIRS.")
    book, shown = open_book(options), progress(json=options.json)
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
            zone=options.zone,
            mapping=dict(options.map),
            fact=options.fact,
            dry_run=options.dry_run,
            by=account(),
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
            zone=options.zone,
            delimiter=delimiter_of(options.delimiter),
            dates=date_answers(options.dates).kept(),
        )
        report["recipe_file"] = str(book.save_recipe(recipe, name=options.save_recipe))
        words += f"\nFiles with this header are read so from now on: {report['recipe_file']}"
    tell(options, report, words)


def watch(options: argparse.Namespace) -> None:
    from regulars.cli.watch import watch

    came = 0
    for one in watch(open_book(options), Path(options.folder), once=options.once):
        came += 1
        what = "imported" if one.taken else "refused"
        report = {"name": one.name, "taken": one.taken, "to": str(one.to), "why": one.why}
        tell(
            options,
            report,
            f"{one.name}: {what}; now {one.to}" + (f"\n{one.why}" if one.why else ""),
        )
    if options.once and not came:
        tell(options, {"name": None}, f"Nothing has settled in {options.folder}.")


def imports(options: argparse.Namespace) -> None:
    listed = [asdict(one) for one in open_book(options).imports()]
    lines = [
        f"{one['batch']:>6}  {one['state']:<9}  {one['began_at']:%Y-%m-%d %H:%M}  "
        f"{one['recipe'] or '':<14}  {', '.join(file['name'] for file in one['files'])}"
        for one in listed
    ]
    tell(options, {"imports": listed}, "\n".join(lines) or "Nothing was imported yet.")


def rejects(options: argparse.Namespace) -> None:
    book = open_book(options)
    if options.output:
        written = book.write_rejects(options.batch, options.output, language=options.language)
        names = ", ".join(map(str, written))
        words = f"Correct them in {names} and import that." if written else "Every row was taken."
        tell(options, {"written": [str(path) for path in written]}, words)
        return
    rows = book.rejects(options.batch)
    lines = [
        f"{row['file']}, line {row['line']}: {row['message']} "
        f"({row['column'] or 'line'}: {row['value'] or ''})\n    {row['row']}"
        for row in rows
    ]
    tell(options, {"rejects": rows}, "\n".join(lines) or "Every row was taken.")


def undo(options: argparse.Namespace) -> None:
    open_book(options).undo(options.batch)
    report = {"batch": options.batch, "state": "undone"}
    words = f"Batch {options.batch} is left out from now on. Run `regulars refresh`."
    tell(options, report, words)
