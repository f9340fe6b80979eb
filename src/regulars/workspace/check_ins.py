"""After-sale check-ins: after which orders, who is to be asked, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from regulars.acts.check_in_answers import check_in_written, check_ins_answered, write_check_in
from regulars.acts.portrait import Other
from regulars.book.book_file import change_check_ins
from regulars.book.check_ins import CheckIn
from regulars.book.effort_read import read_check_ins_due
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.desk_undo import undo_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.persons import current_parts
from regulars.workspace.asked_exposed import AskedExposed
from regulars.workspace.desk_entries import ENTERING, EntryInUse
from regulars.workspace.opened import now

AT_MOST = 50
SHOWN_DAYS = 30


@dataclass(frozen=True)
class ToAsk:
    """Somebody to be asked, as of the results. Null: `last_order_on` not known."""

    other: Other
    due_days: int
    last_order_on: date | None


@dataclass(frozen=True)
class Answered:
    """Somebody who was asked. Null: `problem_key` all is well."""

    entry_id: str
    other: Other
    at: datetime
    problem_key: str | None


class CheckIns(AskedExposed):
    """What they say counts at once; who is asked, from the next refresh on."""

    @property
    def check_ins(self) -> tuple[CheckIn, ...]:
        """After which orders the owner wants customers asked."""
        return self._file.check_ins

    def change_check_ins(self, rules: Sequence[CheckIn]) -> None:
        """Write these into `book.toml`. Raises: CheckInWrong, BookFileWrong."""
        change_check_ins(self.folder, rules)

    def product_categories(self) -> list[str]:
        """The categories that sources write, to choose from."""
        rows = current_rows("product", Q(category__isnull=False))
        return sorted({row["category"] for row in rows})

    def to_ask(self, *, language: str = "en") -> list[ToAsk]:
        """Who is to be asked and was not since the results, the most expected first."""
        if not self.has_snapshot:
            return []
        rows = read_check_ins_due(self._read(), at_most=AT_MOST)
        into = self._ids_now(row["customer_id"] for row in rows)
        done = {
            one.other.customer_id
            for one in self.check_ins_answered(language=language)
            if self._day(one.at) >= self.as_of
        }
        keys = [key for some in self._keys_now(set(into.values())).values() for key in some[:1]]
        others = {one.customer_id: one for one in self._others(keys, language).values()}
        return [
            ToAsk(others[one], row["due_days"], row["last_order_on"])
            for row in rows
            if (one := into[row["customer_id"]]) in others and one not in done
        ]

    def check_ins_answered(
        self, *, language: str = "en", at: datetime | None = None
    ) -> list[Answered]:
        """Who was asked in the last `SHOWN_DAYS`, the newest first."""
        since = self._day(at or now()) - timedelta(days=SHOWN_DAYS)
        rows = [row for row in check_ins_answered(since=since) if row["customer_key"] is not None]
        keys = {(row["customer_source"], row["customer_key"]) for row in rows}
        others = self._others(keys, language)
        found = [
            Answered(
                row["source_id"],
                others[key],
                row["happened_at"],
                row["source_id"] if row["choice"] == "no" else None,
            )
            for row in rows
            if (key := (row["customer_source"], row["customer_key"])) in others
        ]
        return sorted(found, key=lambda one: one.at, reverse=True)

    def answer_check_in(
        self,
        *,
        entry_id: str,
        customer_id: str,
        is_well: bool,
        channel: str,
        note: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Whether all is well with them, written once. Raises: UnknownCustomer, CustomerErased."""
        clock = at or now()
        with in_turn(ENTERING):
            if check_in_written(entry_id):
                return
            write_check_in(
                entry_id,
                key=self._key_now(customer_id),
                is_well=is_well,
                channel=channel,
                note=note,
                on=self._day(clock),
                at=clock,
            )
            if not is_well:
                self._entered("problem", entry_id, customer_id, at=clock)

    def take_back_check_in(self, *, entry_id: str, at: datetime | None = None) -> None:
        """As if they had not been asked. Raises: NothingToUndo, EntryInUse."""
        with in_turn(ENTERING):
            if current_parts("problem_event", [(DESK, entry_id)]):
                raise EntryInUse(
                    "Something was done about their problem meanwhile, so the answer stays. "
                    "Nothing was changed. Undo that first, on the problem's page."
                )
            facts = {fact: [entry_id] for fact in ("contact", "answer", "problem")}
            undo_desk_facts(facts=facts, at=at or now())
