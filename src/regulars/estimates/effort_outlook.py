"""What the first two steps of a problem tell of its rest: models, and an honest judgement of them.

Two models, whose log-odds are averaged: boosted trees, which find what goes together, and a ridge
logistic, which is steadier where something happened to few. Both read the categories as the share
to whom it happened, learned by folds so that no row tells itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import special
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import OneHotEncoder, StandardScaler, TargetEncoder
from threadpoolctl import threadpool_limits

from regulars.estimates.arguments import Floats
from regulars.estimates.effort_auc import Area, area_and_gain

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FOLDS = 5
LEARNED_FROM_SHARE = 0.5
"""The earlier half is only learned from, the later half is judged, in FOLDS stretches of time."""
FEWEST_TO_LEARN = 200
FEWEST_TO_WHOM = 20
"""So many settled problems, and so many of each kind, before the first judgement."""
HALF_LIFE_DAYS = 21.0
LEAST_WEIGHT = 0.02
"""What is older counts less: how a desk works changes from month to month."""
MINUTES_OF_A_DAY = 1440
SEED = 0


@dataclass(frozen=True, eq=False)
class Begun:
    """
    Problems after their second step, with what was known then.

    settled_at: when the outcome was known, one way or the other.

    Shape:  (problems, numbers), (problems, categories), else (problems,).
    Units:  at, settled_at in minutes.
    """

    numbers: Floats
    categories: Ints
    priority: Ints
    at: Ints
    settled_at: Ints
    happened: Flags


@dataclass(frozen=True)
class Judged:
    """The outlook on problems that it was not learned from, beside priority alone."""

    n: int
    base_rate: float
    auc: Area
    baseline: Area
    gain: Area


class NotJudged(Exception):
    """There is too little to judge by; the message says what was seen."""


def judge_outlook(begun: Begun) -> Judged:
    """
    The area under the curve on the later half of the problems, learned rolling from earlier ones.

    For each stretch of time the models learn from the problems that were settled before it began,
    so nothing that was not known then is in them. A score is set against what its own model thinks
    usual, so that stretches can be ranked together.

    Raises: NotJudged when too few were settled before the later half, or it happened to too few.
    Source: the intervals are those of `effort_auc`.
            Check: tests/oracle/estimates/test_effort_outlook.py
    """
    order = np.lexsort((begun.settled_at, begun.at))
    first = max(int(len(order) * LEARNED_FROM_SHARE), _first_to_judge(begun, order))
    edges = np.linspace(first, len(order), FOLDS + 1).astype(int)
    scores, baseline, rows = [], [], []
    for begins, ends in pairwise(edges.tolist()):
        judged = order[begins:ends]
        if len(judged) == 0:
            continue
        now = int(begun.at[judged[0]])
        learned = order[:begins][begun.settled_at[order[:begins]] < now]
        # One thread: the same bytes each time, and the desk keeps the other processors.
        with threadpool_limits(limits=1):
            scores.append(_outlook(begun, learned, judged, now))
        baseline.append(_by_priority(begun, learned, judged))
        rows.append(judged)
    judged = np.concatenate(rows)
    happened = begun.happened[judged]
    if min(happened.sum(), (~happened).sum()) < FEWEST_TO_WHOM:
        raise NotJudged(
            f"Of {len(judged)} problems to judge it happened to {int(happened.sum())}; "
            f"{FEWEST_TO_WHOM} are needed to whom it did, and to whom it did not."
        )
    auc, alone, gain = area_and_gain(
        happened=happened, score=np.concatenate(scores), baseline=np.concatenate(baseline)
    )
    return Judged(len(judged), float(happened.mean()), auc, alone, gain)


def _first_to_judge(begun: Begun, order: Ints) -> int:
    """The place of the first problem before which enough were settled. Raises: NotJudged."""
    settled = np.sort(begun.settled_at)
    of_each = [np.sort(begun.settled_at[begun.happened == kind]) for kind in (True, False)]
    if len(settled) >= FEWEST_TO_LEARN and min(map(len, of_each)) >= FEWEST_TO_WHOM:
        moments = [settled[FEWEST_TO_LEARN - 1], *(one[FEWEST_TO_WHOM - 1] for one in of_each)]
        first = int(np.searchsorted(begun.at[order], max(moments), side="right"))
        if first < len(order):
            return first
    raise NotJudged(
        f"{len(settled)} problems were settled, to {len(of_each[0])} of them it happened: "
        f"{FEWEST_TO_LEARN} and {FEWEST_TO_WHOM} of each kind are needed before those to judge."
    )


def _outlook(begun: Begun, learned: Ints, judged: Ints, now: int) -> Floats:
    happened = begun.happened[learned]
    encoder = TargetEncoder(
        target_type="binary", cv=StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    )
    known = np.hstack(
        [begun.numbers[learned], encoder.fit_transform(begun.categories[learned], happened)]
    )
    asked = np.hstack([begun.numbers[judged], encoder.transform(begun.categories[judged])])
    days = (now - begun.at[learned]) / MINUTES_OF_A_DAY
    weight = np.maximum(0.5 ** (days / HALF_LIFE_DAYS), LEAST_WEIGHT)
    weight = weight / weight.mean()
    trees = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=80,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        l2_regularization=10.0,
        early_stopping=False,
        random_state=SEED,
    ).fit(known, happened, sample_weight=weight)
    scaler = StandardScaler().fit(known)
    ridge = LogisticRegression(C=0.002, max_iter=5000).fit(
        scaler.transform(known), happened, sample_weight=weight
    )
    odds = np.zeros(len(judged))
    for model, learned_rows, asked_rows in (
        (trees, known, asked),
        (ridge, scaler.transform(known), scaler.transform(asked)),
    ):
        usual = float((model.predict_proba(learned_rows)[:, 1] * weight).sum() / weight.sum())
        odds += special.logit(model.predict_proba(asked_rows)[:, 1]) - special.logit(usual)
    return np.asarray(odds, dtype=np.float64)


def _by_priority(begun: Begun, learned: Ints, judged: Ints) -> Floats:
    happened = begun.happened[learned]
    encoder = OneHotEncoder(handle_unknown="ignore").fit(begun.priority[learned][:, None])
    model = LogisticRegression(max_iter=5000).fit(
        encoder.transform(begun.priority[learned][:, None]), happened
    )
    odds = model.decision_function(encoder.transform(begun.priority[judged][:, None]))
    return np.asarray(odds - special.logit(happened.mean()), dtype=np.float64)
