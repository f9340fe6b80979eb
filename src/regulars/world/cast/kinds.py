"""Which kinds of customers the business has; reviewed data, one line a kind."""

from __future__ import annotations

from dataclasses import dataclass

CABINS = "cabins"
SHOP = "shop"
SOURCES = (CABINS, SHOP)


@dataclass(frozen=True)
class Kind:
    """How customers of one kind live with the business; individuals differ around it.

    Units: rates are per year while active; `spread` is the shape of the gamma law of the
           order rate (small: very unequal), `regularity` that of the gaps between orders
           (1: random, 25: a clock); `season` is the power that the demand of the day is
           raised to (0: none).
    """

    name: str
    source: str
    share: float
    """Of the heads: accounts and persons who stand alone."""
    order_rate: float
    spread: float
    regularity: float
    once_share: float
    """Who buys once and never again."""
    leaving_rate: float
    season: float = 1.0
    earlier_share: float = 0.16
    """Who was a customer before the history begins."""
    min_gap_days: int = 1
    members: float = 0.0
    """Persons of an account, on average; 0 for a person."""

    @property
    def is_account(self) -> bool:
        return self.members > 0


KINDS: tuple[Kind, ...] = (
    # name, source, share, order_rate, spread, regularity, once, leaving, season, earlier, min_gap
    Kind("weekend guest", CABINS, 0.180, 2.1, 1.2, 1.3, 0.28, 0.30, min_gap_days=4),
    Kind("regular guest", CABINS, 0.040, 5.5, 6.0, 9.0, 0.00, 0.20, 0.30, min_gap_days=4),
    Kind("passing guest", CABINS, 0.130, 0.6, 1.0, 1.0, 0.70, 0.50, min_gap_days=4),
    Kind("family", CABINS, 0.030, 1.6, 2.0, 2.0, 0.15, 0.20, min_gap_days=4, members=2.4),
    Kind("trekking club", CABINS, 0.022, 6.0, 4.0, 6.0, 0.05, 0.25, 0.7, 0.3, 4, members=2.0),
    Kind("office", CABINS, 0.020, 2.8, 3.0, 4.0, 0.15, 0.25, 0.8, 0.3, 4, members=1.8),
    Kind("household", SHOP, 0.250, 11.0, 1.1, 1.8, 0.12, 0.25, 0.80),
    Kind("regular household", SHOP, 0.070, 24.0, 8.0, 12.0, 0.00, 0.20, 0.15),
    Kind("visitor", SHOP, 0.150, 0.9, 1.0, 1.0, 0.66, 0.50, 1.20),
    Kind("tea stall", SHOP, 0.058, 26.0, 40.0, 25.0, 0.00, 0.22, 0.05, 0.35, 5, members=1.1),
    Kind("guest house", SHOP, 0.030, 17.0, 6.0, 10.0, 0.02, 0.18, 0.4, 0.35, 4, members=1.4),
    Kind("school", SHOP, 0.014, 11.0, 6.0, 9.0, 0.00, 0.15, 0.1, 0.35, 4, members=1.6),
    # Persons who book or buy for their account and have no orders of their own.
    Kind("booker", CABINS, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
    Kind("buyer", SHOP, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
)
NUMBER_OF: dict[str, int] = {kind.name: number for number, kind in enumerate(KINDS)}
