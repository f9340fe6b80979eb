"""A book's record of who saw and changed what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import Error

from regulars.contracts import customer_id as id_of
from regulars.ledger.models import MODELS
from regulars.ledger.persons import keys_of
from regulars.people.record import CUSTOMER_ID, ERASED, Entry, append
from regulars.people.record_pages import RecordPage, Wanted, record_page
from regulars.workspace.matches import MatchesFound
from regulars.workspace.opened import now

ON_A_PAGE = 50


class Recorded(MatchesFound):
    """What a book knows of those who used it."""

    def write_down(
        self,
        *,
        who: str,
        way: str,
        what: str,
        act: str,
        outcome: str,
        customers: Iterable[str] = (),
        at: datetime | None = None,
    ) -> None:
        """Add an entry to the record. Never fails: what cannot be written is told in the log.

        Of what was changed, customers who are not here any more were erased by it: their ids do not
        stand in the record.
        """
        ids = [one for one in dict.fromkeys(customers) if CUSTOMER_ID.fullmatch(one)]
        if act == "changed":
            ids = [one if self._is_here(one) else ERASED for one in ids]
        append(
            self.folder,
            Entry(
                at=at or now(),
                who=who,
                way=way,
                what=what,
                act=act,
                customers=tuple(ids),
                outcome=outcome,
            ),
        )

    def record(
        self,
        *,
        who: str | None = None,
        customer_id: str | None = None,
        on: date | None = None,
        after: str | None = None,
        at_most: int = ON_A_PAGE,
    ) -> RecordPage:
        """Entries, newest first: of a person, about a customer, of a day in the book's zone.

        Null: None filters nothing; `after` goes on where the page before ended.
        """
        since_at = until_at = None
        if on is not None:
            since_at, until_at = self._midnight(on), self._midnight(on + timedelta(days=1))
        wanted = Wanted(who=who, customer=customer_id, since_at=since_at, until_at=until_at)
        return record_page(self.folder, wanted, after=after, at_most=at_most)

    def called(self, ids: Iterable[str], *, language: str) -> dict[str, str]:
        """What people call these customers; whom the results do not know is left out."""
        if not self.has_snapshot:
            return {}
        known = self._read().identities(sorted(set(ids)))
        return {one: self._called([one], language)[one].customer for one in known}

    def customer_of_care(self, care_id: str) -> str | None:
        """The id of the customer of a line of the day's list; None where there is no such line."""
        line = MODELS["care"].objects.filter(source_id=care_id).order_by("-pk").first()
        if line is None or line.customer_key is None:
            return None
        return id_of(source=line.customer_source, key=line.customer_key)

    def _midnight(self, on: date) -> datetime:
        return datetime.combine(on, time(), tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def _is_here(self, customer_id: str) -> bool:
        try:
            if keys_of(customer_id):
                return True
            if not self.has_snapshot:
                return False
            reader = self._read()
            return bool(reader.identities([customer_id]).get(customer_id))
        except Error:
            return False
