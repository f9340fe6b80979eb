"""What happens in a book is noted for its web hooks, in the same transaction where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from regulars.book.refresh import Refreshed
from regulars.contracts import customer_id as id_of
from regulars.intake.import_files import Imported, Rejected
from regulars.intake.text_files import Told
from regulars.intake.uploads import Upload
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.erasure import Erased
from regulars.ledger.forget import overwrite_deleted
from regulars.ledger.persons import persons_of
from regulars.post.hooks import forget_customers
from regulars.post.hooks_events import is_wanted
from regulars.workspace.announce import Announce
from regulars.workspace.answers import Answers
from regulars.workspace.check_ins import CheckIns
from regulars.workspace.custody import Custody
from regulars.workspace.opened import now
from regulars.workspace.standing_words import StandingWords
from regulars.workspace.told_to_owners import ToldToOwners
from regulars.workspace.uploads import Uploads


class Telling(Uploads, Answers, CheckIns, ToldToOwners, StandingWords, Custody, Announce):
    """The same deeds, of which others hear."""

    def done(
        self,
        *,
        care_id: str,
        received: str | None,
        note: str | None,
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        with transaction.atomic():
            super().done(care_id=care_id, received=received, note=note, channel=channel, at=at)
            self._tell_of_care("care.done", care_id, at, "received")

    def snooze(self, *, care_id: str, days: int, at: datetime | None = None) -> None:
        with transaction.atomic():
            super().snooze(care_id=care_id, days=days, at=at)
            self._tell_of_care("care.snoozed", care_id, at, "snoozed_until_on")

    def not_right(
        self, *, care_id: str, reason: str, note: str | None, at: datetime | None = None
    ) -> None:
        with transaction.atomic():
            super().not_right(care_id=care_id, reason=reason, note=note, at=at)
            self._tell_of_care("care.not_right", care_id, at, "reason")

    def put_back(self, *, care_id: str, at: datetime | None = None) -> None:
        with transaction.atomic():
            super().put_back(care_id=care_id, at=at)
            self._tell_of_care("care.put_back", care_id, at)

    def consent(
        self,
        *,
        customer_id: str,
        purpose: str,
        state: str,
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        said = {"customer_id": customer_id, "purpose": purpose, "channel": channel, "state": state}
        with transaction.atomic():
            super().consent(
                customer_id=customer_id, purpose=purpose, state=state, channel=channel, at=at
            )
            self.announce("consent.said", said, at=at)

    def erase(self, *, customer_id: str, with_persons: bool = False, by: str) -> Erased:
        """What was told of them is forgotten too, also what still waits."""
        keys = self._identities(customer_id)
        if with_persons:
            keys |= persons_of(keys)
        overwrite_deleted()
        forget_customers({customer_id, *(id_of(source=source, key=key) for source, key in keys)})
        return super().erase(customer_id=customer_id, with_persons=with_persons, by=by)

    def undo(self, batch: int) -> None:
        with transaction.atomic():
            super().undo(batch)
            self.announce("batch.undone", {"batch": batch})

    def refresh(
        self,
        *,
        as_of: date | None = None,
        known_at: datetime | None = None,
        told: Callable[[str], None] = lambda step: None,
    ) -> Refreshed:
        made = super().refresh(as_of=as_of, known_at=known_at, told=told)
        if known_at is None:  # else it is a look at the past
            said = {
                "snapshot": made.snapshot.name,
                "as_of": made.snapshot.as_of,
                "customers": made.customers,
                "candidates": made.candidates,
            }
            self.announce("refresh.done", said)
        return made

    def import_files(
        self,
        paths: Sequence[str | Path],
        *,
        recipe: str | None = None,
        currency: str | None = None,
        dates: str | Sequence[str] | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        zone: str | None = None,
        mapping: Mapping[str, str] | None = None,
        fact: str | None = None,
        dry_run: bool = False,
        by: str | None = None,
        told: Told = lambda step, done, total: None,
    ) -> Imported:
        taken = super().import_files(
            paths,
            recipe=recipe,
            currency=currency,
            dates=dates,
            delimiter=delimiter,
            sheet=sheet,
            zone=zone,
            mapping=mapping,
            fact=fact,
            dry_run=dry_run,
            by=by,
            told=told,
        )
        return self._tell_of_import(taken)

    def _import(
        self,
        upload: Upload,
        *,
        by: str | None,
        dry_run: bool,
        rejected: Rejected | None,
        told: Told,
    ) -> Imported:
        taken = super()._import(upload, by=by, dry_run=dry_run, rejected=rejected, told=told)
        return self._tell_of_import(taken)

    def _tell_of_import(self, taken: Imported) -> Imported:
        if taken.batch is not None:
            names = ("batch", "facts", "new", "changed", "unchanged", "rejected")
            self.announce(
                "fact.received", {"sender": None, **{name: getattr(taken, name) for name in names}}
            )
        return taken

    def _entered(self, kind: str, entry_id: str, customer_id: str | None, *, at: datetime) -> None:
        if kind == "problem":
            [row] = current_rows("problem", Q(source=DESK, source_id=entry_id))
            said = {"source": DESK, "source_id": entry_id, "customer_id": customer_id}
            self._tell_of_problem(said, (row["customer_source"], row["customer_key"]), at=at)

    def _tell_of_problem(
        self, said: Mapping[str, Any], whose: tuple[str, str] | None, *, at: datetime
    ) -> None:
        if is_wanted("problem.new"):
            owner = None
            if whose is not None and whose[1] is not None:
                owner = self.owners_of({whose}).get(whose)
            self.announce("problem.new", {**said, "owner": owner}, at=at)

    def _stepped(
        self, problem: Mapping[str, Any], kind: str, *, undone: bool, at: datetime
    ) -> None:
        source, key = problem["customer_source"], problem["customer_key"]
        said = {
            "source": problem["source"],
            "source_id": problem["source_id"],
            "customer_id": None if key is None else self._id_now(id_of(source=source, key=key)),
            "step": kind,
            "undone": undone,
        }
        self.announce("problem.step", said, at=at)

    def _tell_of_care(self, event: str, care_id: str, at: datetime | None, *names: str) -> None:
        [row] = current_rows("care", Q(source=DESK, source_id=care_id))
        told = {name: row[name] for name in ("play", "staff", *names)}
        customer = id_of(source=row["customer_source"], key=row["customer_key"])
        said: dict[str, Any] = {"care_id": care_id, "customer_id": customer, **told}
        self.announce(event, said, at=at or now())
