"""Who is told that a known issue is fixed, and who of the exposed turned out to have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import translation

from regulars.acts.known_issues import issue_now, tied_to
from regulars.acts.names import Key, customer_records
from regulars.acts.problem_acts import NotNow, revisions_of_step
from regulars.acts.tell_fixed import (
    PLAY,
    Affected,
    telling_id,
    telling_play,
    word_of,
    write_left_out,
    write_told,
)
from regulars.acts.today import NO_WAYS
from regulars.acts.treatment import treatment_of
from regulars.acts.ways import Reach, ways_of
from regulars.contracts.problem_event import FIXED_TOLD
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.desk_undo import undo_desk_revisions
from regulars.ledger.in_turn import in_turn
from regulars.ledger.models import MODELS, Batch
from regulars.ledger.persons import current_parts
from regulars.workspace.desk_entries import ENTERING
from regulars.workspace.known_issues import KnownIssues
from regulars.workspace.lists import Lists
from regulars.workspace.opened import now

Row = Mapping[str, Any]


class FixedIssues(KnownIssues, Lists):
    """A message for everybody affected, looked over once, and each told once."""

    def affected_by(
        self,
        *,
        source: str,
        known_issue_key: str,
        language: str = "en",
        at: datetime | None = None,
    ) -> tuple[Affected, ...]:
        """Whoever has a problem of it, those who wait to be told first. Never writes.

        The message is in their own language where they chose one, and as they like to be treated.
        Raises: IssueUnknown.
        """
        issue = issue_now((source, known_issue_key))
        by_customer = self._by_customer(issue)
        ids, events = sorted(by_customer), _events(by_customer)
        keys = {one: self._all_keys(one) for one in ids}
        records = customer_records(sorted({key for some in keys.values() for key in some}))
        cards = self._read().card_rows(ids) if self.has_snapshot else {}
        allowed = (
            self._read().consents(ids, since=self._since()) if ids and self.has_snapshot else {}
        )
        with translation.override(language):
            others = self._others([key for some in keys.values() for key in some[:1]], language)
        cared = self._cared(issue)
        play, reach = telling_play(issue), self._reach(language, at or now())
        found = []
        for one in ids:
            problems, own = by_customer[one], keys[one]
            said = _said(problems, events, issue) or cared.get(one)
            card = cards.get(one)
            treatment = None if card is None else treatment_of(card, as_of=self._day_of_figures())
            with translation.override(language):
                ways = (
                    ways_of(
                        play,
                        records=[records[key] for key in own if key in records],
                        key=own[0][1],
                        treatment=treatment,
                        allowed=allowed.get(one, {}),
                        reach=reach,
                    )
                    if said is None
                    else NO_WAYS
                )
            found.append(
                Affected(
                    customer_id=one,
                    customer=next((o.customer for k, o in others.items() if k in own), own[0][1]),
                    problems=tuple((row["source"], row["source_id"]) for row in problems),
                    state=_state(said),
                    treatment=treatment,
                    ways=ways,
                    found_by_us=all(row["found_by"] == "us" for row in problems),
                    at=None if said is None else said["happened_at"],
                )
            )
        return tuple(sorted(found, key=lambda one: (one.state != "waits", one.customer)))

    def tell_fixed(
        self,
        *,
        source: str,
        known_issue_key: str,
        texts: Mapping[str, tuple[str, str]],
        solve: bool,
        staff: str,
        at: datetime | None = None,
    ) -> int:
        """Write down that these were told, all at once; how many had not been told or left out.

        Shape: `texts` has channel and message by customer id. Nobody is told twice.
        Raises: IssueUnknown; NotNow where it is not fixed; CustomerErased.
        """
        clock, told = at or now(), 0
        with in_turn(ENTERING):
            issue, waiting = self._waiting((source, known_issue_key))
            for customer_id, (channel, text) in texts.items():
                if customer_id not in waiting:
                    continue
                problems = waiting[customer_id]
                write_told(
                    issue,
                    customer_id=customer_id,
                    key=self._key_now(customer_id),
                    problems=problems,
                    text=text,
                    channel=channel,
                    solve=solve,
                    staff=staff,
                    on=self._day(clock),
                    at=clock,
                )
                for problem in problems:
                    self._stepped(problem, "contact", undone=False, at=clock)
                told += 1
        return told

    def leave_out_of_telling(
        self,
        *,
        source: str,
        known_issue_key: str,
        customer_id: str,
        staff: str,
        at: datetime | None = None,
    ) -> None:
        """This customer is not to be told. Raises: IssueUnknown, NotNow."""
        clock = at or now()
        with in_turn(ENTERING):
            issue, waiting = self._waiting((source, known_issue_key))
            if customer_id in waiting:
                write_left_out(
                    issue,
                    customer_id=customer_id,
                    problems=waiting[customer_id],
                    staff=staff,
                    on=self._day(clock),
                    at=clock,
                )

    def take_back_telling(
        self,
        *,
        source: str,
        known_issue_key: str,
        customers: Sequence[str],
        at: datetime | None = None,
    ) -> int:
        """They wait to be told again, as if nothing had been written; of how many that was so.

        Raises: IssueUnknown.
        """
        clock, taken = at or now(), 0
        with in_turn(ENTERING):
            issue = issue_now((source, known_issue_key))
            by_customer = self._by_customer(issue)
            events = _events(by_customer)
            for one in customers:
                revisions: dict[str, list[int]] = {}
                for problem in by_customer.get(one, ()):
                    word = _said([problem], events, issue)
                    if word is None:
                        continue
                    key = (problem["source"], problem["source_id"])
                    for fact, ids in revisions_of_step(key, word).items():
                        revisions.setdefault(fact, []).extend(ids)
                    self._stepped(problem, word["kind"], undone=True, at=clock)
                if not revisions:
                    continue
                contact = MODELS["contact"].objects.filter(
                    source=DESK,
                    source_id=telling_id(issue, one),
                    batch__state=Batch.State.COMPLETE,
                )
                revisions["contact"] = [row.pk for row in contact]
                undo_desk_revisions(revisions=revisions, at=clock)
                taken += 1
        return taken

    def _waiting(self, key: Key) -> tuple[Row, dict[str, list[Row]]]:
        """The issue, and the problems of those who were neither told nor left out."""
        issue = issue_now(key)
        if issue["state"] != "fixed":
            raise NotNow("The issue is not fixed, so nobody is told. Nothing was changed.")
        by_customer = self._by_customer(issue)
        events, cared = _events(by_customer), self._cared(issue)
        return issue, {
            one: problems
            for one, problems in by_customer.items()
            if one not in cared and _said(problems, events, issue) is None
        }

    def _cared(self, issue: Row) -> dict[str, Row]:
        """Who was told as the day's care, since it was fixed, as a word of its own."""
        if issue["fixed_on"] is None:
            return {}
        done = Q(play=PLAY, state="done", planned_on__gte=issue["fixed_on"])
        rows = {
            (row["customer_source"], row["customer_key"]): row for row in current_rows("care", done)
        }
        return {
            other.customer_id: {"reason": FIXED_TOLD, "happened_at": rows[key]["state_at"]}
            for key, other in self._others(rows, "en").items()
        }

    def _by_customer(self, issue: Row) -> dict[str, list[Row]]:
        """The problems of an issue by the customer who has them, as customers are known now."""
        rows = [row for row in tied_to(issue) if row["customer_key"] is not None]
        keys = {(row["customer_source"], row["customer_key"]) for row in rows}
        others = self._others(keys, "en")
        found: dict[str, list[Row]] = {}
        for row in rows:
            if other := others.get((row["customer_source"], row["customer_key"])):
                found.setdefault(other.customer_id, []).append(row)
        return found

    def _reach(self, language: str, at: datetime) -> Reach:
        decency = self._file.decency
        quiet = decency.is_quiet(at, zone=self.zone)
        return Reach(self.name, self._region, decency.quiet_until if quiet else None, language)


def _events(by_customer: Mapping[str, Sequence[Row]]) -> dict[Key, list[Row]]:
    keys = [(row["source"], row["source_id"]) for rows in by_customer.values() for row in rows]
    found: dict[Key, list[Row]] = {}
    for row in current_parts("problem_event", keys) if keys else ():
        found.setdefault((row["source"], row["problem_key"]), []).append(row)
    return found


def _said(problems: Sequence[Row], events: Mapping[Key, list[Row]], issue: Row) -> Row | None:
    """What was said of one of these: told counts, also where another was left out."""
    if issue["fixed_on"] is None:
        return None
    words = [
        word
        for row in problems
        if (
            word := word_of(
                events.get((row["source"], row["source_id"]), ()), since=issue["fixed_on"]
            )
        )
    ]
    told = [word for word in words if word["reason"] == FIXED_TOLD]
    return next(iter([*told, *words]), None)


def _state(said: Row | None) -> str:
    if said is None:
        return "waits"
    return "told" if said["reason"] == FIXED_TOLD else "left_out"
