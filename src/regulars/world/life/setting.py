"""All that does not change while days pass: who lives by which law, and what happens when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.laws import Laws, draw_laws
from regulars.world.cast.roster import Roster, draw_roster
from regulars.world.cast.wants import Wants, draw_wants
from regulars.world.goods.baskets import chance_of_exposure
from regulars.world.life.draws import Draws
from regulars.world.life.variants import Variant
from regulars.world.season.campaigns import campaign_on
from regulars.world.season.clocks import Clocks, clock_of, make_clocks
from regulars.world.season.span import NEVER, Span


@dataclass(frozen=True)
class Setting:
    """What the days of a world have in common.

    Shape: `clock` (customers,) the clock of each; `exposure` (issues, customers) the chance that
           an order in the days of an issue is exposed to it; `next_reduced` (sources, days) the
           first day with a campaign from each day on, NEVER after the last.
    """

    seed: int
    sources: tuple[str, ...]
    variant: Variant
    span: Span
    roster: Roster
    laws: Laws
    wants: Wants
    clocks: Clocks
    clock: Ints
    exposure: Floats
    min_gap: Ints
    next_reduced: Ints
    draw: int = 0
    """Which future: 0 is the world's own."""

    def __len__(self) -> int:
        return len(self.roster)

    @property
    def draws(self) -> Draws:
        """The chances of the history, or of one of the futures that follow it."""
        return Draws(seed=self.seed, draw=self.draw)


def make_setting(
    *, seed: int, span: Span, customers: int, sources: tuple[str, ...], variant: Variant
) -> Setting:
    """Everybody and their laws."""
    roster = draw_roster(seed=seed, customers=customers, sources=sources)
    laws = draw_laws(roster=roster, span=span, variant=variant, seed=seed)
    wants = draw_wants(roster=roster, seed=seed)
    return Setting(
        seed=seed,
        sources=sources,
        variant=variant,
        span=span,
        roster=roster,
        laws=laws,
        wants=wants,
        clocks=make_clocks(span=span),
        clock=clock_of(kind=roster.kind, hunts=laws.hunts),
        exposure=chance_of_exposure(kinds=roster.kind, takes=wants.takes),
        min_gap=roster.of_kind("min_gap_days").astype(np.int64),
        next_reduced=np.array([_next_reduced(source=name, span=span) for name in SOURCES]),
    )


def _next_reduced(*, source: str, span: Span) -> Ints:
    on = campaign_on(source=source, span=span) >= 0
    days = np.where(on, np.arange(len(on)), NEVER)
    return np.asarray(np.minimum.accumulate(days[::-1])[::-1])
