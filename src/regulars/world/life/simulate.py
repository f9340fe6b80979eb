"""The days after the history, lived on from the truth: what comes of one decision or another.

Two runs with the same world, draw and days differ only by their acts: common random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from regulars.world.life.acts import Act, check_act
from regulars.world.life.future import begin_future
from regulars.world.life.outcomes import Outcomes
from regulars.world.life.run import Morning, Run
from regulars.world.season.span import HISTORY_DAYS, NEXT_DAYS
from regulars.world.world import World

Policy = Callable[[Morning], Iterable[Act]]


def simulate(
    world: World, *, days: int, acts: Sequence[Act] | Policy = (), draw: int = 0
) -> Outcomes:
    """Live on for `days` days after the world's last one, with these acts or this policy.

    Draw 0 is the world's own future; any other draws all that is not yet certain anew: average
    over some. Deterministic: the same arguments give the same bytes. An act is done in the
    morning, before the day's orders; a customer takes one a day of each kind.
    Raises: ValueError for more than 365 days, an act outside of them, an unknown kind of care or
            manner; UnknownCustomer for somebody who is not in this world.
    """
    if not 1 <= days <= NEXT_DAYS:
        raise ValueError(f"{days} days; the truth reaches from 1 to {NEXT_DAYS} days ahead.")
    future = begin_future(world.hidden, draw=draw, days=days)
    run = Run(hidden=world.hidden, future=future)
    span = world.hidden.setting.span
    by_day: dict[date, list[Act]] = {}
    if not callable(acts):
        last = span.date_at(HISTORY_DAYS + days - 1)
        for act in acts:
            check_act(act, first=span.date_at(HISTORY_DAYS), last=last)
            by_day.setdefault(act.on, []).append(act)
    for day in range(HISTORY_DAYS, HISTORY_DAYS + days):
        on = span.date_at(day)
        if callable(acts):
            todays = [*acts(run.morning(day))]
            for act in todays:
                check_act(act, first=on, last=on)
        else:
            todays = by_day.get(on, [])
        run.live(day, todays)
    return run.outcomes()
