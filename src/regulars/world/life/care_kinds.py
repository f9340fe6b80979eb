"""What care can do, kind by kind: the truth that plays are judged by. Reviewed data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CareKind:
    """How care of one kind acts on who it lands with.

    Units: `best` is the chance to land with who is moved as much as the average and likes the
           manner; days. Who it lands with, as far as it `keeps`, does not leave within a year;
           as far as it `pulls`, orders within days; as far as it `wins_back`, returns if gone.
    """

    name: str
    best: float
    within_days: int
    """In which time it is judged."""
    keeps: bool = False
    pulls: bool = False
    wins_back: bool = False
    is_service: bool = False
    """Lands by what is done, whoever it is."""
    bothers: bool = True
    """Who does not like the manner may be driven off by it."""


CARE_KINDS: dict[str, CareKind] = {
    kind.name: kind
    for kind in (
        CareKind("check_in", 0.12, 90, keeps=True, pulls=True),
        CareKind("win_back", 0.18, 60, keeps=True, pulls=True, wins_back=True),
        CareKind("talk", 0.10, 180, keeps=True),
        CareKind("welcome", 0.12, 180, keeps=True),
        CareKind("account_review", 0.14, 180, keeps=True),
        CareKind("introduction", 0.25, 180, keeps=True, bothers=False),
        CareKind("perk", 0.14, 60, pulls=True, bothers=False),
        CareKind("thank", 0.40, 180, bothers=False),
        CareKind("solve", 0.80, 90, is_service=True, bothers=False),
        CareKind("warn", 0.75, 90, is_service=True, bothers=False),
    )
}
CARE_OF_PLAY: dict[str, str] = {
    "first_order": "check_in",
    "rhythm_broke": "win_back",
    "large_and_silent": "talk",
}
"""Which kind of care each play of the shelf is."""
PERSONAL, WRITTEN = "personal", "written"
MANNERS = (WRITTEN, PERSONAL)
KEPT_DAYS = 365
PULL_DAYS = 10.0
"""Who is moved to order does so after so many days, on average."""
GONE_DAYS = 400
"""Who left longer ago comes back for nobody."""
TIRED_DAYS = 30
"""Care that follows other care within so many days is less welcome."""
TIRED_BY = 0.35
WIDENS_TIMES = 1.25
"""A review that lands with who has a need takes their spend to so much, for a year."""
THANKS_TIMES = 2.2
THANKS_DAYS = 180
SOUR_TIMES = 0.3
"""Who went through a hard problem sends so much of what they sent."""
