"""Known issues as the desk works on them: made, tied, fixed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from regulars.acts.customer_table import called
from regulars.acts.known_issues import (
    belongs,
    change_issue,
    issue_now,
    may_be_tied,
    tied_to,
    tying,
    untying,
    write_new_issue,
    written_issue,
)
from regulars.acts.names import Key
from regulars.acts.portrait import Other
from regulars.acts.problem_acts import NotNow, problem_now, steps_of, write_step
from regulars.acts.problem_facts import key_of
from regulars.acts.problem_log import WRITTEN_HERE
from regulars.book.effort_read import Silent, read_findings, read_silent
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.in_turn import in_turn
from regulars.workspace.desk_entries import ENTERING
from regulars.workspace.opened import now
from regulars.workspace.problems import OpenProblem, Problems

TYING_IDS = uuid.UUID("0d5c2a1e-7e0f-4b0c-9b62-2f7e7f6f0f11")
MOST_PRODUCTS = 300

Row = Mapping[str, Any]


@dataclass(frozen=True)
class SharedIssue:
    """A known issue, with what the results counted of it.

    Shape: `row` has the contract's columns; `counts` those of docs/effort.md.
    Null:  `counts` the results do not know it yet.
    """

    row: Row
    problems: int
    counts: Row | None


class KnownIssues(Problems):
    """One cause of many problems. What is written counts at once."""

    def shared_issues(self) -> tuple[SharedIssue, ...]:
        """Known issues: those not fixed first, then the newest."""
        rows = current_rows("known_issue", Q())
        keys = sorted({row["source_id"] for row in rows})
        tied = current_rows("problem", Q(known_issue_key__in=keys)) if keys else []
        counted = (read_findings(self._read().snapshot) or {}) if self.has_snapshot else {}
        counts = {
            (one["source"], one["known_issue_key"]): one for one in counted.get("known_issues", ())
        }
        told = [
            SharedIssue(
                row,
                sum(
                    one["known_issue_key"] == row["source_id"]
                    and (one["source"] == row["source"] or DESK in (one["source"], row["source"]))
                    for one in tied
                ),
                counts.get(key_of(row)),
            )
            for row in rows
        ]
        newest = sorted(told, key=lambda one: one.row["since_on"], reverse=True)
        return tuple(sorted(newest, key=lambda one: one.row["state"] != "open"))

    def silent_customers(
        self, *, source: str, known_issue_key: str, at_most: int, language: str = "en"
    ) -> list[tuple[Other, Silent]]:
        """Who shares what exposes to it and has not spoken, by name; not yet asked first."""
        if not self.has_snapshot:
            return []
        reader = self._read()
        found = read_silent(reader, source=source, known_issue_key=known_issue_key, at_most=at_most)
        into = self._ids_now(one.customer_id for one in found)
        names = called(self._keys_now(set(into.values())), language=language)
        return [(Other(into[one.customer_id], names[into[one.customer_id]]), one) for one in found]

    def known_issue(self, *, source: str, known_issue_key: str) -> dict[str, Any]:
        """The issue as it stands. Raises: IssueUnknown."""
        return issue_now((source, known_issue_key))

    def make_issue(self, *, entry_id: str, values: Row, at: datetime | None = None) -> Key:
        """A new one, known since today; written once however often it is sent."""
        clock = at or now()
        with in_turn(ENTERING):
            if not written_issue(entry_id):
                write_new_issue(entry_id, values, on=self._day(clock), at=clock)
        return DESK, entry_id

    def change_issue(
        self, *, source: str, known_issue_key: str, values: Row, at: datetime | None = None
    ) -> None:
        """Write these columns anew. Raises: IssueUnknown."""
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            change_issue(issue, values, at=at or now())

    def fix_issue(
        self, *, source: str, known_issue_key: str, is_fixed: bool, at: datetime | None = None
    ) -> None:
        """It is fixed as of today, or not after all. Raises: IssueUnknown."""
        clock = at or now()
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            if (issue["state"] == "fixed") != is_fixed:
                stands = {
                    "state": "fixed" if is_fixed else "open",
                    "fixed_on": self._day(clock) if is_fixed else None,
                }
                change_issue(issue, stands, at=clock)

    def tie_problems(
        self,
        *,
        source: str,
        known_issue_key: str,
        problems: Iterable[Key],
        act_id: str,
        staff: str,
        at: datetime | None = None,
    ) -> int:
        """Tie these to an issue, all or none; how many were not tied already.

        Raises: IssueUnknown, ProblemUnknown, NotNow, CustomerErased.
        """
        clock, tied = at or now(), 0
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            for key in problems:
                problem = problem_now(key)
                if not belongs(problem, issue):
                    said = tying(problem, issue)
                    self._write(problem, said, act_id=act_id, staff=staff, at=clock)
                    tied += 1
        return tied

    def untie_problems(
        self,
        *,
        source: str,
        known_issue_key: str,
        problems: Iterable[Key],
        act_id: str,
        staff: str,
        at: datetime | None = None,
    ) -> int:
        """Tie these to no issue, as far as they are of this one; how many were.

        Raises: IssueUnknown, ProblemUnknown, CustomerErased.
        """
        clock, untied = at or now(), 0
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            for key in problems:
                problem = problem_now(key)
                if belongs(problem, issue):
                    said = untying(problem)
                    self._write(problem, said, act_id=act_id, staff=staff, at=clock)
                    untied += 1
        return untied

    def problems_of_issue(
        self, *, source: str, known_issue_key: str, language: str = "en"
    ) -> tuple[OpenProblem, ...]:
        """Those tied to it, ended ones too, the newest first. Raises: IssueUnknown."""
        rows = tied_to(issue_now((source, known_issue_key)))
        return self._opened(rows, {}, language, None, now(), ended=True)

    def problems_to_tie(
        self, *, source: str, known_issue_key: str, language: str = "en", at_most: int = 50
    ) -> tuple[OpenProblem, ...]:
        """Open problems tied to nothing, the likeliest first. Raises: IssueUnknown."""
        issue = issue_now((source, known_issue_key))
        rows = current_rows(
            "problem", Q(state__in=("open", "waiting")) & Q(known_issue_key__isnull=True)
        )
        found = may_be_tied(rows, issue)[:at_most]
        return self._opened(found, {}, language, None, now())

    def issues_for(self, *, source: str, problem_key: str) -> list[dict[str, Any]]:
        """The issues not fixed that a problem may be tied to, the newest first.

        Raises: ProblemUnknown.
        """
        problem = problem_now((source, problem_key))
        rows = [
            row
            for row in current_rows("known_issue", Q(state="open"))
            if DESK in (row["source"], source) or row["source"] == source
        ]
        free = [row for row in rows if not belongs(problem, row)]
        return sorted(free, key=lambda row: (row["since_on"], row["title"]), reverse=True)

    def products_on_sale(self) -> list[tuple[str, str]]:
        """Key and name of the first products by name, to choose from."""
        rows = current_rows("product", Q())
        named = {(row["source_id"], row["name"] or row["source_id"]) for row in rows}
        return sorted(named, key=lambda one: (one[1], one[0]))[:MOST_PRODUCTS]

    def product_named(self, text: str) -> str | None:
        """The key of a product by its key or its name; None where there is none."""
        rows = current_rows("product", Q(source_id=text))
        if not rows:
            rows = current_rows("product", Q(name__iexact=text) | Q(name_bn=text))
        return min((row["source_id"] for row in rows), default=None)

    def _write(self, problem: Row, said: Any, *, act_id: str, staff: str, at: datetime) -> None:
        """A step of one of several problems, once however often it is sent."""
        key = (problem["source"], problem["source_id"])
        own = uuid.uuid5(TYING_IDS, "|".join((act_id, *key))).hex
        step_id = f"{WRITTEN_HERE}{own}"
        if any(row["source_id"] == step_id for row in steps_of(key)):
            raise NotNow("This was written before. Nothing was changed.")
        write_step(problem, said, step_id=step_id, staff=staff, on=self._day(at), at=at)
        self._stepped(problem, said.kind, undone=False, at=at)
