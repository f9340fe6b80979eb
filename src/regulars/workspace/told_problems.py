"""Problems that customers tell us themselves, behind a signed link: on the spot, or their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.db.models import Q

from regulars.acts.names import Key
from regulars.acts.problem_facts import ReachedBy
from regulars.acts.problem_log import PLACE, TOLD_HERE
from regulars.book.reader import UnknownCustomer
from regulars.contracts import BY_FACT
from regulars.errors import RegularsError
from regulars.intake.match_keys import MatchKeys
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import write_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.suppression import refuse_erased_contacts
from regulars.workspace.desk_entries import ENTERING, DeskEntries, _write, _written
from regulars.workspace.opened import now

LINK_SALT = "regulars tell us what is wrong"
OWN_LINK_DAYS = 400
PUBLIC = "website"
PRODUCTS_SHOWN = 500


class LinkNotOurs(RegularsError):
    """A link is not of this book, or too old."""

    exit_code = 4


@dataclass(frozen=True)
class Spot:
    """What a link carries. Null: about no place, no product, nobody known."""

    place: str | None = None
    product: Key | None = None
    customer_id: str | None = None


@dataclass(frozen=True)
class Told:
    """What somebody says is wrong, and how to reach them. Null: not said."""

    text: str
    topic: str | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None

    @property
    def reached_by(self) -> str | None:
        """Name, number and address, a line each."""
        return "\n".join(one for one in (self.name, self.phone, self.email) if one) or None


class ToldProblems(DeskEntries):
    """What comes in by the public page."""

    def tell_link(self, spot: Spot, *, on: date | None = None) -> str:
        """What a link to the page carries, signed with the book's salt: paper outlives a restore.

        A customer's own ends after `OWN_LINK_DAYS`; those of places do not end.
        """
        said: dict[str, object] = {}
        if spot.place:
            said["place"] = spot.place
        if spot.product:
            said["product"] = list(spot.product)
        if spot.customer_id:
            said["customer"] = self._id_now(spot.customer_id)
            said["on"] = (on or self._day(now())).isoformat()
        return self._signer.sign_object(said, compress=True)

    def told_by_link(self, token: str) -> Spot:
        """What a link says. Raises: LinkNotOurs."""
        try:
            said = self._signer.unsign_object(token)
            if (one := said.get("customer")) is not None:
                until = date.fromisoformat(said["on"]) + timedelta(days=OWN_LINK_DAYS)
                if until < self._day(now()):
                    raise signing.SignatureExpired(token)
                one = self._id_now(one)
                self._all_keys(one)
        except (signing.BadSignature, UnknownCustomer, ValueError) as not_valid:
            raise LinkNotOurs(
                f"This link is not of this book, or is older than {OWN_LINK_DAYS} days. Ask for a "
                "new one."
            ) from not_valid
        product = said.get("product")
        return Spot(said.get("place"), (product[0], product[1]) if product else None, one)

    def product_of(self, text: str) -> Key | None:
        """The product of this name or key, whatever the case; None where none or several have."""
        wanted = text.strip()
        if not wanted:
            return None
        by = Q(name__iexact=wanted) | Q(name_bn__iexact=wanted) | Q(source_id__iexact=wanted)
        found = {(row["source"], row["source_id"]) for row in current_rows("product", by)}
        return found.pop() if len(found) == 1 else None

    def product_name(self, key: Key, *, language: str) -> str:
        """What a product is called; its key where no source says."""
        names = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
        found = current_rows("product", Q(source=key[0], source_id=key[1]))
        return next((str(row[name]) for row in found for name in names if row[name]), key[1])

    def products(self, *, language: str) -> list[str]:
        """Names to choose from, in their order; at most `PRODUCTS_SHOWN`."""
        names = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
        rows = current_rows("product", Q())
        told = {next((str(row[name]) for name in names if row[name]), "") for row in rows}
        return sorted(told - {""})[:PRODUCTS_SHOWN]

    def tell_problem(
        self, *, entry_id: str, spot: Spot, told: Told, at: datetime | None = None
    ) -> str | None:
        """Write down what somebody told, once for an `entry_id`; the id of whose it is.

        Whose: of their own link, else who alone has that number or address. Where nobody is known,
        how to reach them stands in the log, and the desk says who it is.
        Null: nobody is known.
        Raises: CustomerErased, and nothing was written.
        """
        clock = at or now()
        phones, emails = [told.phone] if told.phone else [], [told.email] if told.email else []
        refuse_erased_contacts(emails=emails, phones=phones, region=self._region)
        known = spot.customer_id or self.known_by(phone=told.phone, email=told.email)
        problem = {
            **(self._about(known) if known else {}),
            "state": "open",
            "topic": told.topic,
            "text": told.text,
            "channel": PUBLIC,
            "found_by": "customer",
            "product_key": spot.product[1] if spot.product else None,
            "happened_on": self._day(clock),
            "happened_at": clock,
        }
        step = {
            **dict.fromkeys(BY_FACT["problem_event"].names),
            "problem_key": entry_id,
            "kind": "note",
            "happened_on": self._day(clock),
            "happened_at": clock,
            "details": json.dumps({PLACE: spot.place}, ensure_ascii=False) if spot.place else None,
            "note": told.reached_by,
        }
        with in_turn(ENTERING):
            if not _written("problem", entry_id):
                _write("problem", entry_id, problem, at=clock)
                if step["details"] or step["note"]:
                    rows = {f"{TOLD_HERE}{entry_id}": step}
                    write_desk_facts(fact="problem_event", rows=rows, at=clock)
                self._entered("problem", entry_id, known, at=clock)
        return known

    def customer_of_contact(
        self, *, entry_id: str, reached: ReachedBy, at: datetime | None = None
    ) -> str:
        """A new customer of what somebody left, or the one who has that number by now.

        Raises: CustomerErased.
        """
        known = self.known_by(phone=reached.phone, email=reached.email)
        if known is not None:
            return known
        name = reached.name or reached.phone or reached.email or ""
        entry = self.add_customer(
            entry_id=entry_id, name=name, phone=reached.phone, email=reached.email, at=at
        )
        assert entry.customer_id is not None
        return entry.customer_id

    def known_by(self, *, phone: str | None, email: str | None) -> str | None:
        """The one customer with this number or address, as matching knows them; else None."""
        hashes = MatchKeys(salt=self._file.salt, region=self._region)
        phone_key = hashes.of_phone(phone) if phone else None
        email_key = hashes.of_email(email) if email else None
        rows = [
            *(current_rows("customer", Q(phone_key=phone_key)) if phone_key else ()),
            *(current_rows("customer", Q(email_key=email_key)) if email_key else ()),
        ]
        having = self._customers_of((row["source"], row["source_id"]) for row in rows)
        ids = set(having.values())
        return ids.pop() if len(ids) == 1 else None

    @property
    def _signer(self) -> signing.Signer:
        return signing.Signer(key=self._file.salt, salt=LINK_SALT)
