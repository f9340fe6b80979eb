"""Under which key of a source the desk writes of a customer, and on which day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from regulars.acts.names import Key
from regulars.contracts import customer_id as id_of
from regulars.workspace.results import Results


class Keys(Results):
    """Customers' own keys, as the results know them."""

    def _own_keys(self, customer_id: str) -> dict[str, Key]:
        """Of each id that is this customer now, the identity it was made of."""
        keys = self._read().identities([customer_id])[customer_id]
        return {id_of(source=source, key=key): (source, key) for source, key in keys}

    def _key_now(self, customer_id: str) -> Key:
        """The identity under which the desk writes. Raises: UnknownCustomer."""
        survivor = self._read().card_row(customer_id)["customer_id"]
        return first_key(self._own_keys(survivor), survivor)

    def _day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()


def first_key(group: dict[str, Key], customer_id: str) -> Key:
    """The identity that this id was made of; of a group that has it not, any."""
    return group.get(customer_id) or next(iter(group.values()))
