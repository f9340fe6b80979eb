"""What a merge of two customers would do, before anybody decides it."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.acts.portrait import Portrait
from regulars.ledger.first_seen import first_seen
from regulars.workspace.one_customer import OneCustomer
from regulars.workspace.who_is_who import FROM_NO_IMPORT


@dataclass(frozen=True)
class MergeAsked:
    """Two customers who may be one. The id of `stays` will count for both."""

    one: Portrait
    other: Portrait
    stays: Portrait

    @property
    def are_one_already(self) -> bool:
        return self.one.customer_id == self.other.customer_id

    @property
    def are_of_two_kinds(self) -> bool:
        """An account and a person are never one."""
        return self.one.kind != self.other.kind


class Merging(OneCustomer):
    """Looking at two customers who may be one."""

    def merge_asked(self, *, customer_id: str, other_id: str, language: str = "en") -> MergeAsked:
        """Both customers, and whose id would stay: the elder's. Raises: UnknownCustomer."""
        one, other = (
            self.customer(customer_id=asked, language=language) for asked in (customer_id, other_id)
        )
        seen = first_seen([*one.keys, *other.keys])

        def age(portrait: Portrait) -> tuple[int, str]:
            known = min(seen.get(key, FROM_NO_IMPORT) for key in portrait.keys)
            return known, portrait.customer_id

        return MergeAsked(one, other, min((one, other), key=age))
