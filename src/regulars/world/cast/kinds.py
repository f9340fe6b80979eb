"""Which kinds of customers the businesses have; reviewed data, one line a kind."""

from __future__ import annotations

from dataclasses import dataclass

CABINS = "cabins"
SHOP = "shop"
TEXTILES = "textiles"
SOURCES = (CABINS, SHOP, TEXTILES)
BUSINESSES: dict[str, tuple[str, ...]] = {
    "all": SOURCES,
    CABINS: (CABINS,),
    SHOP: (SHOP,),
    TEXTILES: (TEXTILES,),
}
"""Which sources a book has; `all` is one house with three doors."""


@dataclass(frozen=True)
class Kind:
    """How customers of one kind live with the business; individuals differ around it.

    Units: rates are per year while active; `spread` is the shape of the gamma law of the
           order rate (small: very unequal), `regularity` the phases of the gaps between orders
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
    hunters: float = 0.10
    """Who buys only while something is reduced."""
    sends: float = 1.0
    """How readily they send others, beside other kinds."""

    @property
    def is_account(self) -> bool:
        return self.members > 0

    @property
    def buys(self) -> bool:
        return self.order_rate > 0


KINDS: tuple[Kind, ...] = (
    # name, source, share, order_rate, spread, regularity, once, leaving, season, earlier, min_gap
    Kind("weekend guest", CABINS, 0.180, 2.1, 1.2, 1.3, 0.28, 0.28, min_gap_days=4),
    Kind("regular guest", CABINS, 0.040, 5.5, 6.0, 9.0, 0.00, 0.16, 0.30, min_gap_days=4),
    Kind("passing guest", CABINS, 0.130, 0.6, 1.0, 1.0, 0.70, 0.50, min_gap_days=4, sends=1.6),
    Kind("family", CABINS, 0.030, 1.6, 2.0, 2.0, 0.15, 0.18, min_gap_days=4, members=2.4),
    Kind("trekking club", CABINS, 0.022, 6.0, 4.0, 6.0, 0.05, 0.20, 0.7, 0.3, 4, 2.0, 0.05, 2.5),
    Kind("office", CABINS, 0.020, 2.8, 3.0, 4.0, 0.15, 0.22, 0.8, 0.3, 4, 1.8, 0.05),
    Kind("household", SHOP, 0.250, 11.0, 1.1, 1.8, 0.12, 0.20, 0.80, hunters=0.18),
    Kind("regular household", SHOP, 0.070, 24.0, 8.0, 12.0, 0.00, 0.14, 0.15, hunters=0.0),
    Kind("visitor", SHOP, 0.150, 0.9, 1.0, 1.0, 0.66, 0.50, 1.20, hunters=0.05, sends=1.3),
    Kind("tea stall", SHOP, 0.058, 26.0, 40.0, 25.0, 0.00, 0.14, 0.05, 0.35, 5, 1.1, 0.0, 0.5),
    Kind("guest house", SHOP, 0.030, 17.0, 6.0, 10.0, 0.02, 0.13, 0.4, 0.35, 4, 1.4, 0.0, 1.5),
    Kind("school", SHOP, 0.014, 11.0, 6.0, 9.0, 0.00, 0.12, 0.1, 0.35, 4, 1.6, 0.0, 0.6),
    Kind("tailor", TEXTILES, 0.026, 9.0, 4.0, 3.0, 0.03, 0.17, 0.7, 0.40, 5, 1.4, 0.15, 1.5),
    Kind("boutique", TEXTILES, 0.020, 6.5, 3.0, 2.2, 0.05, 0.18, 1.1, 0.35, 6, 2.0, 0.10, 1.5),
    Kind("garment maker", TEXTILES, 0.016, 11.0, 5.0, 6.0, 0.00, 0.10, 0.5, 0.45, 5, 3.3, 0.0),
    Kind("hotel", TEXTILES, 0.008, 3.2, 4.0, 4.0, 0.05, 0.12, 0.3, 0.40, 10, 2.0, 0.0),
    Kind("institution", TEXTILES, 0.009, 2.2, 5.0, 8.0, 0.05, 0.10, 1.3, 0.45, 14, 1.8, 0.0, 0.6),
    Kind("buyer abroad", TEXTILES, 0.006, 5.0, 3.0, 3.0, 0.00, 0.15, 0.4, 0.40, 10, 2.2, 0.0),
    # Persons who book or buy for their account and have no orders of their own.
    Kind("booker", CABINS, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
    Kind("buyer", SHOP, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
    Kind("purchaser", TEXTILES, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0),
)
NUMBER_OF: dict[str, int] = {kind.name: number for number, kind in enumerate(KINDS)}
SILENT_OF: dict[str, str] = {CABINS: "booker", SHOP: "buyer", TEXTILES: "purchaser"}
FOR_THEMSELVES_OF: dict[str, str] = {CABINS: "weekend guest", SHOP: "household"}
"""What persons of an account are who also buy for themselves; nobody buys bales for themselves."""


def sources_of(business: str) -> tuple[str, ...]:
    """The sources that the book of a business has.

    Raises: ValueError when there is no such business.
    """
    if business not in BUSINESSES:
        raise ValueError(
            f"There is no business “{business}”; it is one of {', '.join(BUSINESSES)}."
        )
    return BUSINESSES[business]
