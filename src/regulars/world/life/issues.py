"""The causes that many problems share: what was wrong, with what, from when to when."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES


@dataclass(frozen=True)
class Issue:
    """One known issue; reviewed data.

    Units: days before the last day of the history; chances of an exposed order.
    Null:  `product` and `unit` None: every order of the source in that time; `to_day` None: it
           is not over; `fixed` None: not fixed.
    """

    key: str
    source: str
    title: str
    topic: str
    what_to_do: str
    from_day: int
    to_day: int | None
    known: int
    """When it became known."""
    fixed: int | None
    has_it: float
    """The chance that an exposed order really has it."""
    shows_after_days: float
    speaks: float
    """Of those who have it: who tells us, beside how outspoken they are."""
    product: str | None = None
    lot: str | None = None
    unit: str | None = None
    place: str | None = None

    def days(self, *, last: int) -> tuple[int, int]:
        """The first and the last exposed day, where `last` is the last day of the history."""
        return last - self.from_day, last - (0 if self.to_day is None else self.to_day)


ISSUES: tuple[Issue, ...] = (
    Issue(
        "I-INDIGO",
        TEXTILES,
        "Indigo drill of lot D-417 bleeds in the first wash",
        "colour",
        "Take back or overdye at our cost; ask to wash a sample with salt first.",
        *(215, 40, 120, None, 0.65, 24.0, 0.85),
        product="T-INDIGO",
        lot="D-417",
    ),
    Issue(
        "I-POPLIN",
        TEXTILES,
        "Poplin bolts of the winter are two metres short",
        "short length",
        "Measure with them on the phone, credit what is missing on the same day.",
        *(560, 500, 540, 490, 0.45, 6.0, 0.9),
        product="T-POPLIN",
        lot="P-22W",
    ),
    Issue(
        "I-HONEY",
        SHOP,
        "Honey of the autumn harvest ferments in the jar",
        "quality",
        "Exchange it for the spring harvest without asking for the receipt.",
        *(75, 26, 40, None, 0.5, 16.0, 0.5),
        product="HONEY",
        lot="H-2",
    ),
    Issue(
        "I-OIL",
        SHOP,
        "The lids of the mustard oil do not close",
        "quality",
        "Give a new lid; who lost oil gets a new litre.",
        *(420, 385, 405, 380, 0.35, 3.0, 0.7),
        product="OIL",
        lot="M-9",
    ),
    Issue(
        "I-RIDGE2",
        CABINS,
        "Ridge cabin 2 has no hot water on cold mornings",
        "hot water",
        "Bring a bucket of hot water at seven without being asked; offer ridge cabin 3.",
        *(95, None, 70, None, 0.6, 1.0, 0.5),
        unit="Ridge cabin 2",
        place="Ridge cabin 2",
    ),
    Issue(
        "I-CARD",
        CABINS,
        "The card machine takes the money twice",
        "bill",
        "Pay back on the same day and send the slip; the bank needs a week.",
        *(300, 288, 294, 286, 0.4, 9.0, 0.8),
        place="reception",
    ),
)
