"""What a snapshot says of problems: of one, of all, and who is exposed to a cause and silent."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from regulars.book.reader import SnapshotReader
from regulars.book.snapshot import Snapshot, unreadable
from regulars.errors import RegularsError
from regulars.estimates.effort_drivers import DRIVERS, HOURS_OF_A_UNIT

Row = dict[str, Any]


class UnknownProblem(RegularsError):
    """The snapshot has no such problem."""

    exit_code = 4


@dataclass(frozen=True)
class Driver:
    """Something that took effort. `amount` in its unit (times, hours); `contribution` in log-odds
    of losing the customer, what it adds to the effort."""

    name: str
    amount: float
    contribution: float


@dataclass(frozen=True)
class ProblemEffort:
    """
    What one problem took its customer, observed and said.

    basis: `measured` in this book, or `prior`. disagreement: `looks_hard_said_easy`,
    `looks_easy_said_hard`, or None.

    Units: percentile among the problems of the book; hours; points of 7, high is easy.
    Null:  `percentile` too few problems to place it; `ces` not answered; hours of waiting of which
           the log says nothing; `not_logged` names what its source never logs.
    """

    source: str
    problem_key: str
    customer_id: str | None
    topic: str | None
    told_on: date
    ended_as: str | None
    ended_on: date | None
    basis: str
    percentile: float | None
    drivers: tuple[Driver, ...]
    not_logged: tuple[str, ...]
    hours_open: float | None
    waiting_hours: dict[str, float]
    transfer_reason: str | None
    ces: int | None
    ces_on: date | None
    disagreement: str | None
    promised_at: datetime | None


def read_findings(snapshot: Snapshot) -> Row | None:
    """What the refresh found about problems; None where none was told. See docs/effort.md."""
    if not snapshot.findings.exists():
        return None
    try:
        found: Row = json.loads(snapshot.findings.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unreadable(snapshot.folder, str(error)) from error
    return found


def weights_of(snapshot: Snapshot) -> tuple[str, dict[str, float]]:
    """Whether effort was measured here, and the log-odds of a unit by driver."""
    found = read_findings(snapshot)
    effort = (found or {}).get("effort")
    if effort is None:
        return "prior", {name: prior.mean for name, prior in DRIVERS.items()}
    return effort["basis"], {name: one["weight"] for name, one in effort["weights"].items()}


def read_problem(reader: SnapshotReader, *, source: str, problem_key: str) -> ProblemEffort:
    """One problem's effort. Raises: UnknownProblem."""
    rows = reader.query(
        "SELECT * FROM problems WHERE source = $source AND problem_key = $key",
        {"source": source, "key": problem_key},
    ).to_pylist()
    if not rows:
        raise UnknownProblem(
            f"There is no problem {problem_key} of {source} as of {reader.snapshot.as_of}. "
            "It may be newer than the results: run `regulars refresh`."
        )
    basis, weights = weights_of(reader.snapshot)
    return problem_of(rows[0], basis=basis, weights=weights)


def problem_of(
    row: Mapping[str, Any], *, basis: str, weights: Mapping[str, float]
) -> ProblemEffort:
    """A row of `problems` as it is told, the strongest driver first."""
    waits = {
        who: row[f"hours_waiting_{who}"]
        for who in ("customer", "us", "third_party")
        if row[f"hours_waiting_{who}"] is not None
    }
    unlogged = [name for name in DRIVERS if row[f"driver_{name}"] is None]
    return ProblemEffort(
        source=row["source"],
        problem_key=row["problem_key"],
        customer_id=row["customer_id"],
        topic=row["topic"],
        told_on=row["told_on"],
        ended_as=row["ended_as"],
        ended_on=row["ended_on"],
        basis=basis,
        percentile=row["effort_percentile"],
        drivers=drivers_of(row, weights),
        not_logged=tuple(unlogged),
        hours_open=row["hours_open"],
        waiting_hours=waits,
        transfer_reason=row["transfer_reason"],
        ces=row["ces"],
        ces_on=row["ces_on"],
        disagreement=row["disagreement"],
        promised_at=row["promised_at"],
    )


def drivers_of(row: Mapping[str, Any], weights: Mapping[str, float]) -> tuple[Driver, ...]:
    """What took effort in this problem, the strongest first; what did not happen is not there."""
    found = []
    for name in DRIVERS:
        amount = row[f"driver_{name}"]
        if amount:
            unit = amount / HOURS_OF_A_UNIT if name == "hours_open" else amount
            found.append(Driver(name, float(amount), weights[name] * math.log2(1 + unit)))
    return tuple(sorted(found, key=lambda one: (-one.contribution, one.name)))


@dataclass(frozen=True)
class Silent:
    """A customer exposed to a known issue who has not spoken of it.

    Units: minor units of the book's currency, of the coming year.
    Null: `asked_on` not contacted by us since the issue was known; of whom nothing is expected.
    """

    customer_id: str
    first_on: date
    last_on: date
    orders: int
    stays: int
    asked_on: date | None
    spend_minor: int | None
    spend_low_minor: int | None
    spend_high_minor: int | None
    sent_minor: int | None


def read_silent(
    reader: SnapshotReader, *, source: str, known_issue_key: str, at_most: int
) -> list[Silent]:
    """Those who share what exposes to it and have no problem of it: not yet asked first, then those
    of whom most is expected, by themselves and by those they sent."""
    rows = reader.query(
        "SELECT e.customer_id, e.first_on, e.last_on, e.orders, e.stays, e.asked_on,"
        " c.expected_spend_365_minor AS spend_minor,"
        " c.expected_spend_365_low_minor AS spend_low_minor,"
        " c.expected_spend_365_high_minor AS spend_high_minor,"
        " c.sent_value_365_minor AS sent_minor"
        " FROM exposures AS e LEFT JOIN card AS c ON c.customer_id = e.customer_id"
        " WHERE e.source = $source AND e.known_issue_key = $key AND e.told_on IS NULL"
        " ORDER BY e.asked_on IS NOT NULL,"
        " c.expected_spend_365_minor + coalesce(c.sent_value_365_minor, 0) DESC NULLS LAST,"
        " e.customer_id LIMIT $most",
        {"source": source, "key": known_issue_key, "most": at_most},
    ).to_pylist()
    return [Silent(**row) for row in rows]


def read_check_ins_due(reader: SnapshotReader, *, at_most: int) -> list[Row]:
    """Who is to be asked after an order, those of whom most spend is expected first.

    Shape: customer_id, due_days, last_order_on.
    """
    rows: list[Row] = reader.query(
        "SELECT customer_id, check_in_due_days AS due_days, last_order_on FROM card"
        " WHERE check_in_due_days IS NOT NULL"
        " ORDER BY expected_spend_365_minor DESC NULLS LAST, customer_id LIMIT $most",
        {"most": at_most},
    ).to_pylist()
    return rows
