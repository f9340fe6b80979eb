"""How much effort each problem took, and what is at stake while it is open: the table `problems`.

The engine counts, the estimate weighs some problems, the engine scores all of them: memory does not
grow with the log. Only open problems are looked at one by one, for only they have a stake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from regulars.book.effort_controls import Controls, learn_controls
from regulars.book.effort_features import define_features
from regulars.book.effort_visits import define_visits
from regulars.engines import Engine
from regulars.estimates.arguments import Floats
from regulars.estimates.effort import EffortModel, effort_units, fit_effort
from regulars.estimates.effort_drivers import DRIVERS
from regulars.estimates.effort_loss import Loss, loss_from_share, loss_of_effort

MOST_TO_FIT = 50_000
"""Problems at most that the weights are learned from, evenly spread over their keys."""
OPEN_AT_ONCE = 50_000
FEWEST_RANKED = 20
"""A percentile among fewer problems says nothing."""

FEATURE_OF: dict[str, str] = {
    "repeat_contacts": "repeats_known",
    "transfers": "transfers_known",
    "channel_switches": "switches_known",
    "reopenings": "reopenings_known",
    "explained_again": "explained_known",
    "hours_open": "hours_ours",
}
"""The column of `problem_features` that counts each driver."""

_TO_FIT = """
SELECT {features}, topic, visits_before, spent_before_minor, told_on, last_visit_on, lost
FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY source, problem_key) AS place
  FROM problem_features WHERE lost IS NOT NULL
) AS followed
WHERE place % {every} = 0 ORDER BY source, problem_key
"""

# Rounded, so that what is equal is equal on every engine.
_SCORED = """
SELECT f.source, f.problem_key, ROUND({sum}, 9) AS effort
FROM problem_features AS f CROSS JOIN effort_weights AS w
"""

_RANKED = """
SELECT effort, CASE WHEN problems >= {fewest} AND kinds > 1 THEN
  100 * (CAST(below AS DOUBLE) + CAST(same AS DOUBLE) / 2) / CAST(problems AS DOUBLE)
END AS effort_percentile
FROM (
  SELECT effort, same,
    SUM(same) OVER (ORDER BY effort) - same AS below,
    SUM(same) OVER () AS problems, COUNT(*) OVER () AS kinds
  FROM (SELECT effort, COUNT(*) AS same FROM problem_scores GROUP BY effort) AS counted
) AS placed
"""

_OPEN = """
SELECT f.source, f.problem_key, {features}, f.topic, f.visits_before, f.spent_before_minor,
  f.told_on, f.last_visit_on
