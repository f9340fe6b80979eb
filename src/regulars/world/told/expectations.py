"""The fact `expectation`: what was expected, as it was found in what customers said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import EXPECTATION
from regulars.world.arrays import Ints
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.writer import Label, Written
from regulars.world.told.account_reviews import AccountReviews
from regulars.world.told.answers import Answers, answer_keys
from regulars.world.told.experiences import ORIGINS, aspects_of
from regulars.world.told.known import Known
from regulars.world.told.reviews import Reviews
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

FOUND_SHARE = 0.75
"""Of the expectations that a text tells: somebody wrote them down as such."""
BY_STAFF = 0.02
"""Of active customers: the staff entered what they expect, not yet known whether it is met."""
OUTCOME_OF_FEELING = {"content": "met", "unsure": None, "unhappy": "missed"}


@dataclass(frozen=True)
class _Found:
    customer: int
    label: Label
    day: int
    found_in: str | None
    key: str | None
    text: str | None


def expectation_table(
    known: Known, *, reviews: Reviews, answers: Answers, held: AccountReviews
) -> pa.Table:
    """The fact `expectation`, by day."""
    rng = known.rng("expectations")
    found = [
        *_in_texts("review", _of_reviews(reviews), reviews.texts, reviews.keys, rng),
        *_in_texts("answer", _of_answers(answers), answers.text, answer_keys(answers), rng),
        *_in_account_reviews(known, held, rng),
        *_by_staff(known, rng),
    ]
    found.sort(key=lambda one: one.day)
    customer = np.array([one.customer for one in found], dtype=np.int64)
    columns = {
        "source_id": numbered("X-", np.arange(1, len(found) + 1), digits=4),
        "source": known.sources.take(pa.array(np.abs(customer))),
        "customer_key": texts_at(known.keys, customer),
        "origin": [one.label.origin for one in found],
        "aspect": [one.label.aspect for one in found],
        "outcome": [one.label.outcome for one in found],
        "happened_on": dates_of(
            span=known.span, days=np.array([one.day for one in found], dtype=np.int64)
        ),
        "found_in": [one.found_in for one in found],
        "found_in_key": [one.key for one in found],
        "text": [one.text for one in found],
    }
    return fact_table(contract=EXPECTATION, columns=columns)


def _of_reviews(reviews: Reviews) -> tuple[Ints, Ints]:
    return reviews.author, reviews.day


def _of_answers(answers: Answers) -> tuple[Ints, Ints]:
    return np.array(answers.customer, np.int64), np.array(answers.day, np.int64)


def _in_texts(
    fact: str,
    whose: tuple[Ints, Ints],
    texts: list[Written | None],
    keys: pa.Array,
    rng: np.random.Generator,
) -> list[_Found]:
    found = []
    names = keys.to_pylist()
    for row, written in enumerate(texts):
        for label in () if written is None else written.labels:
            if label.origin is not None and rng.random() < FOUND_SHARE:
                customer, day = int(whose[0][row]), int(whose[1][row])
                words = None if written is None else written.expectation
                found.append(_Found(customer, label, day, fact, names[row], words))
    return found


def _in_account_reviews(
    known: Known, held: AccountReviews, rng: np.random.Generator
) -> list[_Found]:
    """What an account had expected from before, as far as it said."""
    found = []
    for row, mood in enumerate(held.feeling):
        if mood is None or rng.random() >= FOUND_SHARE:
            continue
        names = aspects_of(known.setting.roster.kind_at(int(held.account[row])).source)
        outcome = OUTCOME_OF_FEELING[str(mood.labels[0].sentiment)]
        label = Label(names[int(rng.integers(0, len(names)))], None, "past_experience", outcome)
        account, day = int(held.account[row]), int(held.held[row])
        key = held.keys[row].as_py()
        found.append(_Found(account, label, day, "account_review", key, mood.text))
    return found


def _by_staff(known: Known, rng: np.random.Generator) -> list[_Found]:
    state = known.history.state
    able = (state.orders > 1) & (state.leaves >= HISTORY_DAYS)
    rows = np.flatnonzero(able & (rng.random(len(able)) < BY_STAFF))
    found = []
    for row in rows.tolist():
        names = aspects_of(known.setting.roster.kind_at(row).source)
        origin = ORIGINS[int(rng.integers(0, len(ORIGINS)))]
        label = Label(names[int(rng.integers(0, len(names)))], None, origin, None)
        day = int(rng.integers(HISTORY_DAYS - 200, HISTORY_DAYS))
        found.append(_Found(row, label, day, None, None, None))
    return found
