"""Who is one customer and why, and the questions that are left for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from regulars.acts.names import Key, customer_records, display_name
from regulars.workspace.results import Results

MOST_TOLD = 100


@dataclass(frozen=True)
class Called:
    """A customer by id and by what people call them."""

    customer_id: str
    customer: str


@dataclass(frozen=True)
class Merged:
    """A customer of several ids: the one that counts, and those merged into it with the basis."""

    into: Called
    merged: dict[str, str]


@dataclass(frozen=True)
class Question:
    """Customers who may be one; a person has to say. `customers` counts those not named too."""

    basis: str
    """`email`, `phone` or `decision`."""
    reason: str
    """`many` share the key, `open` was left undecided, `against` what else was decided."""
    customers: int
    named: tuple[Called, ...]


@dataclass(frozen=True)
class Matches:
    """The first groups and questions; `groups_in_all` and `questions_in_all` count every one."""

    groups: tuple[Merged, ...]
    questions: tuple[Question, ...]
    groups_in_all: int
    questions_in_all: int


class MatchesFound(Results):
    """What the last refresh found of who is who."""

    def matches(self, *, at_most: int = MOST_TOLD, language: str = "en") -> Matches:
        """Who is one customer and why, and what is left for a person to say. Raises: NoSnapshot."""
        reader = self._read()
        counts = reader.query(
            "SELECT (SELECT count(DISTINCT into_customer_id) FROM redirects) AS groups,"
            " (SELECT count(DISTINCT question) FROM questions) AS questions"
        ).to_pylist()[0]
        merged: dict[str, dict[str, str]] = {}
        for row in reader.query(
            "SELECT * FROM redirects WHERE into_customer_id IN (SELECT DISTINCT into_customer_id"
            " FROM redirects ORDER BY into_customer_id LIMIT $most) ORDER BY ALL",
            {"most": at_most},
        ).to_pylist():
            merged.setdefault(row["into_customer_id"], {})[row["customer_id"]] = row["basis"]
        asked: dict[int, list[dict[str, Any]]] = {}
        for row in reader.query(
            "SELECT * FROM questions WHERE question <= $most ORDER BY question, customer_id",
            {"most": at_most},
        ).to_pylist():
            asked.setdefault(row["question"], []).append(row)
        ids = {*merged, *(row["customer_id"] for rows in asked.values() for row in rows)}
        called = self._called(ids, language)
        return Matches(
            groups=tuple(Merged(called[into], dict(ids)) for into, ids in merged.items()),
            questions=tuple(
                Question(
                    basis=rows[0]["basis"],
                    reason=rows[0]["reason"],
                    customers=rows[0]["customers"],
                    named=tuple(called[row["customer_id"]] for row in rows),
                )
                for rows in asked.values()
            ),
            groups_in_all=counts["groups"],
            questions_in_all=counts["questions"],
        )

    def _called(self, ids: Iterable[str], language: str) -> dict[str, Called]:
        keys = self._read().identities(sorted(ids))
        records = customer_records([key for some in keys.values() for key in some])
        return {
            one: Called(one, _name(keys.get(one, []), records, language)) for one in sorted(ids)
        }


def _name(keys: Sequence[Key], records: dict[Key, dict[str, Any]], language: str) -> str:
    named = next((records[key] for key in keys if key in records), None)
    return display_name(named, key=keys[0][1] if keys else "", language=language)
