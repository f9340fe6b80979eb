"""Books on either kind of database, for tests that must hold on both."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postgresql_server import Server

import regulars
from regulars.ledger.place import LEDGER_FILE, VARIABLE
from regulars.opening import init_book

if TYPE_CHECKING:
    from regulars.workspace import Book


class Shelf:
    """Makes books on one kind of database, and copies and opens them."""

    def __init__(self, ledger: Path | None, server: Server | None, template: str | None) -> None:
        self._ledger, self._server, self._template = ledger, server, template
        self._databases: dict[Path, str] = {}

    def make(self, folder: Path, **options: Any) -> Book:
        folder.mkdir(parents=True, exist_ok=True)
        if self._server is None:
            shutil.copy(self._ledger, folder / LEDGER_FILE)
        else:
            self._databases[folder] = self._server.new_database(template=self._template)
            self._point_at(folder)
        return init_book(folder, **options)

    def copy(self, book: Path, to: Path) -> Book:
        shutil.copytree(book, to)
        if self._server is not None:
            self._databases[to] = self._server.new_database(template=self._databases[book])
        return self.open(to)

    def open(self, folder: Path) -> Book:
        self._point_at(folder)
        return regulars.open(folder)

    def close(self) -> None:
        for name in self._databases.values():
            self._server.drop_database(name)
        os.environ.pop(VARIABLE, None)

    def _point_at(self, folder: Path) -> None:
        if self._server is not None:
            os.environ[VARIABLE] = self._server.url(self._databases[folder])
