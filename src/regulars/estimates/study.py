"""What a book's own past says of the models: which are chosen, how good they were, what is left."""

from dataclasses import dataclass, field

import numpy as np

from regulars.estimates.backtest import RECALIBRATED, TooLittleHistory, Tried, backtest
from regulars.estimates.backtest_rows import (
    PAST_SPEND,
    VALUE,
    Row,
    past_rate_rows,
    tried_rows,
)
from regulars.estimates.candidates import BOOSTED, NAMES
from regulars.estimates.chance_interval import window_error
from regulars.estimates.choice import (
    CHANCE,
    COUNT,
    Chosen,
    choose,
    choose_value,
    way_of,
)
from regulars.estimates.order_days import OrderDays
from regulars.estimates.recalibration import AS_SAID, Recalibration
from regulars.estimates.scores import Bin, errors, reliability, top_capture
from regulars.estimates.totals import PRIOR_SPREAD, Total, expected_total, miss
from regulars.estimates.value_scores import GAMMA_GAMMA, ValueScores, value_trials

BADLY_SPREAD = 0.05
"""A Gamma-Gamma whose quantiles are off by more gives trees a try."""
FEWEST_OF_HORIZON = 2


@dataclass(frozen=True)
class WindowTotal:
    """What was expected of all customers of a window together, and what came."""

    on: int
    expected: Total
    came: float


@dataclass(frozen=True, eq=False)
class Study:
    """
    The backtest of one book.

    days: the windows' length; ends: the last day before each; customers: at each; chosen: by task;
    rows, baselines: figures of every model; bins: what became of those to whom alike chances were
    given; order_totals, spend_totals: window by window, each interval from the windows before it.
    chance_map, count_map: recalibrations at the horizon, learned from windows of that length.
    """

    until: int
    days: int
    ends: list[int]
    customers: list[int]
    k: int
    chosen: dict[str, Chosen]
    rows: list[Row]
    baselines: list[Row]
    bins: list[Bin]
    order_totals: list[WindowTotal]
    spend_totals: list[WindowTotal]
    horizon: int
    chance_map: Recalibration = AS_SAID
    count_map: Recalibration = AS_SAID
    between_windows: float = PRIOR_SPREAD
    """Of the log-odds of a return: how far all customers of a window were off together."""
    ways: dict[str, str] = field(default_factory=dict)
    """By task, the name in `rows` of the chosen model as it stood in the comparison."""

    @property
    def order_misses(self) -> list[float]:
        """Of all windows: the logarithm of orders that came over those expected."""
        return _misses(self.order_totals)

    @property
    def spend_misses(self) -> list[float]:
        """Of all windows: the logarithm of what was spent over what was expected."""
        return _misses(self.spend_totals)


def study(orders: OrderDays, *, until: int, horizon: int, seed: int, large: bool = False) -> Study:
    """
    Try every model on what was known by `until`, choose, and learn what to correct.

    horizon: the days ahead for which the chosen are wanted; their mistakes are learned from windows
    of that length, where there are two. large: leave out trees, which take longer to score a
    million customers than all else, and take one model for both questions where it can be.

    Raises: TooLittleHistory.
    Check:  tests/oracle/estimates/test_every_model_earns_its_place.py,
            tests/realdata/test_realdata_backtest.py
    """
    names = tuple(name for name in NAMES if name != BOOSTED) if large else NAMES
    tried = backtest(orders, until=until, names=names)
    count = choose(tried, task=COUNT)
    chance = choose(tried, task=CHANCE, first=count.name if large else None)
    values = _tried_values(tried, count=count.name, trees=not large)
    value = choose_value(values)
    chosen = {CHANCE: chance, COUNT: count} | ({} if value is None else {VALUE: value})
    ways = {one.task: way_of(tried, one) for one in (chance, count)}
    if value is not None:
        ways[VALUE] = _value_name(count.name, value.name)
    later = tried.origins[1:]
    said = np.concatenate([one.trials[ways[CHANCE]].chance for one in later])
    came = np.concatenate([one.came.bought for one in later])
    chance_map, count_map = _maps(orders, until=until, horizon=horizon, names=(chance, count))
    return Study(
        until=until,
        days=tried.days,
        ends=[one.past.on for one in tried.origins],
        customers=[len(one.past.x) for one in tried.origins],
        k=tried.origins[-1].windows.k,
        chosen=chosen,
        rows=[*tried_rows(tried, seed=seed), *_value_rows(values, count=count.name)],
        baselines=[*past_rate_rows(tried), *_past_spend_rows(tried)],
        bins=reliability(chance=said, came=came),
        order_totals=_order_totals(tried, ways[COUNT]),
        spend_totals=_spend_totals(tried, values, value),
        horizon=horizon,
        chance_map=chance_map,
        count_map=count_map,
        between_windows=window_error(
            [
                reliability(chance=one.trials[ways[CHANCE]].chance, came=one.came.bought)
                for one in later
            ]
        ),
        ways=ways,
    )


