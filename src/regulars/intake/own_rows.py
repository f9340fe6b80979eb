"""SQL that types the rows of a user's own file and says what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from babel.numbers import list_currencies

from regulars.contracts import Column, Contract, Type
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE
from regulars.intake.dates import strptime_sql
from regulars.intake.limits import FIRST_DAY, LARGEST_AMOUNT_MINOR
from regulars.intake.own_columns import COUNTED_BY, DEFAULTS, KEYED_BY
from regulars.intake.own_limits import limits_of
from regulars.intake.own_names import IN_WHOLE_UNITS, whole_name
from regulars.intake.words import minor_units_sql

OWN_SOURCE = "own"
"""The source of rows whose file has no column `source`."""

CURRENCIES = ("currency", "to_currency")


@dataclass(frozen=True)
class OwnFile:
    """What is known of a user's file before its rows are read.

    Shape: `columns` in the contract's names; `formats` has strptime formats by date column.
    Null:  `currency` None where neither the user nor the book says one.
    """

    contract: Contract
    columns: tuple[str, ...]
    currency: str | None
    formats: Mapping[str, tuple[str, ...]]
    zone: str
    """The book's, in which a day is told."""
    clock: str | None
    """The zone of times without an offset; None: none is taken without one."""
    last_day: date
    """No date after it is believed."""
    blank_is_absent: bool = False
    """Whether a blank is filled as a column that is not there: each row is by itself."""

    @property
    def amounts(self) -> tuple[str, ...]:
        return tuple(name for name in self.contract.names if name.endswith("_minor"))

    @property
    def has_amounts(self) -> bool:
        """Whether the fact has amounts; a rate has a currency and no amount of it."""
        return bool(self.amounts)

    def has(self, name: str) -> bool:
        return name in self.columns or whole_name(name) in self.columns

    def written_as(self, name: str) -> str:
        """The file's column that gives the contract's column `name`."""
        whole = whole_name(name)
        return whole if whole is not None and whole in self.columns else name


def own_rows_sql(file: OwnFile) -> str:
    """SQL over `file` that gives the contract's columns, and what `recipe.Input` says of `rows`."""
    names = ("source", *file.contract.names)
    typed = "".join(f",\n    {_value(file, name)} AS {quoted(name)}" for name in names)
    raw = "".join(f",\n    {_text(name)} AS {quoted('raw_' + name)}" for name in file.columns)
    checks = list(_checks(file))
    return f"""WITH typed AS (
  SELECT line{typed}{raw}
  FROM file
),
filled AS (
  SELECT * REPLACE ({_filled(file)}) FROM typed
)
SELECT line, {", ".join(quoted(name) for name in names)}, {_key(file)} AS source_id,
  {"customer_key IS NULL" if "customer_key" in file.contract.names else "false"} AS anonymous,
  CASE{"".join(f" WHEN {test} THEN {literal(reason)}" for test, reason, _ in checks)}
  END AS reject_reason,
  CASE{"".join(f" WHEN {test} THEN {literal(name)}" for test, _, name in checks)}
  END AS reject_column,
  CASE{"".join(f" WHEN {test} THEN {_shown(file, name)}" for test, _, name in checks)}
  END AS reject_value
FROM filled"""


def _value(file: OwnFile, name: str) -> str:
    if name == "source":
        own = _text("source") if "source" in file.columns else "NULL"
        return f"coalesce({own}, {literal(OWN_SOURCE)})"
    if name == "currency" and file.has_amounts:
        own = f"upper({_text('currency')})" if "currency" in file.columns else "NULL"
        return f"coalesce({own}, {literal(file.currency) if file.currency else 'NULL'})"
    column = file.contract.column(name)
    if not file.has(name):
        return f"NULL::{SQL_TYPE[column.type]}"
    text = _text(file.written_as(name))
    if file.written_as(name) != name:
        units = IN_WHOLE_UNITS[name.removeprefix(file.written_as(name))]
        scale = minor_units_sql(_value(file, "currency")) if units is None else str(units)
        digits = "28, 10" if name.endswith("_e8") else "28, 6"
        number = f"CASE WHEN {_is(text, _NUMBER)} THEN try_cast({text} AS DECIMAL({digits})) END"
        return f"try_cast(round({number} * {scale}) AS BIGINT)"
    if column.type is Type.INTEGER:
        return f"CASE WHEN {_is(text, _WHOLE_NUMBER)} THEN try_cast({text} AS BIGINT) END"
    if column.type is Type.DATE:
        return f"{strptime_sql(name, file.formats[name])}::DATE"
    if column.type is Type.INSTANT:
        return _instant(file, name)
    if column.choices:
        listed = ", ".join(literal(choice) for choice in column.choices)
        said = (
            f"replace(replace(replace(lower({text}), ' ', '_'), '-', '_'), 'canceled', 'cancelled')"
        )
        return f"CASE WHEN {said} IN ({listed}) THEN {said} END"
    return f"upper({text})" if name in CURRENCIES else text


# Written with digits: the engine alone would take 5.5 for a whole number, and 1_000 for a number.
_WHOLE_NUMBER = r"[+-]?[0-9]+(\.0*)?"
_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"


