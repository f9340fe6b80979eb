"""What a year after the history holds on average, if nobody decides anything else."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.goods.baskets import expected_list_price_minor
from regulars.world.goods.orders import CANCELLED_SHARE
from regulars.world.goods.returns import LINE_COMES_BACK, RETURN_SHARE
from regulars.world.goods.terms import CONCESSION_SHARE, LET_DOWN
from regulars.world.life.chances import AT_ONCE, is_gone, not_lost, staying
from regulars.world.life.draws import Draws
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import State
from regulars.world.life.troubles import (
    EASY_SHARE,
    HARD_SHARE,
    SILENT_LOSS,
    SOURS_TIMES,
    TROUBLE_SHARE,
    loss_of,
)
from regulars.world.season.campaigns import CAMPAIGNS, campaign_on
from regulars.world.season.span import HISTORY_DAYS, NEXT_DAYS

NEXT = np.arange(HISTORY_DAYS, HISTORY_DAYS + NEXT_DAYS)


def expected_orders(*, setting: Setting, state: State, stakes: Stakes) -> Floats:
    """Orders that will stand in the year after the history: rate by season by still there.

    Shape: (customers,) float64; 0 for who left.
    Units: the long-run rate; where somebody stands within the current gap moves it by at
           most about half an order.
    """
    n = len(setting)
    expected = np.zeros(n)
    gone = is_gone(setting=setting, state=state)
    cost = loss_an_order(setting=setting)
    for first in range(0, n, AT_ONCE):
        rows = np.arange(first, min(first + AT_ONCE, n))
        rows = rows[~gone[rows]]
        flow = _orders_a_day(setting=setting, rows=rows)
        before = np.cumsum(flow, axis=1) - flow
        days = np.arange(1, NEXT_DAYS + 1)
        there = staying(setting=setting, state=state, rows=rows, days=days)
        lost = before * cost[rows][:, None]
        if setting.variant.sours:
            # What goes wrong makes leaving likelier from then on: half of it by the middle.
            there = there ** (1 + SOURS_TIMES * lost / 2)
        else:
            there = there * np.exp(-lost)
        expected[rows] = (flow * there).sum(axis=1)
    expected *= not_lost(setting=setting, stakes=stakes)
    return np.asarray(expected * (1 - setting.roster.of_source(CANCELLED_SHARE)))


def expected_order_minor(*, setting: Setting) -> Floats:
    """What a standing order leaves on average, after concessions and returns.

    Shape: (customers,) float64, poisha; abroad hundredths of cents at home prices.
    """
    list_price = expected_list_price_minor(
        kinds=setting.roster.kind, sizes=setting.laws.size, takes=setting.wants.takes
    )
    reduced, by = _campaigns(setting=setting)
    comes_back = setting.roster.of_source(RETURN_SHARE) * LINE_COMES_BACK
    plain = (1 - reduced) * (1 - CONCESSION_SHARE)
    let_down = by + (1 - reduced) * LET_DOWN
    return np.asarray(list_price * (1 - let_down - comes_back * plain))


def loss_an_order(*, setting: Setting) -> Floats:
    """The chance to lose a customer over one order, known issues apart. Shape: (customers,)."""
    told = np.minimum(setting.laws.outspoken + 0.12, 0.95)
    loss = told * mean_loss() + (1 - told) * SILENT_LOSS
    return np.asarray(setting.roster.of_source(TROUBLE_SHARE) * loss)


@lru_cache(maxsize=1)
def mean_loss() -> float:
    """The chance to lose who tells us, over all that may follow; by many draws of it."""
    draws, n = Draws(seed=1), 40_000
    rows, zero = np.arange(n), np.zeros(n, dtype=np.int64)
    how = draws.uniform("how hard", rows, zero)
    hard, solved = how >= EASY_SHARE, how < EASY_SHARE + HARD_SHARE
    again = np.log(0.5)
    repeats = np.minimum(np.log(draws.uniform("repeats", rows, zero)) / again, 5)
    transfers = np.minimum(np.log(draws.uniform("transfers", rows, zero)) / again, 5)
    took = draws.exponential("takes", rows, zero)
    loss = loss_of(
        repeats=np.where(hard, 1 + repeats, 0).astype(np.int64),
        transfers=np.where(hard, transfers, 0).astype(np.int64),
        days=np.where(hard, 4 + 11 * took, 1.6 * took).astype(np.int64),
        solved=solved,
    )
    return float(loss.mean())


def _orders_a_day(*, setting: Setting, rows: Ints) -> Floats:
    """Orders of each of the next days while there. Shape: (n, days)."""
    days = np.tile(NEXT, len(rows))
    speed = setting.clocks.speed(clock=np.repeat(setting.clock[rows], NEXT_DAYS), days=days)
    drifted = np.exp(
        setting.laws.rate_drift[rows][:, None] * (NEXT - HISTORY_DAYS + 1)[None, :] / 365
    )
    rate = setting.laws.order_rate[rows][:, None] / 365
    return np.asarray(speed.reshape(len(rows), NEXT_DAYS) * rate * drifted)


def _campaigns(*, setting: Setting) -> tuple[Floats, Floats]:
    """How many of their orders use a campaign, and what that takes off, of all they order."""
    percent = np.array([one.percent for one in CAMPAIGNS] + [0]) / 100
    reduced, by = np.zeros(len(setting)), np.zeros(len(setting))
    for number, name in enumerate(SOURCES):
        on = campaign_on(source=name, span=setting.span)[:HISTORY_DAYS]
        for clock in np.unique(setting.clock[setting.roster.source == number]).tolist():
            rows = setting.clock == clock
            flow = np.diff(setting.clocks.passed[clock])[:HISTORY_DAYS]
            during = flow[on >= 0].sum() / flow.sum()
            taken_off = (flow * percent[on]).sum() / flow.sum()
            reduced[rows] = during * setting.laws.price_care[rows]
            by[rows] = taken_off * setting.laws.price_care[rows]
    return reduced, by
