"""The open problems in the order in which they are best taken, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from regulars.book.effort_features import FOLLOWED_DAYS
from regulars.book.effort_read import ProblemEffort, problem_of, read_findings, weights_of
from regulars.book.reader import SnapshotReader

# To two digits: below that the order of two stakes is chance, and promises and age decide.
_ALIKE = """
CASE WHEN stake_minor >= 10
  THEN round(stake_minor / pow(10, floor(log10(stake_minor)) - 1))
    * pow(10, floor(log10(stake_minor)) - 1)
  ELSE stake_minor END
"""

QUEUE = f"""
SELECT *, coalesce(promised_at < $at, false) AS is_broken
FROM problems
WHERE ended_as IS NULL AND ($key IS NULL OR (problem_key = $key AND source = $source))
ORDER BY stake_minor IS NULL, {_ALIKE} DESC, is_broken DESC, promised_at NULLS LAST, told_on,
  source, problem_key
LIMIT $most
"""
"""Asked of the snapshot's `problems`, at an instant."""


@dataclass(frozen=True)
class Reason:
    """
    Why a problem stands where it stands.

    name: `stake`, `no_stake`, `promise_broken`, `promise_due`, `effort` or `age`.
    about: for `no_stake` why there is none: `unnamed`, `never_came`, `decided`, `loss_not_known`,
           `spend_not_expected`; for `effort` its strongest driver.
    amount: minor units, the percentile, or days.
    """

    name: str
    about: str | None = None
    amount: float | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Queued:
    """
    An open problem. The stake is (spend expected in 365 days + value sent in a year) × loss.

    loss: the share of customers lost more than with a problem that took no effort; its basis is
    `measured` in this book or `prior`.

    Units: minor units of the book's currency; shares.
    Null:  the stake and what it is made of where it is not known; never 0 for that.
    """

    problem: ProblemEffort
    stake_minor: int | None
    stake_low_minor: int | None
    stake_high_minor: int | None
    spend_minor: int | None
    sent_minor: int | None
    loss: float | None
    loss_low: float | None
    loss_high: float | None
    loss_basis: str | None
    reasons: tuple[Reason, ...]


def read_queue(
    reader: SnapshotReader,
    *,
    at: datetime,
    at_most: int,
    only: tuple[str, str] | None = None,
) -> list[Queued]:
    """The open problems: most loyalty at stake first, those without a stake last.

    Equal to two digits, a broken promise comes first, then the next one due, then the oldest.
    Units: `at` an instant with its zone.
    Null:  `only`, source and key of one problem, None for all.
    """
    now = at.astimezone(UTC).replace(tzinfo=None)
    source, key = only or (None, None)
    asked = {"at": now, "most": at_most, "source": source, "key": key}
    rows = reader.query(QUEUE, asked).to_pylist()
    basis, weights = weights_of(reader.snapshot)
    loss_basis = ((read_findings(reader.snapshot) or {}).get("effort") or {}).get("loss_basis")
    found = []
    for row in rows:
        problem = problem_of(row, basis=basis, weights=weights)
        days = (reader.snapshot.as_of - problem.told_on).days
        found.append(
            Queued(
                problem=problem,
                loss_basis=loss_basis if row["loss"] is not None else None,
                reasons=_reasons(row, problem, days),
                **{name: row[name] for name in _FIGURES},
            )
        )
    return found


_FIGURES = (
    *("stake_minor", "stake_low_minor", "stake_high_minor", "spend_minor", "sent_minor"),
    *("loss", "loss_low", "loss_high"),
)


def _reasons(row: Mapping[str, Any], problem: ProblemEffort, days: int) -> tuple[Reason, ...]:
    if row["stake_minor"] is None:
        reasons = [Reason("no_stake", about=_why_none(row, days))]
    else:
        reasons = [Reason("stake", amount=row["stake_minor"])]
    if row["promised_at"] is not None:
        name = "promise_broken" if row["is_broken"] else "promise_due"
        reasons.append(Reason(name, at=row["promised_at"].replace(tzinfo=UTC)))
    if problem.drivers:
        strongest = problem.drivers[0].name
        reasons.append(Reason("effort", about=strongest, amount=problem.percentile))
    return (*reasons, Reason("age", amount=days))


def _why_none(row: Mapping[str, Any], days: int) -> str:
    if row["customer_id"] is None:
        return "unnamed"
    if not row["visits_before"]:
        return "never_came"
    if days > FOLLOWED_DAYS:
        return "decided"
    return "loss_not_known" if row["loss"] is None else "spend_not_expected"
