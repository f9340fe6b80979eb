"""Who works in the three houses: log-in names, and who sits where. Reviewed data."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES


@dataclass(frozen=True)
class Staff:
    """One of the staff.

    Units: `hours` a day for care.
    """

    username: str
    name: str
    name_bn: str
    role: str
    """As the roles of the desk are called: owner, staff, read_only."""
    sources: tuple[str, ...]
    """Whose counter they stand at."""
    hours: float


OWNER = "owner"
STAFF: tuple[Staff, ...] = (
    Staff(OWNER, "Mitali Chowdhury", "মিতালী চৌধুরী", "owner", (CABINS, SHOP, TEXTILES), 2.0),
    Staff("thowai", "Thowai Ching Marma", "থোয়াই চিং মারমা", "staff", (CABINS,), 1.5),
    Staff("nusrat", "Nusrat Jahan", "নুসরাত জাহান", "staff", (SHOP,), 1.0),
    Staff("sudip", "Sudip Dutta", "সুদীপ দত্ত", "staff", (TEXTILES,), 2.5),
    Staff("anika", "Anika Dewan", "অনিকা দেওয়ান", "staff", (CABINS, SHOP, TEXTILES), 1.0),
)
"""The owner, three at the counters, one in the back office."""
BACK_OFFICE = "anika"
COUNTER_OF: dict[str, str] = {CABINS: "thowai", SHOP: "nusrat", TEXTILES: "sudip"}


def staff_of(sources: tuple[str, ...]) -> tuple[Staff, ...]:
    """Who works in a book with these sources."""
    return tuple(one for one in STAFF if set(one.sources) & set(sources))
