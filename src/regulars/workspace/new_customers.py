"""Customers whom the results do not know yet: they came since, at the desk or with an import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key, customer_records
from regulars.book.reader import UnknownCustomer
from regulars.ledger.current import current_rows
from regulars.signals import signals
from regulars.workspace.opened import now
from regulars.workspace.who_is_who import WhoIsWho

ESTIMATES = ("chance_active", "expected_orders_365", "expected_spend_365")
ENDS = ("", "_low", "_high")


@dataclass(frozen=True)
class Looked:
    """A customer's card with what is needed to tell it; `is_new` where the results have none."""

    card: dict[str, Any]
    keys: list[Key]
    as_of: date
    currency: str | None
    is_new: bool


class NewCustomers(WhoIsWho):
    """One customer, whether or not the results know them."""

    def _look_up(self, customer_id: str) -> Looked:
        """Under the id that counts now. Raises: UnknownCustomer."""
        wanted = self._id_now(customer_id)
        if self.has_snapshot:
            reader = self._read()
            card = reader.card_rows([wanted]).get(wanted)
            if card is not None:
                snapshot = reader.snapshot
                keys = self._keys_now([wanted]).get(wanted, [])
                return Looked(card, keys, snapshot.as_of, snapshot.currency, is_new=False)
        keys = keys_in_ledger(wanted)
        if not keys:
            raise UnknownCustomer(
                f"There is no customer {customer_id}. `regulars card --columns customer_id` lists "
                "those there are; the search on every page finds them by name."
            )
        return Looked(
            empty_card(wanted, keys=keys),
            keys,
            self.as_of if self.has_snapshot else self._day(now()),
            self.currency,
            is_new=True,
        )

    def _key_to_write(self, customer_id: str) -> Key:
        """Under which identity the desk writes of a customer. Raises: UnknownCustomer."""
        looked = self._look_up(customer_id)
        if looked.is_new:
            return looked.keys[0]
        return self._key_now(looked.card["customer_id"])


def keys_in_ledger(customer_id: str) -> list[Key]:
    """The identities that are this customer, as the ledger knows now."""
    rows = current_rows("identity", Q(customer_id=customer_id))
    return sorted((row["source"], row["source_id"]) for row in rows)


def empty_card(customer_id: str, *, keys: list[Key]) -> dict[str, Any]:
    """The card of somebody of whom nothing has been worked out: none of this, nothing of that."""
    records = customer_records(keys)
    record = next((records[key] for key in keys if key in records), None)
    card: dict[str, Any] = {signal.name: signal.absent for signal in signals()}
    for name in ESTIMATES:
        unit = "_minor" if "spend" in name else ""
        card |= {f"{name}{end}{unit}": None for end in ENDS}
    said = {"treatment_stated": "treatment", "treatment_stated_on": "treatment_on"}
    told = {name: record[column] for name, column in said.items()} if record else {}
    return {**card, **told, "customer_id": customer_id, "kind": record and record["kind"]}
