"""Small books to do something with, the something, and what a book holds, told for comparing.

Not a fixture: the trials run in processes of their own, without pytest.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 3, 1)
NEXT_DAY = AS_OF + timedelta(days=1)
SAID_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
CHUNK_ROWS = 150
"""So that a small import is written in several transactions, as a large one is."""
SNAPSHOTS = 10
"""As many as are kept, so that the next refresh prunes one."""


@dataclass(frozen=True)
class Scenario:
    """A book to begin with, by name, and what is done to it: here, and as a command's words."""

    begins: str
    act: Callable[[Book, Path], object]
    words: Callable[[Path], list[str]] | None = None


def write_files(folder: Path, *, customers: range, orders: range, factor: int) -> None:
    """Four facts as CSV; amounts of every other order are multiplied, so that some facts change."""
    folder.mkdir(parents=True)
    day = AS_OF - timedelta(days=1)
    whose = {n: customers[n * 7919 % len(customers)] for n in orders}
    texts = {
        "customers": ["customer_id,name", *(f"c{n},Name {n}" for n in customers)],
        "orders": [
            "order_id,customer_id,order_date,amount,currency",
            *(
                f"o{n},c{whose[n]},{day - timedelta(days=n % 700)},"
                f"{(n % 50 + 1) * (factor if n % 2 else 1)},EUR"
                for n in orders
            ),
        ],
        "lines": [
            "order_line_id,order_id,product_id,amount,currency",
            *(f"o{n}/1,o{n},p{n % 30},{n % 50 + 1},EUR" for n in orders),
        ],
        "contacts": [
            "contact_id,customer_id,channel,date",
            *(f"k{n},c{n},call,{day - timedelta(days=n % 300)}" for n in customers[60:]),
        ],
    }
    for name, rows in texts.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n")


def write_csvs(place: Path) -> None:
    """The files of a first and of a second import."""
    write_files(place / "first", customers=range(90), orders=range(240), factor=1)
    write_files(place / "second", customers=range(10, 110), orders=range(40, 320), factor=2)


def make_books(place: Path) -> None:
    """`fresh` knows nothing yet; `bought` has results and a planned day; `broken` a broken-off
    import; `due` an import that no refresh has seen, and as many snapshots as are kept."""
    import regulars
    from regulars.opening import init_book
    from regulars.settings import SECRET_FILE

    write_csvs(place)
    init_book(place / "fresh", name="A book").close()
    with (place / "fresh" / "book.toml").open("a") as file:
        file.write("\n[engine]\nthreads = 1\n")  # as much as so few rows need
    # A key of its own, as every book has after its first command.
    (place / "fresh" / SECRET_FILE).write_text("k" * 64)
    book = regulars.open(shutil.copytree(place / "fresh", place / "bought"))
    book.import_files(first(place))
    book.refresh(as_of=AS_OF)
    copy_snapshot(book.folder)
    lines = [item.care_id for item in book.today(hours=8).items]
    book.done(care_id=lines[0], received="welcome", note="was glad", at=SAID_AT)
    book.snooze(care_id=lines[1], days=3, at=SAID_AT)
    book.refresh(as_of=AS_OF)
    book.close()
    book = regulars.open(shutil.copytree(place / "bought", place / "broken"))
    break_off(book, place)
    book.close()
    book = regulars.open(shutil.copytree(place / "bought", place / "due"))
    book.import_files(second(place))
    book.close()


def copy_snapshot(folder: Path) -> None:
    """Beside the one snapshot that there is, older ones, until there are as many as are kept."""
    [made] = folder.glob("snapshots/[0-9]*")
    stem, number = made.name.rsplit("-", 1)
    run = json.loads((made / "run.json").read_text())
    for more in range(1, SNAPSHOTS):
        copy = shutil.copytree(made, made.with_name(f"{stem}-{int(number) + more:04d}"))
        at = datetime.fromisoformat(run["made_at"]) - timedelta(seconds=SNAPSHOTS - more)
        (copy / "run.json").write_text(
            json.dumps({**run, "snapshot": copy.name, "made_at": at.isoformat()})
        )


def break_off(book: Book, place: Path) -> None:
    """An import that stops before its last word: its rows are there and do not count."""
    from regulars.intake import import_files

    class Stopped(Exception):
        pass

    def stop(**_: Any) -> None:
        raise Stopped

    publish, import_files.publish_batch = import_files.publish_batch, stop
    try:
        book.import_files(second(place))
    except Stopped:
        pass
    finally:
        import_files.publish_batch = publish


def first(place: Path) -> list[Path]:
    return sorted((place / "first").glob("*.csv"))


def second(place: Path) -> list[Path]:
    return sorted((place / "second").glob("*.csv"))


def import_first(book: Book, place: Path) -> None:
    book.import_files(first(place))


def import_second(book: Book, place: Path) -> None:
    book.import_files(second(place))


def refresh(book: Book, place: Path) -> None:
    book.refresh(as_of=NEXT_DAY)


def undo(book: Book, place: Path) -> None:
    """Undo the first import, or be told that it is undone already."""
    from regulars.ledger.batches import BatchNotUndoable

    undone = {one.batch for one in book.imports() if one.state == "undone"}
    try:
        book.undo(1)
    except BatchNotUndoable:
        assert 1 in undone


def say_done(book: Book, place: Path) -> None:
    """What a person says at the desk of the third line."""
    line = book.today().items[2]
    book.done(care_id=line.care_id, received="neutral", note="later", at=SAID_AT)


