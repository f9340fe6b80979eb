"""`book.toml`: what the owner decides about a book, kept as a file people can read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from regulars.book.asking import Asking, AskingWrong, asking
from regulars.book.book_values import ValueWrong, checked
from regulars.book.check_ins import SECTION as CHECK_INS
from regulars.book.check_ins import CheckIn, CheckInWrong, check_ins
from regulars.book.decency import Decency, DecencyWrong, decency
from regulars.book.mailing import Mailing, MailingWrong, mailing
from regulars.book.sending import TABLE as SENDING
from regulars.book.sending import SendingSettings, SendingWrong, sending
from regulars.book.sending import checked as checked_sending
from regulars.book.serving import Serving, ServingWrong, serving
from regulars.errors import RegularsError
from regulars.ledger.place import KINDS, POSTGRESQL, SQLITE

FILE = "book.toml"
DESK = "desk"
AT_THE_TOP = (
    *("name", "zone", "currency", "country"),
    *("hours", "holdout_share", "refresh_at", "new_customer_cost"),
)
OF_THE_DESK = ("language", "bengali_numerals", "second_factor")
"""Values that stand in the table `[desk]`."""
DEFAULTS: dict[str, Any] = {"zone": "UTC", "hours": 4.0, "holdout_share": 0.1}


class BookNotFound(RegularsError):
    """There is no book in this folder."""

    exit_code = 4


WRONG = (AskingWrong, CheckInWrong, DecencyWrong, MailingWrong, SendingWrong, ServingWrong)
"""What a section of `book.toml` says of itself."""


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
    new_customer_cost: float | None = None
    """What winning a new customer costs, in the currency's major unit, as the owner states it.
    None: nobody stated it."""
    warehouse: dict[str, dict[str, Any]] = field(default_factory=dict)
    engine: dict[str, Any] = field(default_factory=dict)
    ledger: str = SQLITE
    """`sqlite`, a file in the folder, or `postgresql`, whose address only DATABASE_URL says."""
    book_id: str = ""
    """Told to the database too, so that no book writes into another one's ledger."""
    language: str = ""
    """Of pages for whoever has not chosen one; "": as their browser wishes."""
    bengali_numerals: bool = True
    """Whether Bengali is written with its own digits."""
    second_factor: bool = False
    """Whether everybody who logs in needs one."""
    serving: Serving = field(default_factory=Serving)
    decency: Decency = field(default_factory=Decency)
    sending: SendingSettings = field(default_factory=SendingSettings)
    check_ins: tuple[CheckIn, ...] = ()
    """After which orders the customer is asked once how it was."""
    asking: Asking = field(default_factory=Asking)
    mailing: Mailing | None = None
    """None: no mail is sent."""


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
    return _checked(folder, _text(folder).unwrap())


def change_book_file(folder: Path, values: Mapping[str, Any]) -> None:
    """Write these values into the file, leaving the rest, and all comments, as people wrote it.

    Null: None takes the value out of the file.
    Raises: ValueWrong, BookNotFound, BookFileWrong, and nothing was written.
    """
    said = checked(values)
    text = _text(folder)
    for name, value in said.items():
        table = text.setdefault(DESK, tomlkit.table()) if name in OF_THE_DESK else text
        if name == "refresh_at":
            table[name] = f"{value:%H:%M}" if value else ""
        elif value is None:
            table.pop(name, None)
        else:
            table[name] = value
    _write(folder / FILE, text)


def change_check_ins(folder: Path, rules: Sequence[CheckIn]) -> None:
    """Write these check-ins in place of those there are. Raises: CheckInWrong, BookFileWrong."""
    check_ins([{"category": one.category, "after_days": one.after_days} for one in rules])
    text = _text(folder)
    text.pop(CHECK_INS, None)
    tables = tomlkit.aot()
    for one in rules:
        table = tomlkit.table()
        table["category"], table["after_days"] = one.category, one.after_days
        tables.append(table)
    if rules:
        text[CHECK_INS] = tables
    _write(folder / FILE, text)


def change_sending(folder: Path, values: Mapping[str, Any]) -> None:
    """Likewise of the table `[sending]`.

    Raises: SendingWrong, BookNotFound, BookFileWrong, and nothing was written.
    """
    said = checked_sending(values)
    text = _text(folder)
    table = text.setdefault(SENDING, tomlkit.table())
    for name in values:
        if name in said:
            table[name] = list(said[name]) if isinstance(said[name], tuple) else said[name]
        else:
            table.pop(name, None)
    _checked(folder, text.unwrap())
    _write(folder / FILE, text)


def _text(folder: Path) -> tomlkit.TOMLDocument:
    path = folder / FILE
    if not path.is_file():
        raise BookNotFound(
            f"There is no book in {folder}. Make one with `regulars init {folder}`, or say where "
            "yours is with --book DIR or REGULARS_BOOK."
        )
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8"))
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise BookFileWrong(f"{path} is not TOML: {error}. Correct that line.") from error


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
    said = {name: values[name] for name in AT_THE_TOP if name in values}
    desk = values.get(DESK, {})
    said |= {name: desk[name] for name in OF_THE_DESK if name in desk}
    ledger = values.get("ledger", SQLITE)
    try:
        if ledger not in KINDS:
            raise ValueWrong("ledger", ledger, f"is not one of {', '.join(KINDS)}.")
        decided = {"name": folder.name, "currency": None, **DEFAULTS, **checked(said)}
        return BookFile(
            **decided,
            salt=str(values.get("salt", "")),
            warehouse=dict(values.get("warehouse", {})),
            engine=dict(values.get("engine", {})),
            ledger=ledger,
            book_id=str(values.get("book_id", "")),
            serving=serving(values.get("serve", {})),
            decency=decency(values.get("care", {})),
            sending=sending(values.get(SENDING, {})),
            check_ins=check_ins(values.get(CHECK_INS, [])),
            asking=asking(values.get("asking", {})),
            mailing=mailing(values.get("mail", {})),
        )
    except ValueWrong as wrong:
        raise BookFileWrong(f"{wrong.name} = “{wrong.said}” in {folder / FILE} {wrong}") from wrong
    except WRONG as wrong:
        raise BookFileWrong(f"{folder / FILE}: {wrong}") from wrong
