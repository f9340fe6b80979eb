"""Asking those whom a known issue may have hit before they speak, and keeping what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from regulars.acts.exposed_answers import (
    HAS_NOT,
    answers_given,
    exposed_answer_id,
    write_exposed_answer,
)
from regulars.acts.known_issues import issue_now
from regulars.acts.portrait import Other
from regulars.book.effort_read import Silent
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.desk_undo import undo_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.persons import current_parts
from regulars.workspace.desk_entries import ENTERING, DeskEntries, EntryInUse
from regulars.workspace.fixed_issues import FixedIssues
from regulars.workspace.opened import now

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Exposed:
    """Somebody exposed who has not spoken. Null: `said_no_at` who was not asked at the desk, or has
    not said that they do not have it."""

    other: Other
    silent: Silent
    said_no_at: datetime | None


class AskedExposed(DeskEntries, FixedIssues):
    """What they say counts at once; the share who have it, from the next refresh on."""

    def exposed_now(
        self, *, source: str, known_issue_key: str, at_most: int, language: str = "en"
    ) -> list[Exposed]:
        """Who is exposed and silent as of the results, without those who have spoken since.

        Those not asked yet come first, then those of whom most is expected. Raises: IssueUnknown.
        """
        issue = issue_now((source, known_issue_key))
        have_it = set(self._by_customer(issue))
        said_no = {
            (row["customer_source"], row["customer_key"]): row["happened_at"]
            for row in answers_given(issue)
            if row["choice"] == HAS_NOT
        }
        others = self._others(said_no, language)
        noes = {other.customer_id: said_no[key] for key, other in others.items()}
        found = [
            Exposed(other, silent, noes.get(other.customer_id))
            for other, silent in self.silent_customers(
                source=source, known_issue_key=known_issue_key, at_most=at_most, language=language
            )
            if other.customer_id not in have_it
        ]
        return sorted(found, key=lambda one: one.said_no_at is not None)

    def answer_of_exposed(
        self,
        *,
        source: str,
        known_issue_key: str,
        customer_id: str,
        has_it: bool,
        channel: str,
        note: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Whether they have it; written once. Raises: IssueUnknown, UnknownCustomer."""
        clock = at or now()
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            own = exposed_answer_id(issue, customer_id)
            if current_rows("answer", Q(source=DESK, source_id=own)):
                return
            write_exposed_answer(
                issue,
                customer_id=customer_id,
                key=self._key_now(customer_id),
                has_it=has_it,
                channel=channel,
                note=note,
                on=self._day(clock),
                at=clock,
            )
            if has_it:
                self._entered("problem", own, customer_id, at=clock)

    def take_back_answer_of_exposed(
        self,
        *,
        source: str,
        known_issue_key: str,
        customer_id: str,
        at: datetime | None = None,
    ) -> None:
        """As if they had not been asked. Raises: IssueUnknown, NothingToUndo, EntryInUse."""
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            own = exposed_answer_id(issue, customer_id)
            if current_parts("problem_event", [(DESK, own)]):
                raise EntryInUse(
                    "Something was done about their problem meanwhile, so the answer stays. "
                    "Nothing was changed. Undo that first, on the problem's page."
                )
            facts = {fact: [own] for fact in ("contact", "answer", "problem")}
            undo_desk_facts(facts=facts, at=at or now())