def back_up(book: Book, place: Path) -> None:
    book.backup(archive_of(book.folder))


def archive_of(folder: Path) -> Path:
    """Where trials put a book's backup."""
    return folder.with_name("backup.tar")


def held_by_archive(folder: Path) -> str:
    """A digest of the facts of the book that its backup gives; opens and drops that book."""
    from regulars.opening import restore_book

    place = folder.with_name("restored")
    restored = restore_book(archive_of(folder), place).book
    told = facts_held()
    restored.close()
    shutil.rmtree(place)
    return told


SCENARIOS: dict[str, Scenario] = {
    "first import": Scenario("fresh", import_first),
    "second import": Scenario(
        "bought", import_second, lambda place: ["import", *map(str, second(place))]
    ),
    "import after a kill": Scenario("broken", import_second),
    "refresh": Scenario("due", refresh, lambda place: ["refresh", "--as-of", str(NEXT_DAY)]),
    "undo": Scenario("due", undo, lambda place: ["undo", "1"]),
    "backup": Scenario("due", back_up),
    "desk": Scenario("bought", say_done),
}


def facts_held() -> str:
    """A digest of the current facts of the open book: naive, row by row, apart from the engine.

    Read without models: a digest of what is stored needs no dates, and models take their time.
    """
    from regulars.contracts import BY_FACT
    from regulars.ledger.models import MODELS

    places = dict(rows("SELECT id, published_seq FROM batch WHERE state = 'complete'"))
    again: dict[tuple[str, int], list[int]] = {}
    for fact, pk, batch in rows("SELECT fact, revision_id, batch_id FROM assertion"):
        again.setdefault((fact, pk), []).append(batch)
    digest = hashlib.sha256()
    for fact, model in MODELS.items():
        newest: dict[tuple[str, str], tuple[tuple[int, int], Any]] = {}
        named = (model._meta.get_field(name).column for name in BY_FACT[fact].names)
        columns = ", ".join(
            f'"{name}"' for name in ("id", "batch_id", "source", "source_id", *named)
        )
        for pk, batch, *row in rows(f'SELECT {columns} FROM "{model._meta.db_table}"'):
            said = [places.get(one) for one in (batch, *again.get((fact, pk), []))]
            counting = max((one for one in said if one is not None), default=None)
            key = (row[0], row[1])
            if counting is not None and (key not in newest or (counting, pk) > newest[key][0]):
                newest[key] = ((counting, pk), row)
        held = [newest[key][1] for key in sorted(newest)]
        digest.update(json.dumps([fact, held], default=str).encode())
    return digest.hexdigest()


def rows(query: str) -> list[tuple[Any, ...]]:
    """What the open book's ledger answers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def results_held(folder: Path) -> str | None:
    """A digest of the current snapshot's tables and day; None where there is none yet."""
    pointer = folder / "snapshots" / "current.json"
    if not pointer.is_file():
        return None
    snapshot = pointer.parent / json.loads(pointer.read_text())["snapshot"]
    manifest = json.loads((snapshot / "manifest.json").read_text())
    digest = hashlib.sha256(manifest["as_of"].encode())
    for path in sorted(snapshot.glob("*.parquet")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def not_whole(folder: Path) -> list[str]:
    """What passes for a snapshot or a mirrored batch by its name, and is not one."""
    import pyarrow.parquet as pq

    wrong = []
    for snapshot in folder.glob("snapshots/[!.]*/"):
        try:
            manifest = json.loads((snapshot / "manifest.json").read_text())
            json.loads((snapshot / "run.json").read_text())
            for name, count in (("card", "customers"), ("candidates", "candidates")):
                held = pq.ParquetFile(snapshot / f"{name}.parquet").read().num_rows
                assert held == manifest["counts"][count], f"{name} has {held} rows"
        except Exception as error:  # whatever is wrong with it
            wrong.append(f"{snapshot.name}: {error!r}")
    for path in folder.glob("mirror/*/*.parquet"):
        try:
            pq.ParquetFile(path).read()
        except Exception as error:
            wrong.append(f"{path.name}: {error!r}")
    return wrong


def kinds_of_files(folder: Path) -> set[str]:
    """The names of all that lies in the book's folder, numbers left out.

    The record of who changed what is not counted: a command killed at its end has its entry.
    """
    names = {re.sub(r"\d+", "#", str(path.relative_to(folder))) for path in folder.rglob("*")}
    return {
        name
        for name in names
        if not name.endswith(("-wal", "-shm")) and name.split("/")[0] != "record"
    }


def unsound(folder: Path) -> str | None:
    """What SQLite finds wrong with the ledger's file, which nobody has open; None if nothing."""
    with closing(sqlite3.connect(f"file:{folder / 'ledger.sqlite3'}?mode=ro", uri=True)) as ledger:
        [(answer,)] = ledger.execute("PRAGMA quick_check(1)").fetchall()
        [*broken] = ledger.execute("PRAGMA foreign_key_check").fetchall()
    if answer != "ok":
        return str(answer)
    return f"references to nothing: {broken[:3]}" if broken else None


def rows_that_do_not_count() -> int:
    """Rows of batches that were broken off."""
    from regulars.ledger.models import MODELS, Assertion, Batch, Reject

    broken = Batch.objects.filter(state__in=["loading", "abandoned"])
    return broken.exists() and sum(
        model.objects.filter(batch__in=broken).count()
        for model in (*MODELS.values(), Assertion, Reject)
    )
