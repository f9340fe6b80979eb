"""Facts that another program posts, a few at a time: checked as a file is, written at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from regulars.contracts import customer_id as id_of
from regulars.intake.limits import YEARS_AHEAD
from regulars.intake.match_keys import MatchKeys
from regulars.intake.posted import Checked, Setting, check_posted
from regulars.intake.reasons import REASONS
from regulars.ledger.posted import ListGrew, Posted, Written, listed_hashes, write_posted
from regulars.workspace.announce import Announce
from regulars.workspace.opened import now

REJECTED, LEFT_OUT = "rejected", "left_out"
TIMES_CHECKED = 3


@dataclass(frozen=True)
class RowDone:
    """What became of one row.

    `result` is new, changed, unchanged, rejected, or left_out: it is about somebody erased.
    Null: `reason`, `column` and `what` (what to do) of a row that was taken; `column` where the
          whole row is not one.
    """

    result: str
    reason: str | None = None
    column: str | None = None
    what: str | None = None


@dataclass(frozen=True)
class PostDone:
    """What a post did. Null: `batch` None where nothing had to be written: all was known."""

    batch: int | None
    fact: str
    rows: tuple[RowDone, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to each result; all results, also those of none."""
        told = Counter(row.result for row in self.rows)
        every = ("new", "changed", "unchanged", REJECTED, LEFT_OUT)
        return {result: told[result] for result in every}


class Posts(Announce):
    """Facts from another program."""

    def post_facts(
        self,
        fact: str,
        rows: Sequence[Any],
        *,
        sender: str,
        by_itself: bool = False,
        language: str = "en",
        at: datetime | None = None,
    ) -> PostDone:
        """Take the good rows, keep the others with their reasons; all of it can be undone.

        What one sender posts in a day is one batch, unless asked for `by_itself`. The same rows
        again change nothing. A running import is not waited for.
        Raises: NotPostable, TooManyRows, ListUnreadable, ListGrew.
        """
        clock = at or now()
        for time_left in reversed(range(TIMES_CHECKED)):
            try:
                checked, written = self._post(fact, rows, sender, by_itself, clock)
                break
            except ListGrew:
                if not time_left:
                    raise
        self._settle_currency()
        return PostDone(
            batch=written.batch,
            fact=fact,
            rows=tuple(_done(n, fact, checked, written, language) for n in range(len(rows))),
        )

    def _post(
        self, fact: str, rows: Sequence[Any], sender: str, by_itself: bool, at: datetime
    ) -> tuple[Checked, Written]:
        listed = listed_hashes()
        checked = check_posted(
            fact=fact,
            rows=rows,
            setting=Setting(
                folder=self.folder,
                zone=self.zone,
                currency=self.currency,
                last_day=(at + timedelta(days=366 * YEARS_AHEAD)).date(),
                match_keys=MatchKeys(salt=self._file.salt, region=self._region),
            ),
        )
        posted = Posted(
            facts=checked.facts,
            rejects=checked.rejects,
            file=checked.file,
            read=len(rows),
            anonymous=checked.anonymous,
            suppressed=checked.suppressed,
            listed=listed,
        )
        with transaction.atomic():
            written = write_posted(posted, sender=sender, of_the_day=not by_itself, at=at)
            self._announce_posted(fact, checked, written, sender, at)
        return checked, written

    def _announce_posted(
        self, fact: str, checked: Checked, written: Written, sender: str, at: datetime
    ) -> None:
        if written.batch is None:
            return
        told = Counter(written.statuses.get(fact, {}).values())
        counts = {one: told[one] for one in ("new", "changed", "unchanged")}
        self.announce(
            "fact.received",
            {
                "sender": sender,
                "batch": written.batch,
                "facts": {one: len(rows) for one, rows in checked.facts.items()},
                **counts,
                "rejected": len(checked.refused),
            },
            at=at,
        )
        for row in checked.facts.get("problem", ()):
            if fact == "problem" and _is_new_and_open(row, written):
                whose = (row["customer_source"], row["customer_key"])
                self._tell_of_problem(_problem(row), whose, at=at)

    def _tell_of_problem(
        self, said: Mapping[str, Any], whose: tuple[str, str] | None, *, at: datetime
    ) -> None:
        """A new problem came; others may hear of it, with whoever looks after the customer."""
        self.announce("problem.new", said, at=at)


def _is_new_and_open(row: Mapping[str, Any], written: Written) -> bool:
    status = written.statuses["problem"][row["source"], row["source_id"]]
    return status == "new" and row["state"] == "open"


def _problem(row: Mapping[str, Any]) -> dict[str, Any]:
    """Where the problem is to be looked up; never what the customer said."""
    source, key = row["customer_source"], row["customer_key"]  # a key may be a name
    who = None if key is None else id_of(source=source, key=key)
    return {"source": row["source"], "source_id": row["source_id"], "customer_id": who}


def _done(number: int, fact: str, checked: Checked, written: Written, language: str) -> RowDone:
    if number in checked.refused:
        reason, column = checked.refused[number]
        return RowDone(REJECTED, reason, column, REASONS[reason][language])
    status = written.statuses.get(fact, {}).get(checked.keys[number])
    return RowDone(LEFT_OUT if status is None else status)
