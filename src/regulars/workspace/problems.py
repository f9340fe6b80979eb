"""Problems as the desk works on them: the queue, one of them whole, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import translation

from regulars.acts.names import Key
from regulars.acts.portrait import Other
from regulars.acts.problem_acts import (
    Said,
    check_seen,
    problem_now,
    steps_of,
    take_back_step,
    write_step,
)
from regulars.acts.problem_facts import (
    ReachedBy,
    events_of,
    issue_of,
    key_of,
    problems_of,
    product_of,
    reached_by,
)
from regulars.acts.problem_log import (
    ENDED,
    WRITTEN_HERE,
    Step,
    newest_step,
    promise_now,
    steps_told,
)
from regulars.acts.said_since import problems_since
from regulars.book.effort_queue import Queued, read_queue
from regulars.book.effort_read import (
    ProblemEffort,
    UnknownProblem,
    read_findings,
    read_problem,
)
from regulars.ledger.current import current_rows
from regulars.ledger.in_turn import in_turn
from regulars.workspace.desk_entries import ENTERING
from regulars.workspace.one_customer import OneCustomer
from regulars.workspace.opened import now

MOST_QUEUED = 5_000

Row = Mapping[str, Any]


@dataclass(frozen=True)
class OpenProblem:
    """An open problem as it stands now.

    Null: `customer` nobody named; `queued` None where the results do not know it as open: it has no
          stake yet; `promised_at` nothing is promised, or they have heard from us.
    """

    source: str
    problem_key: str
    topic: str | None
    state: str
    told_on: date
    text: str | None
    in_charge: str | None
    customer: Other | None
    promised_at: datetime | None
    is_broken: bool
    queued: Queued | None


@dataclass(frozen=True)
class ProblemQueue:
    """`ranked` by loyalty at stake; `since` are those told since the results, the newest first.

    Null: `as_of` None before the first results.
    """

    as_of: date | None
    ranked: tuple[OpenProblem, ...]
    since: tuple[OpenProblem, ...]


@dataclass(frozen=True)
class WholeProblem:
    """A problem with all that is known of it.

    Shape: `seen` is the step written last, "" for none; `row` has the contract's columns.
    Null: `effort` the results do not know it; `queued` they do not know it as open; `issue` not
          tied to a known issue; `reached_by` nothing was left on the public page.
    """

    row: Row
    customer: Other | None
    steps: tuple[Step, ...]
    seen: str
    promised_at: datetime | None
    is_broken: bool
    effort: ProblemEffort | None
    queued: Queued | None
    issue: Row | None
    product: str | None
    as_of: date | None
    reached_by: ReachedBy | None = None


class Problems(OneCustomer):
    """The queue of the desk. What is written counts at once."""

    def open_problems(
        self, *, language: str = "en", staff: str | None = None, at: datetime | None = None
    ) -> ProblemQueue:
        """Open problems now: those of the results in their order, and those told since.

        Null: `staff` None for everybody's; else only those this person is in charge of.
        """
        clock = at or now()
        if not self.has_snapshot:
            rows = current_rows("problem", Q(state__in=("open", "waiting")))
            return ProblemQueue(None, (), self._opened(rows, {}, language, staff, clock))
        queue = read_queue(self._read(), at=clock, at_most=MOST_QUEUED)
        ranked = {(one.problem.source, one.problem.problem_key): one for one in queue}
        late = {key_of(row): row for row in problems_since(self._reading())}
        stands = problems_of(ranked)
        still = [stands[key] for key in ranked if key in stands]
        new = [row for key, row in late.items() if key not in ranked]
        return ProblemQueue(
            self.as_of,
            self._opened(still, ranked, language, staff, clock),
            self._opened(
                sorted(new, key=lambda row: row["happened_on"], reverse=True),
                {},
                language,
                staff,
                clock,
            ),
        )

    def whole_problem(
        self, *, source: str, problem_key: str, language: str = "en", at: datetime | None = None
    ) -> WholeProblem:
        """One problem with its log and effort. Raises: ProblemUnknown."""
        clock, key = at or now(), (source, problem_key)
        row, events = problem_now(key), steps_of(key)
        promised_at = promise_now(row, events)
        with translation.override(language):
            steps = steps_told(events, channel=row["channel"])
            others = self._others(_whose([row]), language)
        return WholeProblem(
            row=row,
            customer=others.get((row["customer_source"], row["customer_key"])),
            steps=steps,
            seen=newest_step(events),
            promised_at=promised_at,
            is_broken=promised_at is not None and promised_at < clock,
            effort=self._effort_of(key),
            queued=self._queued(key, clock) if row["state"] not in ENDED else None,
            issue=issue_of(row),
            product=product_of(row, language),
            as_of=self.as_of if self.has_snapshot else None,
            reached_by=reached_by(events),
        )

    def say_of_problem(
        self,
        *,
        source: str,
        problem_key: str,
        say: Any,
        step_id: str,
        seen: str,
        staff: str,
        at: datetime | None = None,
    ) -> None:
        """Write a step into the log, once however often it is sent; `say` makes it of the problem.

        Raises: ProblemUnknown, WrittenMeanwhile, NotNow, CustomerErased.
        """
        clock, key = at or now(), (source, problem_key)
        own_id = f"{WRITTEN_HERE}{step_id}"
        with in_turn(ENTERING):
            steps = steps_of(key)
            if any(row["source_id"] == own_id for row in steps):
                return
            problem = problem_now(key)
            check_seen(steps, seen)
            said: Said = say(problem)
            on = self._day(clock)
            write_step(problem, said, step_id=own_id, staff=staff, on=on, at=clock)
            self._stepped(problem, said.kind, undone=False, at=clock)

    def take_back_step(
        self, *, source: str, problem_key: str, step_id: str, at: datetime | None = None
    ) -> None:
        """Undo the newest step, as if it had not been written.

        Raises: ProblemUnknown, NothingToUndo, WrittenMeanwhile.
        """
        clock, key = at or now(), (source, problem_key)
        with in_turn(ENTERING):
            problem = problem_now(key)
            step = take_back_step(key, step_id, at=clock)
            self._stepped(problem, step["kind"], undone=True, at=clock)

    def told_next_after(self, topic: str | None) -> list[Row]:
        """What customers with this topic come back with within 30 days more often than others.

        Shape: as `told_next` of docs/effort.md; only what is more than chance would have it.
        """
        if topic is None or not self.has_snapshot:
            return []
        found = (read_findings(self._read().snapshot) or {}).get("told_next") or []
        return [one for one in found if one["topic"] == topic and one["is_more"]]

    def customer_of_problem(self, *, source: str, problem_key: str) -> str | None:
        """Whose problem it is, by id; None where nobody is named. Raises: ProblemUnknown."""
        row = problem_now((source, problem_key))
        whose = (row["customer_source"], row["customer_key"])
        return self._customers_of([whose]).get(whose) if whose[1] is not None else None

    def key_of_customer(self, customer_id: str) -> Key:
        """Under which identity the desk writes of them. Raises: UnknownCustomer."""
        return self._key_now(customer_id)

    def _stepped(self, problem: Row, kind: str, *, undone: bool, at: datetime) -> None:
        """A step was written or taken back; others may hear of it, within its transaction."""

    def _effort_of(self, key: Key) -> ProblemEffort | None:
        if not self.has_snapshot:
            return None
        try:
            return read_problem(self._read(), source=key[0], problem_key=key[1])
        except UnknownProblem:
            return None

    def _queued(self, key: Key, at: datetime) -> Queued | None:
        if not self.has_snapshot:
            return None
        return next(iter(read_queue(self._read(), at=at, at_most=1, only=key)), None)

    def _opened(
        self,
        rows: Sequence[Row],
        ranked: Mapping[Key, Queued],
        language: str,
        staff: str | None,
        at: datetime,
        *,
        ended: bool = False,
    ) -> tuple[OpenProblem, ...]:
        wanted = [
            row
            for row in rows
            if (ended or row["state"] not in ENDED) and (staff is None or row["in_charge"] == staff)
        ]
        events = events_of([key_of(row) for row in wanted if row["promised_at"] is not None])
        with translation.override(language):
            others = self._others(_whose(wanted), language)
        return tuple(
            _open(row, events.get(key_of(row), []), others, ranked.get(key_of(row)), at)
            for row in wanted
        )


def _open(
    row: Row,
    events: Sequence[Row],
    others: Mapping[Key, Other],
    queued: Queued | None,
    at: datetime,
) -> OpenProblem:
    promised_at = promise_now(row, events)
    return OpenProblem(
        source=row["source"],
        problem_key=row["source_id"],
        topic=row["topic"],
        state=row["state"],
        told_on=row["happened_on"],
        text=row["text"],
        in_charge=row["in_charge"],
        customer=others.get((row["customer_source"], row["customer_key"])),
        promised_at=promised_at,
        is_broken=promised_at is not None and promised_at < at,
        queued=queued,
    )


def _whose(rows: Iterable[Row]) -> list[Key]:
    return [
        (row["customer_source"], row["customer_key"])
        for row in rows
        if row["customer_key"] is not None
    ]