FROM (
  SELECT *, ROW_NUMBER() OVER (ORDER BY source, problem_key) AS place
  FROM problem_features WHERE ended_as IS NULL
) AS f
WHERE f.place > {after} AND f.place <= {upto} ORDER BY f.source, f.problem_key
"""

_EFFORTS = """
SELECT f.*, s.effort, r.effort_percentile, l.loss, l.loss_low, l.loss_high
FROM problem_features AS f
JOIN problem_scores AS s ON s.source = f.source AND s.problem_key = f.problem_key
LEFT JOIN effort_ranks AS r ON r.effort = s.effort
LEFT JOIN effort_losses AS l ON l.source = f.source AND l.problem_key = f.problem_key
"""

LOSSES = pa.schema(
    [
        ("source", pa.string()),
        ("problem_key", pa.string()),
        *((name, pa.float64()) for name in ("loss", "loss_low", "loss_high")),
    ]
)


@dataclass(frozen=True, eq=False)
class Weighed:
    """What effort has meant here, and what was held equal."""

    model: EffortModel
    controls: Controls
    lost_without: float | None
    """Of customers without a problem: the share that did not come again in the same time."""

    @property
    def loss_basis(self) -> str | None:
        """`measured`, `prior`, or None where no loss can be told."""
        known = self.model.basis == "measured" or self.lost_without is not None
        return self.model.basis if known else None

    def plain(self) -> dict[str, Any]:
        """For the findings of a snapshot: log-odds for each doubling, with standard errors."""
        errors = np.sqrt(np.diag(self.model.covariance))
        return {
            "basis": self.model.basis,
            "problems": self.model.problems,
            "lost": self.model.lost,
            "loss_basis": self.loss_basis,
            "lost_without": self.lost_without,
            "weights": {
                name: {
                    "weight": float(self.model.weights[place]),
                    "error": float(errors[place]),
                    "prior_mean": prior.mean,
                    "prior_width": prior.width,
                }
                for place, (name, prior) in enumerate(DRIVERS.items())
            },
        }


def define_facts_of_problems(engine: Engine, *, as_of: date) -> None:
    """Make `effort_days` and `problem_features`, from `efforts` and `fact_…`."""
    define_visits(engine, as_of=as_of)
    define_features(engine, as_of=as_of)


def define_efforts(engine: Engine, *, lost_without: float | None) -> Weighed:
    """Make `problem_efforts`: `problem_features` with the effort of each and the loss of the open.

    Null: `effort_percentile` among fewer than `FEWEST_RANKED` problems, or where nothing tells them
          apart; `loss` of what has ended, who never came, or where nothing is known to compare.
    """
    features = ", ".join(FEATURE_OF.values())
    [(followed,)] = engine.rows("SELECT COUNT(*) FROM problem_features WHERE lost IS NOT NULL")
    every = max(1, -(-int(followed) // MOST_TO_FIT))
    table = engine.arrow(_TO_FIT.format(features=features, every=every))
    controls = learn_controls(table)
    model = fit_effort(
        units=_units(table), controls=controls.of(table), lost=table["lost"].to_numpy()
    )
    weighed = Weighed(model, controls, lost_without)
    engine.define_arrow("effort_weights", _weights(model))
    engine.define_table("problem_scores", _SCORED.format(sum=_sum_of_drivers()))
    engine.define_view("effort_ranks", _RANKED.format(fewest=FEWEST_RANKED))
    engine.define_arrow(
        "effort_losses", pa.Table.from_batches(list(_losses(engine, weighed)), schema=LOSSES)
    )
    engine.define_table("problem_efforts", _EFFORTS)
    return weighed


def _units(table: pa.Table) -> Floats:
    return effort_units(
        {
            name: table[column].cast(pa.float64()).to_numpy(zero_copy_only=False)
            for name, column in FEATURE_OF.items()
        }
    )


def _weights(model: EffortModel) -> pa.Table:
    return pa.table({name: [float(w)] for name, w in zip(DRIVERS, model.weights, strict=True)})


def _sum_of_drivers() -> str:
    """The same as `effort_units` times the weights, in SQL."""
    terms = []
    for name, column in FEATURE_OF.items():
        unit = f"CAST(COALESCE(f.{column}, 0) AS DOUBLE)"
        if name == "hours_open":
            unit = f"{unit} / 24"
        terms.append(f"w.{name} * LN(1 + {unit}) / LN(2)")
    return " + ".join(terms)


def _losses(engine: Engine, weighed: Weighed) -> Iterator[pa.RecordBatch]:
    """Of the open problems of who came before, some at a time."""
    [(still_open,)] = engine.rows("SELECT COUNT(*) FROM problem_features WHERE ended_as IS NULL")
    if weighed.loss_basis is None:
        return
    for after in range(0, int(still_open), OPEN_AT_ONCE):
        part = engine.arrow(
            _OPEN.format(
                features=", ".join(FEATURE_OF.values()), after=after, upto=after + OPEN_AT_ONCE
            )
        )
        came = part["visits_before"].cast(pa.float64()).fill_null(0).to_numpy() > 0
        loss = _loss(weighed, part)
        columns = [
            pa.array(np.where(came, values, np.nan), pa.float64(), from_pandas=True)
            for values in (loss.loss, loss.low, loss.high)
        ]
        keys = [part[name].combine_chunks() for name in ("source", "problem_key")]
        yield pa.record_batch([*keys, *columns], schema=LOSSES)


def _loss(weighed: Weighed, part: pa.Table) -> Loss:
    if weighed.model.basis == "measured":
        return loss_of_effort(weighed.model, units=_units(part), controls=weighed.controls.of(part))
    assert weighed.lost_without is not None
    return loss_from_share(weighed.model, units=_units(part), lost_without=weighed.lost_without)
