"""SQL that types the rows of a user's own file and says what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import list_currencies

from regulars.contracts import Column, Contract, Type
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE
from regulars.intake.dates import strptime_sql
from regulars.intake.words import minor_units_sql

OWN_SOURCE = "own"
"""The source of rows whose file has no column `source`."""

LARGEST_AMOUNT_MINOR = 10**15
"""More than this is a mistake, not a sale."""

IN_WHOLE_UNITS: dict[str, str] = {"amount_minor": "amount", "quantity_milli": "quantity"}

DEFAULTS: dict[tuple[str, str], str] = {
    ("customer", "kind"): "'person'",
    ("order", "state"): "CASE WHEN amount_minor < 0 THEN 'returned' ELSE 'placed' END",
    ("order_line", "kind"): "'product'",
}


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

    def has(self, name: str) -> bool:
        return name in self.columns or IN_WHOLE_UNITS.get(name) in self.columns

    def written_as(self, name: str) -> str:
        """The file's column that gives the contract's column `name`."""
        whole = IN_WHOLE_UNITS.get(name, name)
        return whole if whole in self.columns else name


def own_rows_sql(file: OwnFile) -> str:
    """SQL over `file` that gives the contract's columns, and `reason` as in `recipe.Input`."""
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
  {"customer_key IS NULL" if file.contract.fact == "order" else "false"} AS anonymous,
  CASE{"".join(f" WHEN {test} THEN {literal(reason)}" for test, reason, _ in checks)}
  END AS reason,
  CASE{"".join(f" WHEN {test} THEN {literal(name)}" for test, _, name in checks)}
  END AS reason_column,
  CASE{"".join(f" WHEN {test} THEN {_shown(file, name)}" for test, _, name in checks)}
  END AS reason_value
FROM filled"""


def _value(file: OwnFile, name: str) -> str:
    if name == "source":
        own = _text("source") if "source" in file.columns else "NULL"
        return f"coalesce({own}, {literal(OWN_SOURCE)})"
    if name == "currency":
        own = f"upper({_text('currency')})" if "currency" in file.columns else "NULL"
        return f"coalesce({own}, {literal(file.currency) if file.currency else 'NULL'})"
    column = file.contract.column(name)
    if not file.has(name):
        return f"NULL::{SQL_TYPE[column.type]}"
    text = _text(file.written_as(name))
    if file.written_as(name) in IN_WHOLE_UNITS.values():
        scale = "1000" if name == "quantity_milli" else minor_units_sql(_value(file, "currency"))
        number = f"CASE WHEN {_is(text, _NUMBER)} THEN try_cast({text} AS DECIMAL(28, 6)) END"
        return f"try_cast(round({number} * {scale}) AS BIGINT)"
    if column.type is Type.INTEGER:
        return f"CASE WHEN {_is(text, _WHOLE_NUMBER)} THEN try_cast({text} AS BIGINT) END"
    if column.type is Type.DATE:
        return f"{strptime_sql(name, file.formats[name])}::DATE"
    if column.type is Type.INSTANT:
        return _instant(file, name)
    if column.choices:
        listed = ", ".join(literal(choice) for choice in column.choices)
        return f"CASE WHEN lower({text}) IN ({listed}) THEN lower({text}) END"
    return text


# Written with digits: the engine alone would take 5.5 for a whole number, and 1_000 for a number.
_WHOLE_NUMBER = r"[+-]?[0-9]+(\.0*)?"
_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"


def _filled(file: OwnFile) -> str:
    """What the file leaves out and can be told from the rest."""
    filled = ["source AS source"]
    if "happened_on" in file.contract.names and not file.has("happened_on"):
        local = f"timezone({literal(file.zone)}, timezone('UTC', happened_at))"
        filled.append(f"{local}::DATE AS happened_on")
    if file.contract.about_a_customer:
        whose = "CASE WHEN customer_key IS NOT NULL THEN coalesce(customer_source, source) END"
        filled.append(f"{whose} AS customer_source")
    for column in file.contract.columns:
        default = DEFAULTS.get((file.contract.fact, column.name))
        if default is not None and not file.has(column.name):
            filled.append(f"{default} AS {quoted(column.name)}")
    return ", ".join(filled)


def _instant(file: OwnFile, name: str) -> str:
    """UTC: as written with a zone (Z, +06:00), or in the book's zone without one."""
    text = _text(name)
    local = f"timezone({literal(file.zone)}, {strptime_sql(name, file.formats[name])})"
    zoned = f"CASE WHEN regexp_matches({text}, '(Z|[+-][0-9]{{2}}:?[0-9]{{2}})$') "
    return f"timezone('UTC', {zoned}THEN try_cast({text} AS TIMESTAMPTZ) ELSE {local} END)"


def _key(file: OwnFile) -> str:
    if "source_id" in file.columns:
        return "raw_source_id"
    day = "strftime(happened_on, '%Y-%m-%d')"
    return (
        f"coalesce(customer_key, '') || ' ' || {day} || ' ' || row_number() OVER"
        " (PARTITION BY customer_key, happened_on ORDER BY line)"
    )


def _checks(file: OwnFile) -> Iterator[tuple[str, str, str]]:
    """Test, reason, column; the first that holds is told."""
    if "source_id" in file.columns:
        yield "raw_source_id IS NULL", "missing", "source_id"
    for column in file.contract.columns:
        if column.name == "customer_source":
            continue  # it is null only where `customer_key` is, of which the file tells
        name, written = quoted(column.name), file.written_as(column.name)
        if written in file.columns:
            raw = quoted("raw_" + written)
            if column.type is Type.INTEGER:
                yield f"{_is(raw, _NUMBER)} AND {name} IS NULL", _not_taken(written), written
            yield f"{raw} IS NOT NULL AND {name} IS NULL", _reason(column), written
        if not column.may_be_null:
            yield f"{name} IS NULL", "missing", written
        if column.name == "currency":
            codes = ", ".join(literal(code) for code in sorted(list_currencies()))
            yield f"{name} NOT IN ({codes})", "not_a_currency", written
        if column.name == "amount_minor":
            yield f"abs({name}) > {LARGEST_AMOUNT_MINOR}", "amount_too_large", written


def _reason(column: Column) -> str:
    if column.choices:
        return "not_a_choice"
    return {
        Type.INTEGER: "not_a_number",
        Type.DATE: "not_a_date",
        Type.INSTANT: "not_a_date",
        Type.TEXT: "missing",
    }[column.type]


def _not_taken(written: str) -> str:
    """Why a number is none for this column."""
    return "amount_too_large" if written in IN_WHOLE_UNITS.values() else "not_a_whole_number"


def _shown(file: OwnFile, name: str) -> str:
    return quoted("raw_" + name) if name in file.columns else "NULL"


def _is(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def _text(name: str) -> str:
    return f"nullif(trim({quoted(name)}), '')"
