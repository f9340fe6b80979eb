"""A customer's facts of all kinds in the order of time, each in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from regulars.acts.happening_words import DAY_OF, happening
from regulars.acts.names import Key
from regulars.acts.portrait import Happening, Other
from regulars.acts.telling import Telling
from regulars.contracts import BY_FACT
from regulars.ledger.persons import current_about

Row = Mapping[str, Any]

UNTOLD = frozenset({"held_out", "shown"})
"""States of care of which nothing was done."""
OTHER = ("other_source", "other_key")
CUSTOMER = ("customer_source", "customer_key")


def facts_about(keys: Sequence[Key]) -> dict[str, list[Row]]:
    """All current facts that name one of these identities, by kind, of the kinds that are told."""
    return {
        fact: [row for row in current_about(fact, keys) if _is_told(fact, row)] for fact in DAY_OF
    }


def others_in(facts: Mapping[str, Iterable[Row]], *, keys: Sequence[Key]) -> frozenset[Key]:
    """The identities of other customers whom these facts name."""
    own = set(keys)
    return frozenset(
        other
        for fact, rows in facts.items()
        for row in rows
        if (other := _other_key(fact, row, own)) is not None
    )


def happenings(
    facts: Mapping[str, Iterable[Row]],
    *,
    keys: Sequence[Key],
    others: Mapping[Key, Other],
    language: str,
) -> tuple[Happening, ...]:
    """These facts as lines, newest first, in the active language.

    Shape: `keys` are the customer's own identities; `others` are those of `others_in` by identity.
    """
    own = set(keys)
    told = [
        happening(fact, row, _telling(fact, row, own, others, language))
        for fact, rows in facts.items()
        for row in rows
    ]
    return tuple(sorted(told, key=_order, reverse=True))


def _order(one: Happening) -> tuple[Any, ...]:
    return one.on, one.at or datetime.combine(one.on, time(), UTC), one.fact, one.source_id


def _is_told(fact: str, row: Row) -> bool:
    return fact != "care" or row["state"] not in UNTOLD


def _telling(
    fact: str, row: Row, own: set[Key], others: Mapping[Key, Other], language: str
) -> Telling:
    key = _other_key(fact, row, own)
    other = None if key is None else others.get(key)
    began = OTHER not in BY_FACT[fact].customers or _key(row, CUSTOMER) in own
    return Telling(language, other, "" if key is None else key[1], began)


def _other_key(fact: str, row: Row, own: set[Key]) -> Key | None:
    """Of the two customers whom a fact names the one who is not this one."""
    if OTHER not in BY_FACT[fact].customers:
        return None
    one, other = _key(row, CUSTOMER), _key(row, OTHER)
    return one if other in own and one not in own else other


def _key(row: Row, columns: tuple[str, str]) -> Key:
    return row[columns[0]], row[columns[1]]
