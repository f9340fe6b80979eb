"""Who there is: of which kind, in which account, and which rows are the same person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import (
    CABINS,
    FOR_THEMSELVES_OF,
    KINDS,
    NUMBER_OF,
    SHOP,
    SILENT_OF,
    SOURCES,
    TEXTILES,
    Kind,
)
from regulars.world.chance import chance

TWIN_SHARE = 0.045
"""Of guests who stand alone: those who are also in the shop's books, under another key."""
ALSO_LINEN_SHARE = 0.15
"""Of guest houses: those that also buy linen of the textile house, under another key."""
ALSO_FOR_THEMSELVES = 0.35
"""Of persons of an account: those who also buy for themselves."""
_SOURCE_OF_KIND: Ints = np.array([SOURCES.index(kind.source) for kind in KINDS])


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

    @cached_property
    def source(self) -> Ints:
        """Each row's number in SOURCES."""
        return np.asarray(_SOURCE_OF_KIND[self.kind])

    @cached_property
    def is_account(self) -> Flags:
        return np.asarray(np.array([kind.is_account for kind in KINDS])[self.kind])

    def of_kind(self, name: str) -> Floats:
        """A figure of each row's kind."""
        figures = np.array([getattr(kind, name) for kind in KINDS], dtype=np.float64)
        return np.asarray(figures[self.kind])

    def of_source(self, figures: dict[str, float]) -> Floats:
        """A figure of each row's source."""
        return np.asarray(np.array([figures[name] for name in SOURCES])[self.source])


def draw_roster(*, seed: int, customers: int, sources: tuple[str, ...] = SOURCES) -> Roster:
    """Exactly `customers` rows; members follow their account, a twin its first row.

    Raises: ValueError when there would be nobody.
    """
    if customers < 1:
        raise ValueError(f"A world of {customers} customers; ask for 1 or more.")
    rng = chance(seed=seed, part="roster")
    shares = np.array([kind.share if kind.source in sources else 0.0 for kind in KINDS])
    heads = rng.choice(len(KINDS), size=customers, p=shares / shares.sum())
    rows: list[tuple[int, int, int]] = []
    for head in heads.tolist():
        rows.extend(_household(head=head, first=len(rows), sources=sources, rng=rng))
        if len(rows) >= customers:
            break
    # Cutting the end can only take members or a twin away from the last head.
    kind, account, person = np.array(rows[:customers], dtype=np.int64).T
    return Roster(kind=kind, account=account, person=person)


def _household(
    *, head: int, first: int, sources: tuple[str, ...], rng: np.random.Generator
) -> list[tuple[int, int, int]]:
    kind = KINDS[head]
    rows = [(head, -1, first)]
    if kind.is_account:
        size = 1 + int(rng.poisson(kind.members - 1))
        for row in range(first + 1, first + 1 + size):
            rows.append((_member_kind(source=kind.source, rng=rng), first, row))
    twin = _twin(kind=kind, sources=sources, rng=rng)
    if twin is not None:
        rows.append((NUMBER_OF[twin], -1, first))
    return rows


def _twin(*, kind: Kind, sources: tuple[str, ...], rng: np.random.Generator) -> str | None:
    """As what the same customer is in another book of the house as well."""
    if kind.source == CABINS and not kind.is_account and SHOP in sources:
        if rng.random() < TWIN_SHARE:
            return "visitor" if rng.random() < 0.6 else "household"
    elif kind.name == "guest house" and TEXTILES in sources and rng.random() < ALSO_LINEN_SHARE:
        return "hotel"
    return None


def _member_kind(*, source: str, rng: np.random.Generator) -> int:
    if rng.random() < ALSO_FOR_THEMSELVES and source in FOR_THEMSELVES_OF:
        return NUMBER_OF[FOR_THEMSELVES_OF[source]]
    return NUMBER_OF[SILENT_OF[source]]