def _tried_values(tried: Tried, *, count: str, trees: bool) -> list[dict[str, ValueScores]]:
    """With trees only where no Gamma-Gamma holds, or where its quantiles are far off."""
    values = value_trials(tried, count=count, trees=False)
    known = [one[GAMMA_GAMMA] for one in values if GAMMA_GAMMA in one]
    if not trees or (len(known) == len(values) and _joined(known).pit_ks <= BADLY_SPREAD):
        return values
    return value_trials(tried, count=count, trees=True)


def _maps(
    orders: OrderDays, *, until: int, horizon: int, names: tuple[Chosen, Chosen]
) -> tuple[Recalibration, Recalibration]:
    """Taken where they made the forecasts better in every window that could tell."""
    chance, count = names
    try:
        tried = backtest(
            orders,
            until=until,
            names=tuple({one.name for one in names}),
            days=horizon,
            fewest=FEWEST_OF_HORIZON,
        )
    except TooLittleHistory:
        return AS_SAID, AS_SAID
    found = []
    for one in (chance, count):
        label = way_of(tried, one, in_every_window=True)
        taught = tried.recalibrations(one.name, before=len(tried.origins))
        if not label.endswith(RECALIBRATED):
            found.append(AS_SAID)
        else:
            found.append(taught.chance if one.task == CHANCE else taught.count)
    return found[0], found[1]


def _value_name(count: str, way: str) -> str:
    return f"{count} × {way}" if way == GAMMA_GAMMA else way


def _joined(trials: list[ValueScores]) -> ValueScores:
    return ValueScores(
        np.concatenate([one.mean for one in trials]),
        np.concatenate([one.spent for one in trials]),
        np.concatenate([one.crps for one in trials]),
        np.concatenate([one.reached for one in trials], axis=1),
    )


def _value_rows(values: list[dict[str, ValueScores]], *, count: str) -> list[Row]:
    rows = []
    for way in sorted({name for one in values for name in one}):
        those = [one[way] for one in values if way in one]
        whole = _joined(those)
        usual = float(whole.spent.mean())
        if usual <= 0:
            continue
        mae, rmse = errors(mean=whole.mean, came=whole.spent)
        rows.append(
            Row(
                _value_name(count, way),
                VALUE,
                len(those),
                len(whole.spent),
                crps=float(whole.crps.mean()) / usual,
                pit_ks=whole.pit_ks,
                coverage80=whole.coverage80,
                mae=mae / usual,
                rmse=rmse / usual,
                bias=float(whole.mean.sum() / whole.spent.sum() - 1),
                capture10=top_capture(ranked_by=whole.mean, value=whole.spent),
            )
        )
    return rows


def _past_spend_rows(tried: Tried) -> list[Row]:
    """Each goes on to spend as until now."""
    later = tried.origins[1:]
    mean = np.concatenate(
        [one.past.spend * tried.days / np.maximum(one.past.age, tried.days) for one in later]
    )
    ranked = np.concatenate([one.past.spend for one in later])
    spent = np.concatenate([one.came.spent for one in later])
    usual = float(spent.mean())
    if usual <= 0:
        return []
    mae, rmse = errors(mean=mean, came=spent)
    return [
        Row(
            PAST_SPEND,
            VALUE,
            len(later),
            len(spent),
            mae=mae / usual,
            rmse=rmse / usual,
            bias=float(mean.sum() / spent.sum() - 1),
            capture10=top_capture(ranked_by=ranked, value=spent),
        )
    ]


def _order_totals(tried: Tried, label: str) -> list[WindowTotal]:
    totals: list[WindowTotal] = []
    for one in tried.origins[1:]:
        scores = one.trials[label].count
        expected = expected_total(
            mean=float(scores.mean.sum()),
            variance=float(scores.variance.sum()),
            misses=_misses(totals),
        )
        totals.append(WindowTotal(one.past.on, expected, float(one.came.bought.sum())))
    return totals


def _spend_totals(
    tried: Tried, values: list[dict[str, ValueScores]], value: Chosen | None
) -> list[WindowTotal]:
    """Of the customers whose spend was forecast."""
    totals: list[WindowTotal] = []
    if value is None:
        return totals
    for one, trial in zip(tried.origins[1:], values, strict=True):
        scores = trial[value.name]
        off = scores.spent - scores.mean
        expected = expected_total(
            mean=float(scores.mean.sum()), variance=float((off**2).sum()), misses=_misses(totals)
        )
        totals.append(WindowTotal(one.past.on, expected, float(scores.spent.sum())))
    return totals


def _misses(totals: list[WindowTotal]) -> list[float]:
    found = [miss(expected=one.expected.expected, came=one.came) for one in totals]
    return [one for one in found if one is not None]
