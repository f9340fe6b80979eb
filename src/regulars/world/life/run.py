"""A future as it is lived: its days, what is seen in the mornings, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.goods.orders import CANCELLED_SHARE
from regulars.world.life.acts import Act
from regulars.world.life.care import NOTHING, care_for
from regulars.world.life.care_kinds import PERSONAL
from regulars.world.life.future import Future
from regulars.world.life.hidden import Hidden
from regulars.world.life.live_a_day import buy, go_wrong
from regulars.world.life.outcomes import Lived, Outcomes, outcomes_of, who
from regulars.world.life.stakes import decided
from regulars.world.life.word_of_mouth import send_factor
from regulars.world.season.span import HISTORY_DAYS, NEVER

ORDER_NOISE = 0.5
"""Of the logarithm of what an order comes to."""


class UnknownCustomer(ValueError):
    """An act is for somebody who is not in this world."""


@dataclass(frozen=True)
class Morning:
    """What a policy sees on the morning of a day: only what a business could know.

    Shape: `customers` has a row a customer, rows as in the fact `customer`: source, source_id,
           orders, first_order_on, last_order_on, has_open_problem, cared_on.
    Null:  the days where there was none.
    """

    on: date
    customers: pa.Table


class Run:
    """Lives day after day; each day once, in order."""

    def __init__(self, *, hidden: Hidden, future: Future) -> None:
        self._hidden, self._setting = hidden, future.setting
        self._state, self._stakes = future.state, future.stakes
        self._day = HISTORY_DAYS - 1
        n = len(future.setting)
        self._lived = Lived(troubles=np.zeros(n, dtype=np.int64))
        self._logged = 0
        sources = [SOURCES[at] for at in future.setting.roster.source.tolist()]
        names = zip(sources, hidden.keys.to_pylist(), strict=True)
        self._row = {pair: row for row, pair in enumerate(names)}

    def live(self, day: int, acts: Sequence[Act]) -> None:
        """One day: decisions, care, orders, what goes wrong, who is sent."""
        setting, state = self._setting, self._state
        self._day = day
        self._stakes = decided(setting=setting, state=state, stakes=self._stakes, day=day)
        self._care(day, acts)
        bought = buy(setting=setting, state=state, day=day)
        amounts = self._amounts(bought.customer, bought.number, day)
        self._lived.bought.append((bought.customer, amounts, day))
        self._stakes, new = go_wrong(
            setting=setting,
            state=state,
            stakes=self._stakes,
            bought=bought,
            day=day,
            first=self._logged,
        )
        self._logged += len(new)
        np.add.at(self._lived.troubles, new.customer, 1)
        self._lived.sent.append((self._senders(day), day))

    def morning(self, day: int) -> Morning:
        """What can be known on this morning."""
        hidden, state, span = self._hidden, self._state, self._setting.span
        troubles, n = self._stakes.troubles, len(self._setting)
        is_open = np.zeros(n, dtype=bool)
        heard = troubles.told & (troubles.felt < day) & (troubles.ended >= day)
        is_open[troubles.customer[heard]] = True
        at = hidden.by_key

        def days(values: Ints) -> pa.Array:
            known = (values[at] > -NEVER) & (values[at] < NEVER)
            return pa.array(span.date_of(np.where(known, values[at], 0)), mask=~known)

        return Morning(
            on=span.date_at(day),
            customers=pa.table(
                {
                    **who(hidden),
                    "orders": state.orders[at],
                    "first_order_on": days(state.first_day),
                    "last_order_on": days(state.last_day),
                    "has_open_problem": is_open[at],
                    "cared_on": days(state.cared_day),
                }
            ),
        )

    def outcomes(self) -> Outcomes:
        """What became of the days that were lived."""
        return outcomes_of(
            hidden=self._hidden,
            future=Future(self._setting, self._state, self._stakes),
            lived=self._lived,
            last=self._day,
        )

    def _care(self, day: int, acts: Sequence[Act]) -> None:
        """Acts of one kind and manner together; of a customer's second one nothing comes."""
        groups: dict[tuple[str, str], dict[int, Act]] = {}
        for act in acts:
            rows = self._rows_of(act)
            if len(rows) == 0 or rows[0] in groups.get((act.care, act.manner), {}):
                self._lived.done.append((act, NOTHING))
                continue
            for row in rows:
                groups.setdefault((act.care, act.manner), {}).setdefault(row, act)
        for (care, manner), given in groups.items():
            rows_given = np.array(sorted(given), dtype=np.int64)
            self._stakes, result = care_for(
                setting=self._setting,
                state=self._state,
                stakes=self._stakes,
                care=care,
                rows=rows_given,
                personal=np.full(len(rows_given), manner == PERSONAL),
                day=day,
            )
            for row, became in zip(rows_given.tolist(), result.tolist(), strict=True):
                if self._row[given[row].source, given[row].source_id] == row:
                    self._lived.done.append((given[row], became))

    def _rows_of(self, act: Act) -> list[int]:
        """Whom the act reaches; nobody where two are brought together who do not fit."""
        pairs = [(act.source, act.source_id), *([act.other] if act.other else [])]
        missing = [pair for pair in pairs if pair not in self._row]
        if missing:
            source, key = missing[0]
            raise UnknownCustomer(
                f"There is no customer {key} in {source}; take keys from the fact `customer`."
            )
        rows = [self._row[pair] for pair in pairs]
        if act.other is None:
            return rows
        fits = self._hidden.fits
        pair = np.flatnonzero((fits.one == rows[0]) & (fits.other == rows[1]))
        meets = self._setting.draws.uniform("meet", pair, np.zeros(len(pair), dtype=np.int64))
        return rows if len(pair) and meets[0] < fits.fit[pair[0]] else []

    def _amounts(self, rows: Ints, numbers: Ints, day: int) -> Floats:
        noise = self._setting.draws.normal("amount", rows, numbers)
        cancelled = self._setting.roster.of_source(CANCELLED_SHARE)[rows]
        usual = self._hidden.order_minor[rows] * (1 - cancelled)
        wider = np.where(day < self._state.spends_until[rows], self._state.spends_times[rows], 1.0)
        return np.asarray(usual * wider * np.exp(ORDER_NOISE * noise - ORDER_NOISE**2 / 2))

    def _senders(self, day: int) -> Ints:
        rates = self._hidden.came.sends_a_year
        able = np.flatnonzero((rates > 0) & (self._state.leaves > day) & (self._state.orders > 0))
        days = np.full(len(able), day)
        chance = rates[able] / 365 * send_factor(state=self._state, rows=able, days=days)
        return np.asarray(able[self._setting.draws.uniform("sends", able, days) < chance])
