"""What the desk says of a known issue: what it is, what to do, that it is fixed, whose it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.acts.problem_acts import NotNow, Said
from regulars.acts.problem_log import ISSUE
from regulars.contracts import BY_FACT
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts

Row = Mapping[str, Any]
FACT = "known_issue"
EXPOSING = ("product_key", "lot", "place", "exposed_from_on", "exposed_to_on")


class IssueUnknown(RegularsError):
    """The ledger has no such known issue, or what brought it was taken back."""

    exit_code = 4


def issue_now(key: Key) -> dict[str, Any]:
    """The issue as it stands. Raises: IssueUnknown."""
    rows = current_rows(FACT, Q(source=key[0], source_id=key[1]))
    if not rows:
        raise IssueUnknown(
            f"There is no known issue {key[1]} of {key[0]}: what brought it was taken back, or it "
            "never came. Nothing was changed."
        )
    return rows[0]


def written_issue(key: str) -> bool:
    """Whether this issue of the desk's own is in the ledger."""
    return bool(current_rows(FACT, Q(source=DESK, source_id=key)))


def write_new_issue(key: str, values: Row, *, on: date, at: datetime) -> None:
    """Write an issue of the desk's own, known since this day."""
    row = {
        **dict.fromkeys(BY_FACT[FACT].names),
        **{name: value or None for name, value in values.items()},
        "since_on": on,
        "state": "open",
    }
    write_desk_facts(fact=FACT, rows={key: row}, at=at)


def change_issue(issue: Row, values: Row, *, at: datetime) -> bool:
    """Write these columns anew, under the issue's own source and key; False where all are so."""
    stands = {name: issue[name] for name in BY_FACT[FACT].names}
    changed = {**stands, **values}
    if changed == stands:
        return False
    write_desk_facts(fact=FACT, rows={issue["source_id"]: changed}, at=at, source=issue["source"])
    return True


def belongs(problem: Row, issue: Row) -> bool:
    """Whether a problem is tied to an issue: by its key in the same source, or by the desk."""
    return problem["known_issue_key"] == issue["source_id"] and (
        problem["source"] == issue["source"] or DESK in (problem["source"], issue["source"])
    )


def tied_to(issue: Row) -> list[dict[str, Any]]:
    """The problems of an issue, the newest first."""
    rows = current_rows("problem", Q(known_issue_key=issue["source_id"]))
    mine = [row for row in rows if belongs(row, issue)]
    return sorted(mine, key=lambda row: (row["happened_on"], row["source_id"]), reverse=True)


def tying(problem: Row, issue: Row) -> Said:
    """The problem is of this issue. Raises: NotNow."""
    if belongs(problem, issue):
        raise NotNow("The problem is tied to this known issue already. Nothing was changed.")
    if DESK not in (problem["source"], issue["source"]) and problem["source"] != issue["source"]:
        raise NotNow(
            f"An issue of {issue['source']} cannot be told of a problem of {problem['source']}: "
            "its key means nothing there. Nothing was changed. Make an issue at the desk."
        )
    key = issue["source_id"]
    return Said("note", {"details": json.dumps({ISSUE: key})}, {"known_issue_key": key})


def untying(problem: Row) -> Said:
    """The problem is of no known issue. Raises: NotNow."""
    if problem["known_issue_key"] is None:
        raise NotNow("The problem is tied to no known issue. Nothing was changed.")
    return Said("note", {"details": json.dumps({ISSUE: ""})}, {"known_issue_key": None})


def may_be_tied(problems: Sequence[Row], issue: Row) -> list[Row]:
    """Open problems tied to nothing: those of the issue's topic and product first, then the newest.

    Another source's issue has a key that only problems of that source and of the desk can name.
    """
    found = [
        row
        for row in problems
        if row["known_issue_key"] is None
        and (DESK in (row["source"], issue["source"]) or row["source"] == issue["source"])
    ]

    def unlike(row: Row) -> tuple[bool, bool]:
        return (
            issue["topic"] is None or row["topic"] != issue["topic"],
            issue["product_key"] is None or row["product_key"] != issue["product_key"],
        )

    newest = sorted(found, key=lambda row: (row["happened_on"], row["source_id"]), reverse=True)
    return sorted(newest, key=unlike)