def _filled(file: OwnFile) -> str:
    """What the file leaves out and can be told from the rest."""
    filled = ["source AS source"]
    dated = {"happened_at", "happened_on"} <= set(file.contract.names)
    if dated and _fills(file, "happened_on"):
        local = f"timezone({literal(file.zone)}, timezone('UTC', happened_at))::DATE"
        filled.append(f"{_where_blank(file, 'happened_on', local)} AS happened_on")
    for of, key in file.contract.customers:
        filled.append(f"CASE WHEN {key} IS NOT NULL THEN coalesce({of}, source) END AS {of}")
    if file.has_amounts and file.contract.column("currency").may_be_null:
        amounts = ", ".join(quoted(name) for name in file.amounts)
        filled.append(f"CASE WHEN coalesce({amounts}) IS NOT NULL THEN currency END AS currency")
    for column in file.contract.columns:
        default = DEFAULTS.get((file.contract.fact, column.name))
        if default is not None and _fills(file, column.name):
            filled.append(f"{_where_blank(file, column.name, default)} AS {quoted(column.name)}")
    return ", ".join(filled)


def _fills(file: OwnFile, name: str) -> bool:
    return file.blank_is_absent or not file.has(name)


def _where_blank(file: OwnFile, name: str, value: str) -> str:
    """The value where the file says nothing; what it says wrongly stays wrong."""
    if not file.has(name):
        return value
    raw = f"{quoted('raw_' + file.written_as(name))} IS NULL"
    return f"CASE WHEN {raw} THEN {value} ELSE {quoted(name)} END"


def _instant(file: OwnFile, name: str) -> str:
    """UTC: as written with a zone (Z, +06:00), or on the file's clock without one."""
    text = _text(name)
    zoned = f"CASE WHEN {_has_offset(text)} THEN try_cast({text} AS TIMESTAMPTZ)"
    if file.clock is None:
        return f"timezone('UTC', {zoned} END)"
    local = f"timezone({literal(file.clock)}, {strptime_sql(name, file.formats[name])})"
    return f"timezone('UTC', {zoned} ELSE {local} END)"


def _has_offset(text: str) -> str:
    return f"regexp_matches({text}, '(Z|[+-][0-9]{{2}}:?[0-9]{{2}})$')"


def _key(file: OwnFile) -> str:
    if "source_id" in file.columns:
        return "raw_source_id"
    if (columns := KEYED_BY.get(file.contract.fact)) is not None:
        return _joined(columns)
    columns = COUNTED_BY[file.contract.fact]
    which = f"row_number() OVER (PARTITION BY {', '.join(columns)} ORDER BY line)"
    return f"{_joined(columns)} || ' ' || {which}"


def _joined(columns: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f"coalesce({quoted(name)}::VARCHAR, '')" for name in columns)


def _checks(file: OwnFile) -> Iterator[tuple[str, str, str]]:
    """Test, reason, column; the first that holds is told."""
    if "source_id" in file.columns:
        yield "raw_source_id IS NULL", "missing", "source_id"
    for column in file.contract.columns:
        if column.name in {of for of, _ in file.contract.customers}:
            continue  # it is null only where the key is, of which the file tells
        name, written = quoted(column.name), file.written_as(column.name)
        if written in file.columns:
            raw = quoted("raw_" + written)
            if column.type is Type.INTEGER:
                yield (
                    f"{_is(raw, _NUMBER)} AND {name} IS NULL",
                    _not_taken(column, written),
                    written,
                )
            if column.type is Type.INSTANT and file.clock is None:
                yield f"{raw} IS NOT NULL AND NOT {_has_offset(raw)}", "no_offset", written
            yield f"{raw} IS NOT NULL AND {name} IS NULL", _reason(column), written
            if column.type in (Type.DATE, Type.INSTANT):
                yield f"{name}::DATE < {literal(FIRST_DAY)}::DATE", "date_too_early", written
                yield f"{name}::DATE > DATE {literal(str(file.last_day))}", "date_too_late", written
        if not column.may_be_null:
            yield f"{name} IS NULL", "missing", written
        if column.name in CURRENCIES:
            codes = ", ".join(literal(code) for code in sorted(list_currencies()))
            yield f"{name} NOT IN ({codes})", "not_a_currency", written
        if column.name.endswith("_minor"):
            yield f"abs({name}) > {LARGEST_AMOUNT_MINOR}", "amount_too_large", written
    yield from limits_of(file)


def _reason(column: Column) -> str:
    if column.choices:
        return "not_a_choice"
    return {
        Type.INTEGER: "not_a_number",
        Type.DATE: "not_a_date",
        Type.INSTANT: "not_a_date",
        Type.TEXT: "missing",
    }[column.type]


def _not_taken(column: Column, written: str) -> str:
    """Why a number is none for this column."""
    if written == column.name:
        return "not_a_whole_number"
    return "amount_too_large" if column.name.endswith("_minor") else "out_of_range"


def _shown(file: OwnFile, name: str) -> str:
    return quoted("raw_" + name) if name in file.columns else "NULL"


def _is(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def _text(name: str) -> str:
    return f"nullif(trim({quoted(name)}), '')"
