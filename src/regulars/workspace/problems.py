"""Problems as the desk works on them: the queue, one of them whole, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import translation

from regulars.acts.customer_table import called
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
from regulars.acts.problem_log import (
    ENDED,
    TOLD_HERE,
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
    Silent,
    UnknownProblem,
    read_findings,
    read_problem,
    read_silent,
)
from regulars.ledger.current import KEYS_AT_A_TIME, current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.in_turn import in_turn
from regulars.ledger.persons import current_parts
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
class ReachedBy:
    """How somebody whom nobody knew can be reached, as they wrote it. Null: not said."""

    name: str | None
    phone: str | None
    email: str | None


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


@dataclass(frozen=True)
class SharedIssue:
    """A known issue, with what the results counted of it.

    Shape: `row` has the contract's columns; `counts` those of docs/effort.md.
    Null:  `counts` the results do not know it yet.
    """

    row: Row
    problems: int
    counts: Row | None


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
        late = {_key(row): row for row in problems_since(self._reading())}
        stands = _problems(ranked)
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
            issue=_issue(row),
            product=_product(row, language),
            as_of=self.as_of if self.has_snapshot else None,
            reached_by=_reached_by(events),
        )

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
                counts.get(_key(row)),
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
        events = _events([_key(row) for row in wanted if row["promised_at"] is not None])
        with translation.override(language):
            others = self._others(_whose(wanted), language)
        return tuple(
            _open(row, events.get(_key(row), []), others, ranked.get(_key(row)), at)
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


def _key(row: Row) -> Key:
    return row["source"], row["source_id"]


def _whose(rows: Iterable[Row]) -> list[Key]:
    return [
        (row["customer_source"], row["customer_key"])
        for row in rows
        if row["customer_key"] is not None
    ]


def _problems(keys: Iterable[Key]) -> dict[Key, Row]:
    wanted = list(keys)
    found: dict[Key, Row] = {}
    for start in range(0, len(wanted), KEYS_AT_A_TIME):
        ids = sorted({key for _, key in wanted[start : start + KEYS_AT_A_TIME]})
        found |= {_key(row): row for row in current_rows("problem", Q(source_id__in=ids))}
    return found


def _events(keys: Sequence[Key]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in current_parts("problem_event", keys) if keys else []:
        found.setdefault((row["source"], row["problem_key"]), []).append(row)
    return found


def _reached_by(events: Sequence[Row]) -> ReachedBy | None:
    """Of what came with the problem: a line each, of which a number has no letter."""
    left = next((row["note"] for row in events if row["source_id"].startswith(TOLD_HERE)), None)
    found: dict[str, str] = {}
    for line in (left or "").splitlines():
        is_number = any(map(str.isdigit, line)) and not any(map(str.isalpha, line))
        found.setdefault("email" if "@" in line else "phone" if is_number else "name", line)
    if not found:
        return None
    return ReachedBy(*(found.get(one) for one in ("name", "phone", "email")))


def _issue(row: Row) -> Row | None:
    """The source's own known issue, else one of that key written elsewhere."""
    if row["known_issue_key"] is None:
        return None
    found = current_rows("known_issue", Q(source_id=row["known_issue_key"]))
    own = [one for one in found if one["source"] == row["source"]]
    return next(iter([*own, *found]), None)


def _product(row: Row, language: str) -> str | None:
    if row["product_key"] is None:
        return None
    found = current_rows("product", Q(source_id=row["product_key"]))
    own = [one for one in found if one["source"] == row["source"]]
    names = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
    told = (str(one[name]) for one in (*own, *found) for name in names if one.get(name))
    return next(told, row["product_key"])
