"""Is the book in order, and the machine it is on?"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from regulars.errors import RegularsError
from regulars.ledger.place import LEDGER_FILE, POSTGRESQL, VARIABLE
from regulars.settings import SECRET_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

LEAST_FREE_BYTES = 1 << 30
OLD_BACKUP_DAYS = 30
REPAIR = "`regulars doctor --repair` mends it"
PACKAGES = ("django", "duckdb", "pyarrow", "numpy", "scipy", "sqlglot")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `ok` False: read `found`, it says what to do."""

    what: str
    ok: bool
    found: str


def examine(book: Book) -> list[Finding]:
    """Look at the machine, the ledger, the imports and the results."""
    ledger = _ledger(book)
    first = [_python(), _disk(book), ledger, _secret(book), _backup(book)]
    if not ledger.ok:
        return first
    looked = [_imports(book), _erased(book), _mirror(book), _results(book), _fresh(book)]
    return [*first, *looked, _web_hooks()]


def repair(book: Book) -> None:
    """Mend what can be mended without asking: erasures, mirror, who may read the secret."""
    book.finish_erasures()
    if book.erasure_faults():
        book.keep_out(frozenset(), by="doctor")
    if book.mirror_faults():
        book.rebuild_mirror()
    secret = book.folder / SECRET_FILE
    if secret.exists():
        secret.chmod(0o600)


def examine_unreached(why: RegularsError) -> list[Finding]:
    """What can be looked at when the book's database does not answer."""
    return [_python(), Finding("ledger", False, str(why))]


def _python() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return Finding("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}; {packages}")


def _disk(book: Book) -> Finding:
    free = shutil.disk_usage(book.folder).free
    words = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return Finding("disk", False, f"{words}: make room before the next import")
    return Finding("disk", True, words)


def _ledger(book: Book) -> Finding:
    return _database() if book.ledger == POSTGRESQL else _file(book)


def _database() -> Finding:
    from django.db import Error

    from regulars.ledger.postgresql.state import state_of_database

    try:
        return Finding("ledger", True, state_of_database())
    except Error as error:
        words = " ".join(str(error).split())
        return Finding("ledger", False, f"does not answer ({words}): start PostgreSQL again")


def _file(book: Book) -> Finding:
    # Closed at once: two SQLite libraries must not have the file open (see ledger/columns.py).
    place = f"file:{book.folder / LEDGER_FILE}?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as ledger:
        [(answer,)] = ledger.execute("PRAGMA quick_check(1)").fetchall()
    if answer != "ok":
        return Finding("ledger", False, f"damaged ({answer}): restore the last backup")
    beside = f"; in a file, although {VARIABLE} is set" if os.environ.get(VARIABLE) else ""
    return Finding("ledger", True, f"sound{beside}")


def _secret(book: Book) -> Finding:
    path = book.folder / SECRET_FILE
    if not path.exists():
        return Finding("secret", True, "not made yet")
    if path.stat().st_mode & 0o077:
        return Finding("secret", False, f"others may read {path.name}: {REPAIR}")
    return Finding("secret", True, "readable by its owner only")


def _backup(book: Book) -> Finding:
    at = book.last_backup_at
    if at is None:
        return Finding("backup", True, "none known; `regulars backup FILE` makes one")
    days = (datetime.now(UTC) - at).days
    words = f"the last one is {days} days old"
    return Finding("backup", days <= OLD_BACKUP_DAYS, f"{words}; `regulars backup FILE` makes one")


def _erased(book: Book) -> Finding:
    try:
        faults = book.erasure_faults()
    except RegularsError as error:
        return Finding("erased", False, str(error))
    if faults:
        return Finding("erased", False, f"{'; '.join(faults)}: {REPAIR}")
    return Finding("erased", True, "nobody who was erased is here")


def _mirror(book: Book) -> Finding:
    faults = book.mirror_faults()
    if faults:
        more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
        return Finding("mirror", False, f"{faults[0]}{more}: {REPAIR}")
    return Finding("mirror", True, "says what the ledger says")


def _web_hooks() -> Finding:
    from regulars.post.hooks import all_hooks

    hooks = all_hooks()
    troubled = [hook.url for hook in hooks if hook.off_why in ("failed", "gone")]
    if troubled:
        told = f"{', '.join(troubled)}: messages were not taken; see /keys on the desk"
        return Finding("web hooks", False, told)
    return Finding("web hooks", True, f"{len(hooks)}" if hooks else "none")


def _imports(book: Book) -> Finding:
    states = [one.state for one in book.imports()]
    if "loading" in states:
        return Finding(
            "imports", False, "one is running or was broken off; the next import clears it"
        )
    return Finding("imports", True, f"{states.count('complete')} complete, {len(states)} in all")


def _results(book: Book) -> Finding:
    try:
        as_of = book.as_of
    except RegularsError as error:
        return Finding("results", False, str(error))
    counts = book.counts
    if missing := counts.get("orders_in_other_currencies"):
        return Finding(
            "results",
            False,
            f"as of {as_of}; {missing} orders have no rate into {book.currency}: import rates "
            "(docs/currencies.md)",
        )
    return Finding("results", True, f"as of {as_of}")


def _fresh(book: Book) -> Finding:
    try:
        notice = book.stale_notice()
    except RegularsError:
        return Finding("fresh", True, "nothing to be stale yet")
    return Finding("fresh", notice is None, notice or "results and facts are of these days")
