"""What every part of an opened book needs: its folder, its file, the current snapshot."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from babel.numbers import get_currency_precision

from regulars.book.book_file import BookFile, change_book_file
from regulars.book.kept_book_file import KeptBookFile
from regulars.book.kept_snapshot import KeptSnapshot
from regulars.book.reader import SnapshotReader
from regulars.book.serving import Serving
from regulars.book.snapshot import Snapshot
from regulars.connect import disconnect
from regulars.ledger.contact_data import region_of
from regulars.ledger.listing import first_currency
from regulars.wording import write_own_digits


class Opened:
    """The state of an opened book; the parts of `Book` add what can be done with it."""

    def __init__(self, folder: Path, file: BookFile) -> None:
        self.folder = folder
        self._kept = KeptBookFile(folder, file, read=_obey)
        self._kept_snapshot = KeptSnapshot(folder)
        self._reader: SnapshotReader | None = None
        self._turn = threading.Lock()

    @property
    def _file(self) -> BookFile:
        """As it lies in the folder now."""
        return self._kept.file()

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def zone(self) -> str:
        return self._file.zone

    @property
    def ledger(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._file.ledger

    @property
    def currency(self) -> str | None:
        return self._file.currency

    @property
    def hours(self) -> float:
        return self._file.hours

    @property
    def new_customer_cost_minor(self) -> int | None:
        """What winning a new customer costs, as the owner states it; None: not stated.

        Units: minor units of the book's currency.
        """
        cost = self._file.new_customer_cost
        if cost is None or self.currency is None:
            return None
        return round(Decimal(str(cost)).scaleb(get_currency_precision(self.currency)))

    @property
    def language(self) -> str:
        """Of pages for whoever has not chosen one; "": as their browser wishes."""
        return self._file.language

    @property
    def bengali_numerals(self) -> bool:
        """Whether Bengali is written with its own digits."""
        return self._file.bengali_numerals

    @property
    def second_factor(self) -> bool:
        """Whether everybody who logs in needs one."""
        return self._file.second_factor

    @property
    def serving(self) -> Serving:
        """How the desk is reached from elsewhere."""
        return self._file.serving

    @property
    def settings_fault(self) -> str | None:
        """What is wrong with `book.toml` as it lies there, while what was read before counts."""
        self._kept.file()
        return self._kept.fault

    @property
    def _region(self) -> str | None:
        """The country in which numbers without a country code are read."""
        return region_of(country=self._file.country, zone=self.zone)

    def close(self) -> None:
        """Let go of the database and the snapshot."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        write_own_digits(True)
        disconnect()

    def _settle_currency(self) -> None:
        """The first currency that came becomes the book's, where it has none.

        Also before a refresh: an import may be killed between its last two steps.
        """
        if self.currency is None and (found := first_currency()) is not None:
            change_book_file(self.folder, {"currency": found})

    def _snapshot(self) -> Snapshot:
        """The current snapshot, as of this moment. Raises: NoSnapshot, SnapshotUnreadable."""
        return self._kept_snapshot.current()

    def _read(self) -> SnapshotReader:
        """The reader of the current snapshot; a newer one replaces it at the next call."""
        snapshot = self._snapshot()
        reader = self._reader
        if reader is not None and reader.reads(snapshot):
            return reader
        with self._turn:  # of several threads one reads the files
            reader = self._reader
            if reader is None or not reader.reads(snapshot):
                reader = SnapshotReader(
                    snapshot=snapshot, temporary=self.folder / "temporary", in_memory=True
                )
                self._reader = reader
        return reader


def _obey(file: BookFile) -> None:
    """What the book decides for the whole process, which serves no other."""
    write_own_digits(file.bengali_numerals)


def now() -> datetime:
    """The clock of the whole book, to the second: nothing below it reads one."""
    return datetime.now(UTC).replace(microsecond=0)
