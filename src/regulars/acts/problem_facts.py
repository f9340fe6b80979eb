"""What the ledger has around a problem: its steps, its known issue, its product, who told it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.acts.problem_log import TOLD_HERE
from regulars.ledger.current import KEYS_AT_A_TIME, current_rows
from regulars.ledger.persons import current_parts

Row = Mapping[str, Any]


@dataclass(frozen=True)
class ReachedBy:
    """How somebody whom nobody knew can be reached, as they wrote it. Null: not said."""

    name: str | None
    phone: str | None
    email: str | None


def key_of(row: Row) -> Key:
    """Source and key."""
    return row["source"], row["source_id"]


def problems_of(keys: Iterable[Key]) -> dict[Key, Row]:
    """The problems under these keys, as they stand."""
    wanted = list(keys)
    found: dict[Key, Row] = {}
    for start in range(0, len(wanted), KEYS_AT_A_TIME):
        ids = sorted({key for _, key in wanted[start : start + KEYS_AT_A_TIME]})
        found |= {key_of(row): row for row in current_rows("problem", Q(source_id__in=ids))}
    return found


def events_of(keys: Sequence[Key]) -> dict[Key, list[Row]]:
    """Their steps, by problem."""
    found: dict[Key, list[Row]] = {}
    for row in current_parts("problem_event", keys) if keys else []:
        found.setdefault((row["source"], row["problem_key"]), []).append(row)
    return found


def reached_by(events: Sequence[Row]) -> ReachedBy | None:
    """Of what came with the problem: a line each, of which a number has no letter."""
    left = next((row["note"] for row in events if row["source_id"].startswith(TOLD_HERE)), None)
    found: dict[str, str] = {}
    for line in (left or "").splitlines():
        is_number = any(map(str.isdigit, line)) and not any(map(str.isalpha, line))
        found.setdefault("email" if "@" in line else "phone" if is_number else "name", line)
    if not found:
        return None
    return ReachedBy(*(found.get(one) for one in ("name", "phone", "email")))


def issue_of(row: Row) -> Row | None:
    """The source's own known issue, else one of that key written elsewhere."""
    if row["known_issue_key"] is None:
        return None
    found = current_rows("known_issue", Q(source_id=row["known_issue_key"]))
    own = [one for one in found if one["source"] == row["source"]]
    return next(iter([*own, *found]), None)


def product_of(row: Row, language: str) -> str | None:
    """The name of what it is about; its key where nobody named it."""
    if row["product_key"] is None:
        return None
    found = current_rows("product", Q(source_id=row["product_key"]))
    own = [one for one in found if one["source"] == row["source"]]
    names = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
    told = (str(one[name]) for one in (*own, *found) for name in names if one.get(name))
    return next(told, row["product_key"])
