"""Who there is: of which kind, in which account, and which rows are the same person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, KINDS, NUMBER_OF, Kind
from regulars.world.chance import chance

TWIN_SHARE = 0.045
"""Of guests who stand alone: those who are also in the shop's books, under another key."""
ALSO_FOR_THEMSELVES = 0.35
"""Of persons of an account: those who also buy for themselves."""


@dataclass(frozen=True)
class Roster:
    """One row a customer of a source, accounts and persons alike.

    Shape: each (customers,); `kind` is a number in KINDS, `account` the row of the account
           or -1, `person` the row under which the same person (or account) came first.
    """

    kind: Ints
    account: Ints
    person: Ints

    def __len__(self) -> int:
        return len(self.kind)

    def kind_at(self, row: int) -> Kind:
        return KINDS[int(self.kind[row])]


def draw_roster(*, seed: int, customers: int) -> Roster:
    """Exactly `customers` rows; members follow their account, a twin its first row.

    Raises: ValueError when there would be nobody.
    """
    if customers < 1:
        raise ValueError(f"A world of {customers} customers; ask for 1 or more.")
    rng = chance(seed=seed, part="roster")
    shares = np.array([kind.share for kind in KINDS])
    heads = rng.choice(len(KINDS), size=customers, p=shares / shares.sum())
    rows: list[tuple[int, int, int]] = []
    for head in heads:
        rows.extend(_household(head=int(head), first=len(rows), rng=rng))
        if len(rows) >= customers:
            break
    # Cutting the end can only take members or a twin away from the last head.
    kind, account, person = np.array(rows[:customers], dtype=np.int64).T
    return Roster(kind=kind, account=account, person=person)


def _household(*, head: int, first: int, rng: np.random.Generator) -> list[tuple[int, int, int]]:
    kind = KINDS[head]
    rows = [(head, -1, first)]
    if kind.is_account:
        size = 1 + int(rng.poisson(kind.members - 1))
        for row in range(first + 1, first + 1 + size):
            rows.append((_member_kind(source=kind.source, rng=rng), first, row))
    elif kind.source == CABINS and rng.random() < TWIN_SHARE:
        twin = "visitor" if rng.random() < 0.6 else "household"
        rows.append((NUMBER_OF[twin], -1, first))
    return rows


def _member_kind(*, source: str, rng: np.random.Generator) -> int:
    for_themselves, only_for_the_account = (
        ("weekend guest", "booker") if source == CABINS else ("household", "buyer")
    )
    return NUMBER_OF[for_themselves if rng.random() < ALSO_FOR_THEMSELVES else only_for_the_account]
