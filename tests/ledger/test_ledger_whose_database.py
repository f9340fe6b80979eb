"""Which database a book's ledger is in, and what is told when it is another one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from postgresql_server import Server
from shelf import Shelf

import regulars
from regulars.ledger.place import DatabaseUrlWrong, database_settings
from regulars.opening import init_book

if TYPE_CHECKING:
    from regulars.workspace import Book

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
SECRET = "ge%3Aheim"


def test_the_file_of_the_book_has_the_kind_and_the_id_and_not_the_address(book: Book) -> None:
    text = (book.folder / "book.toml").read_text()
    assert 'ledger = "postgresql"' in text
    assert "127.0.0.1" not in text
    assert not (book.folder / "ledger.sqlite3").exists()


def test_another_book_s_database_is_refused_and_left_as_it_is(
    make_book: Callable[..., Book], shelf: Shelf
) -> None:
    from regulars.ledger.postgresql.whose import WrongDatabase

    first = make_book("first", currency="EUR")
    url = os.environ["DATABASE_URL"]
    second = make_book("second", currency="EUR")
    with pytest.raises(WrongDatabase, match="ledger of another book") as told:
        regulars.open(first.folder)
    assert told.value.exit_code == 3
    os.environ["DATABASE_URL"] = url
    assert regulars.open(first.folder).imports() == []
    with pytest.raises(WrongDatabase, match="Make a database for this book"):
        init_book(second.folder.with_name("third"))
    assert not (second.folder.with_name("third") / "book.toml").exists()


def test_an_empty_database_is_not_taken_for_a_book_s_ledger(
    book: Book, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.ledger.postgresql.whose import WrongDatabase

    empty = postgresql.new_database()
    monkeypatch.setenv("DATABASE_URL", postgresql.url(empty))
    with pytest.raises(WrongDatabase, match="holds no ledger of Regulars"):
        regulars.open(book.folder)
    assert not postgresql.execute(
        "SELECT * FROM pg_tables WHERE tablename = 'batch'", database=empty
    )


def test_a_database_of_another_program_is_not_written_into(
    book: Book, postgresql: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from regulars.ledger.postgresql.whose import WrongDatabase

    other = postgresql.new_database()
    postgresql.execute("CREATE TABLE auth_user (id int)", database=other)
    monkeypatch.setenv("DATABASE_URL", postgresql.url(other))
    with pytest.raises(WrongDatabase, match=r"another program \(auth_user"):
        init_book(tmp_path / "new")
    assert not (tmp_path / "new" / "book.toml").exists()


def test_a_database_that_cannot_hold_every_name_is_refused(
    book: Book, postgresql: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from regulars.ledger.postgresql.whose import WrongDatabase

    postgresql.execute(
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc"
    )
    monkeypatch.setenv("DATABASE_URL", postgresql.url("latin"))
    with pytest.raises(WrongDatabase, match=r"LATIN1.*ENCODING 'UTF8'"):
        init_book(tmp_path / "new")
    postgresql.drop_database("latin")


def test_a_book_in_a_schema_of_its_own_works_by_both_libraries(
    book: Book,
    postgresql: Server,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    import_orders: Callable[[Book, dict[str, str]], int],
    orders_at_the_desk: Callable[[], dict[str, str]],
) -> None:
    name = postgresql.new_database()
    postgresql.execute("CREATE SCHEMA shop", database=name)
    monkeypatch.setenv("DATABASE_URL", f"{postgresql.url(name)}?options=-csearch_path%3Dshop")
    mine = init_book(tmp_path / "mine", currency="EUR")
    import_orders(mine, {"a": "x"})
    assert orders_at_the_desk() == {"a": "x"}
    assert postgresql.execute("SELECT count(*) FROM shop.fact_order", database=name) == [(1,)]
    mine.close()


def test_without_its_address_a_book_says_what_to_set(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(DatabaseUrlWrong, match="DATABASE_URL does not say where"):
        regulars.open(book.folder)


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://me:{SECRET}@host/db",
        "postgresql://me:ge%zzheim@host/db",
        "postgresql://me:ge@heim@host/db",
        "postgresql://me:geheim@host:port/db",
        "postgresql://me:geheim@host",
        "geheim",
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_its_words(
    tmp_path: Path, database: str, url: str
) -> None:
    try:
        settings = database_settings(tmp_path, kind="postgresql", url=url)
    except DatabaseUrlWrong as told:
        assert "heim" not in str(told)
        assert "postgresql://user:password@host:5432/database" in str(told)
        assert told.__suppress_context__ or told.__context__ is None
    else:
        assert url.endswith(":port/db"), settings


def test_a_server_that_does_not_answer_is_told_without_the_password(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.connect import LedgerUnreachable

    monkeypatch.setenv("DATABASE_URL", f"postgresql://me:{SECRET}@127.0.0.1:1/db")
    with pytest.raises(LedgerUnreachable, match="Check that PostgreSQL runs") as told:
        regulars.open(book.folder)
    assert told.value.exit_code == 5
    assert "heim" not in str(told.value)
    assert "heim" not in repr(told.value.__cause__)


def test_on_another_machine_the_second_is_told_and_a_kill_frees_the_book(
    book: Book, shelf: Shelf, tmp_path: Path
) -> None:
    """The other machine: a process that serves a copy of the folder."""
    import shutil

    from regulars.ledger.lock import BookBusy, only_one

    copy = shutil.copytree(book.folder, tmp_path / "copy")
    holder = (
        "import sys, regulars\n"
        "from pathlib import Path\n"
        f"regulars.open({str(copy)!r})\n"
        "from regulars.ledger.lock import only_one\n"
        f"with only_one(folder=Path({str(copy)!r}), work='import'):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", holder], stdin=-1, stdout=-1, text=True)
    assert other.stdout
    assert other.stdin
    assert other.stdout.readline() == "held\n"
    told = rf"Another import .* \(process {other.pid} on "
    with pytest.raises(BookBusy, match=told), only_one(folder=book.folder, work="import"):
        pass
    with only_one(folder=book.folder, work="refresh"):
        pass
    other.send_signal(signal.SIGKILL)
    other.wait()
    other.stdin.close()
    other.stdout.close()
    for _ in range(100):
        try:
            with only_one(folder=book.folder, work="import"):
                return
        except BookBusy:
            continue
    pytest.fail("the lock outlived its process")
