"""The typed rows of an import's files, and the rows that could not be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import available_timezones

from babel.numbers import list_currencies

from regulars.contracts import Type
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.errors import RegularsError
from regulars.intake.date_answers import DateAnswers
from regulars.intake.dates import date_formats
from regulars.intake.far_days import reject_far_days
from regulars.intake.made_keys import ask_whose_keys
from regulars.intake.own_rows import OwnFile, own_rows_sql
from regulars.intake.recipe_files import define_absent_inputs
from regulars.intake.recognise import Recognised
from regulars.intake.rejects import define_rejects, reject_bad, reject_broken, reject_repeated
from regulars.intake.relations import define_file, forget_file, own_columns
from regulars.intake.who_sent import in_a_file
from regulars.intake.words import define_words


class CurrencyUnknown(RegularsError):
    """Amounts came without a currency (`file` has them), or with one that there is not (`said`)."""

    exit_code = 3

    def __init__(self, message: str, *, file: str = "", said: str = "") -> None:
        self.file, self.said = file, said
        super().__init__(message)


class ZoneUnknown(RegularsError):
    """The zone that was said for the files is none."""

    exit_code = 3

    def __init__(self, *, said: str) -> None:
        self.said = said
        super().__init__(
            f"“{said}” is no time zone. Nothing was imported. Write e.g. `--zone Asia/Kolkata`."
        )


@dataclass(frozen=True)
class Reading:
    """What the user said about the files (None: nothing), and the book's zone."""

    currency: str | None
    dates: DateAnswers
    zone: str
    last_day: date
    """No date after it is believed."""
    clock: str | None = None
    """The zone of times without an offset; None: the book's."""


def define_rows(
    engine: DuckDBEngine,
    *,
    files: list[Recognised],
    reading: Reading,
    checking: Callable[[int], None],
    corrections: Mapping[int, Sequence[Recognised]],
) -> int:
    """Make a table of good rows for each kind of file, and the tables `rejects`, `anonymous`.

    `checking` hears how many files are done; `corrections` are by the number of a file.
    Returns the number of rows read, good and bad.
    Raises: CurrencyUnknown, AmbiguousDates, AnswerWrong, SameRowsTwice.
    """
    reading.dates.check(files)
    define_rejects(engine)
    _check_zone(reading.clock)
    currency = _currency(files, reading)
    define_words(engine, zone=reading.zone, currency=currency, clock=reading.clock)
    engine.execute("CREATE TABLE anonymous (rows BIGINT)")
    read = 0
    made: set[str] = set()
    for number, one in enumerate(files, start=1):
        checking(number - 1)
        broken = define_file(engine, one, number=number, corrections=corrections.get(number, ()))
        reject_broken(engine, one, broken)
        name = one.rows
        rows = one.input.rows if one.input else own_rows_sql(_own_file(engine, one, reading))
        engine.define_table("typed", f"SELECT *, {number} AS file_number FROM ({rows})")
        if one.input:
            reject_far_days(engine, one, number=number, last_day=reading.last_day)
        reject_bad(engine, one, number=number)
        engine.execute("INSERT INTO anonymous SELECT count(*) FILTER (anonymous) FROM typed")
        [(rows_typed,)] = engine.rows("SELECT count(*) FROM typed")
        read += rows_typed + len(broken)
        engine.execute("DELETE FROM typed WHERE reject_reason IS NOT NULL")
        if name in made:
            engine.execute(f"INSERT INTO {quoted(name)} BY NAME SELECT * FROM typed")
        else:
            engine.execute(f"ALTER TABLE typed RENAME TO {quoted(name)}")
            made.add(name)
    define_absent_inputs(engine, recipe=files[0].recipe, made=made)
    for contract in {one.contract.fact: one.contract for one in files if one.contract}.values():
        ask_whose_keys(engine, files, contract=contract)
        reject_repeated(engine, files, contract=in_a_file(contract))
    for number, one in enumerate(files, start=1):
        forget_file(engine, one, number=number)
    return read


def _check_zone(zone: str | None) -> None:
    if zone is not None and zone not in available_timezones():
        raise ZoneUnknown(said=zone)


def _currency(files: list[Recognised], reading: Reading) -> str | None:
    said, recipe = reading.currency, files[0].recipe
    if said is not None and said not in list_currencies():
        raise CurrencyUnknown(
            f"“{said}” is no ISO 4217 code. Nothing was imported. Write e.g. `--currency BDT`.",
            said=said,
        )
    if said is None and recipe is not None and recipe.asks_currency:
        raise CurrencyUnknown(
            f"{files[0].file.name} has amounts but does not say of which currency. Nothing was "
            "imported. Say it once with `--currency`, e.g. `--currency BDT`.",
            file=files[0].file.name,
        )
    return said


def _own_file(engine: DuckDBEngine, one: Recognised, reading: Reading) -> OwnFile:
    fact, columns = one.contract, own_columns(one)
    assert fact is not None
    contract = in_a_file(fact)
    header = dict(zip(one.layout.columns, one.header, strict=True))
    saved = one.saved
    currency = (saved.currency if saved else None) or reading.currency
    clock = reading.clock or (saved.zone if saved else None) or reading.zone
    own = OwnFile(
        contract,
        columns,
        currency,
        {},
        zone=reading.zone,
        clock=clock,
        last_day=reading.last_day,
        # Rejects of a post: it left out what is blank, each row for itself.
        blank_is_absent=one.corrected and columns == ("source", "source_id", *fact.names),
    )
    amounts = not contract.column("currency").may_be_null if own.has_amounts else False
    amounts = amounts or any(own.has(name) for name in own.amounts)
    if amounts and "currency" not in columns and currency is None:
        raise CurrencyUnknown(
            f"{one.file.name} has amounts but no column currency. Nothing was imported. "
            "Say it once with `--currency`, e.g. `--currency BDT`, or add the column.",
            file=one.file.name,
        )
    answers = reading.dates.over(saved.ways if saved else {})
    formats = {
        column.name: date_formats(
            engine,
            relation="file",
            column=column.name,
            called=header.get(column.name, column.name),
            order=answers.of(column.name, called=header.get(column.name, "")),
        )
        for column in contract.columns
        if column.type in (Type.DATE, Type.INSTANT) and column.name in columns
    }
    return replace(own, formats=formats)
