"""`book.toml`: what the owner decides about a book, kept as a file people can read."""

from __future__ import annotations

import os
import secrets
import zoneinfo
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit
from babel.numbers import list_currencies
from phonenumbers import SUPPORTED_REGIONS
from tomlkit.exceptions import TOMLKitError

from regulars.errors import RegularsError
from regulars.ledger.place import KINDS, POSTGRESQL, SQLITE

FILE = "book.toml"
MOST_HOURS = 24 * 50
"""Of a day's care; some books have many hands."""


class BookNotFound(RegularsError):
    """There is no book in this folder."""

    exit_code = 4


class BookFileWrong(RegularsError):
    """`book.toml` cannot be used as it is."""

    exit_code = 3


@dataclass(frozen=True)
class BookFile:
    """Units: `hours` a day for care; `holdout_share` in [0, 1] of optional care left untouched.

    Null: `currency` None until the owner or the first import says it; `country` None where the
          time zone tells it well enough.
    """

    name: str
    zone: str
    currency: str | None
    hours: float
    holdout_share: float
    salt: str
    refresh_at: time | None = time(7)
    """When the worker refreshes, on the clock of `zone`; None: never by itself."""
    country: str | None = None
    """ISO 3166, two letters: how telephone numbers without a country code are read."""
    warehouse: dict[str, dict[str, Any]] = field(default_factory=dict)
    engine: dict[str, Any] = field(default_factory=dict)
    ledger: str = SQLITE
    """`sqlite`, a file in the folder, or `postgresql`, whose address only DATABASE_URL says."""
    book_id: str = ""
    """Told to the database too, so that no book writes into another one's ledger."""


def make_book_file(
    folder: Path,
    *,
    name: str,
    zone: str,
    currency: str | None,
    hours: float = 4.0,
    ledger: str = SQLITE,
    book_id: str = "",
) -> None:
    """Write a new `book.toml`. Raises: BookFileWrong for an unknown zone or currency."""
    text = tomlkit.document()
    text.add(tomlkit.comment("One business's book. Change it with any editor."))
    text["name"] = name
    text["zone"] = zone
    if currency is not None:
        text["currency"] = currency
    text["hours"] = hours
    text["hours"].comment("hours a day for taking care of customers")
    text["holdout_share"] = 0.1
    text["holdout_share"].comment("share of optional care left untouched, to see what care does")
    text["refresh_at"] = "07:00"
    text["refresh_at"].comment('when the day\'s results are made; "" for never by itself')
    text["salt"] = secrets.token_hex(16)
    text["salt"].comment("decides who is left untouched, hides e-mail addresses; never change it")
    if ledger != SQLITE:
        _say_database(text, book_id)
    _checked(folder, text.unwrap())
    _write(folder / FILE, text)


def read_book_file(folder: Path) -> BookFile:
    """Raises: BookNotFound, BookFileWrong."""
    path = folder / FILE
    if not path.is_file():
        raise BookNotFound(
            f"There is no book in {folder}. Make one with `regulars init {folder}`, or say where "
            "yours is with --book DIR or REGULARS_BOOK."
        )
    try:
        values = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except TOMLKitError as error:
        raise BookFileWrong(f"{path} is not TOML: {error}. Correct that line.") from error
    return _checked(folder, values)


def set_currency(folder: Path, currency: str) -> None:
    """Write the book's currency into its file, leaving the rest as people wrote it."""
    path = folder / FILE
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    text["currency"] = currency
    _write(path, text)


def _write(path: Path, text: tomlkit.TOMLDocument) -> None:
    # Whole or not at all: the file holds what nobody could tell again, the salt.
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(text))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def keep_ledger_in_file(folder: Path) -> None:
    """Note that the ledger lies in the book's folder, e.g. after a restore."""
    path = folder / FILE
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    changed = [text.pop(name) for name in ("ledger", "book_id") if name in text]
    if changed:
        path.write_text(tomlkit.dumps(text), encoding="utf-8")


def keep_ledger_in_database(folder: Path, *, book_id: str) -> None:
    """Note that the ledger lies in the database that has this id."""
    path = folder / FILE
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    _say_database(text, book_id)
    _write(path, text)


def _say_database(text: tomlkit.TOMLDocument, book_id: str) -> None:
    # Before the first table: what stands after its header belongs to it.
    for name, value, why in (
        ("ledger", POSTGRESQL, "its address is in DATABASE_URL, never here"),
        ("book_id", book_id, "the database has it too; never change it"),
    ):
        text[name] = value
        text[name].comment(why)


def _checked(folder: Path, values: dict[str, Any]) -> BookFile:
    zone = str(values.get("zone", "UTC"))
    if zone not in _zones():
        raise BookFileWrong(
            f"zone = “{zone}” in {folder / FILE} is no time zone. Write e.g. Asia/Dhaka."
        )
    currency = values.get("currency")
    if currency is not None and currency not in list_currencies():
        raise BookFileWrong(
            f"currency = “{currency}” in {folder / FILE} is no ISO 4217 code. Write e.g. BDT."
        )
    country = values.get("country")
    if country is not None and country not in SUPPORTED_REGIONS:
        raise BookFileWrong(
            f"country = “{country}” in {folder / FILE} is no country’s two letters. Write e.g. BD."
        )
    hours = values.get("hours", 4.0)
    if not isinstance(hours, int | float) or not 0 <= hours <= MOST_HOURS:
        raise BookFileWrong(f"hours = {hours} in {folder / FILE} is not a number of hours.")
    share = values.get("holdout_share", 0.1)
    if not isinstance(share, int | float) or not 0 <= share < 1:
        raise BookFileWrong(
            f"holdout_share = {share} in {folder / FILE} is not a share. Write e.g. 0.1, or 0."
        )
    ledger = values.get("ledger", SQLITE)
    if ledger not in KINDS:
        raise BookFileWrong(
            f"ledger = “{ledger}” in {folder / FILE} is not one of {', '.join(KINDS)}."
        )
    return BookFile(
        name=str(values.get("name", folder.name)),
        zone=zone,
        currency=currency,
        hours=float(hours),
        holdout_share=float(share),
        salt=str(values.get("salt", "")),
        refresh_at=_time_of_day(folder, values.get("refresh_at", "07:00")),
        country=country,
        warehouse=dict(values.get("warehouse", {})),
        engine=dict(values.get("engine", {})),
        ledger=ledger,
        book_id=str(values.get("book_id", "")),
    )


@cache
def _zones() -> frozenset[str]:
    """Looked for in hundreds of files, and a book is opened often."""
    return frozenset(zoneinfo.available_timezones())


def _time_of_day(folder: Path, said: object) -> time | None:
    if said == "":
        return None
    try:
        at = said if isinstance(said, time) else time.fromisoformat(str(said))
    except ValueError:
        raise BookFileWrong(
            f"refresh_at = “{said}” in {folder / FILE} is no time of day. "
            'Write e.g. "07:00", or "" for never by itself.'
        ) from None
    return at.replace(tzinfo=None)
