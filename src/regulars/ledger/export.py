"""All that is held of one customer, for the customer: complete, in words and units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.contracts import BY_FACT, CONTRACTS, SOURCE, SOURCE_ID, Contract
from regulars.ledger.current import current_rows
from regulars.ledger.models import Batch, Revision
from regulars.ledger.naming import rejects_naming
from regulars.ledger.persons import OWN_FACTS, PARTS, described, parts_of, revisions_about
from regulars.ledger.suppression import Key

FORMAT = 1


def held_of(*, keys: frozenset[Key], by: str, at: datetime) -> dict[str, Any]:
    """Every fact that is, or names, one of these identities, and the rows not taken.

    Shape: `facts` has for each fact its columns with unit and meaning, and its revisions, oldest
           first; `current` tells those that count from older ones and from undone imports'.
    """
    facts: dict[str, Any] = {}
    about: dict[str, list[Revision]] = {}
    for contract in CONTRACTS:
        fact = contract.fact
        if fact in PARTS:
            continue
        if fact in OWN_FACTS or contract.customers:
            about[fact] = revisions_about(fact, keys)
    for part, (whole, _) in PARTS.items():
        about[part] = parts_of(part, about[whole])
    states = dict(Batch.objects.values_list("pk", "state"))
    for fact, revisions in about.items():
        if revisions:
            facts[fact] = {
                "what": BY_FACT[fact].description,
                "columns": _columns(BY_FACT[fact]),
                "revisions": [_row(fact, one, states) for one in revisions],
            }
            _mark_current(fact, facts[fact]["revisions"])
    return {
        "format": FORMAT,
        "exported_at": at.isoformat(),
        "exported_by": by,
        "identities": [{"source": source, "key": key} for source, key in sorted(keys)],
        "facts": facts,
        "rejects": [
            {"batch": one.batch_id, "file": one.file, "line": one.line, "row": one.row}
            for one in rejects_naming(described(keys))
        ],
    }


def _columns(contract: Contract) -> dict[str, dict[str, str | None]]:
    return {
        column.name: {
            "what": column.description,
            "unit": column.unit,
            "null": column.null,
        }
        for column in (SOURCE, SOURCE_ID, *contract.columns)
    }


def _row(fact: str, one: Revision, states: dict[int, str]) -> dict[str, Any]:
    names = ("source", "source_id", *BY_FACT[fact].names)
    return {
        **{name: _plain(getattr(one, name)) for name in names},
        "batch": one.batch_id,
        "batch_state": states[one.batch_id],
        "recorded_at": one.recorded_at.isoformat(),
    }


def _mark_current(fact: str, rows: list[dict[str, Any]]) -> None:
    ids = sorted({row["source_id"] for row in rows})
    now: dict[Key, dict[str, Any]] = {}
    for start in range(0, len(ids), 400):
        for row in current_rows(fact, Q(source_id__in=ids[start : start + 400])):
            now[row["source"], row["source_id"]] = {n: _plain(v) for n, v in row.items()}
    for row in reversed(rows):
        counting = now.get((row["source"], row["source_id"]))
        row["current"] = counting is not None and counting.items() <= row.items()
        if row["current"]:
            del now[row["source"], row["source_id"]]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
