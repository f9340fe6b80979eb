"""A book in which one person's texts are planted in every place that can hold them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from planted_person import (
    AS_OF,
    ID,
    NEEDLES,
    Planted,
    post_and_tell,
    write_at_the_desk,
    write_files,
)

import regulars
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE, SECRET_FILE


@pytest.fixture(scope="session")
def planted_once(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Path:
    """The book and its files, made once; tests get a copy."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "book").mkdir()
    shutil.copy(empty_ledger, folder / "book" / LEDGER_FILE)
    book = init_book(folder / "book", currency="EUR", zone="Asia/Dhaka")
    files = write_files(folder)
    book.import_files(files[:3])
    book.import_files(files[3:])
    write_at_the_desk()
    post_and_tell(book)
    book.refresh(as_of=AS_OF)
    book.today(hours=8)
    book.consent(customer_id=ID, purpose="surveys", state="given")
    book.close()
    # Only the first book of a process gets one of Django's settings.
    (folder / "book" / SECRET_FILE).write_text("secret of the book")
    (folder / "book" / SECRET_FILE).chmod(0o600)
    return folder


@pytest.fixture
def planted(planted_once: Path, tmp_path: Path) -> Iterator[Planted]:
    """That book, open, and the files of its two imports."""
    shutil.copytree(planted_once / "book", tmp_path / "book")
    files = [Path(shutil.copy(path, tmp_path)) for path in sorted(planted_once.glob("*.csv"))]
    by_name = {path.stem: path for path in files}
    book = regulars.open(tmp_path / "book")
    first = [by_name[name] for name in ("customers", "orders", "contacts")]
    yield Planted(book, first, [by_name["no_ids"]])
    book.close()


@pytest.fixture
def backed_up(planted: Planted, tmp_path: Path) -> Path:
    """A backup of that book."""
    return planted.book.backup(tmp_path / "old.tar").path


@pytest.fixture(scope="session")
def found_in() -> Callable[[Path], dict[str, list[str]]]:
    """The files of a folder that hold one of the planted texts, as bytes or packed in Parquet."""

    def search(folder: Path) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            content = path.read_bytes()
            if path.suffix == ".parquet":
                rows = pq.read_table(path).to_pylist()
                content += json.dumps(rows, default=str, ensure_ascii=False).encode()
            hits = [text for text in NEEDLES if text.encode() in content]
            if hits or any(text in str(path.relative_to(folder)) for text in NEEDLES):
                found[str(path.relative_to(folder))] = hits
        return found

    return search
