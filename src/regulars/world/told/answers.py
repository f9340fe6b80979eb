"""The fact `answer`: what customers say when asked; few answer, the friendly more readily."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from regulars.contracts import ANSWER
from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.cast.tongues import WRITES
from regulars.world.cast.values import VALUES
from regulars.world.goods.orders import PLACED
from regulars.world.life.troubles import EASY
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.writer import Label, Written
from regulars.world.told.experiences import labels_of, stars_of
from regulars.world.told.known import Known
from regulars.world.told.problems import Told
from regulars.world.told.tables import dates_of, fact_table, instants_of, numbered, texts_at

QUESTIONS = {
    "nps": "How likely are you to recommend us?",
    "csat": "How satisfied are you with this time?",
    "ces": "They made it easy for me to handle my issue",
    "choice": "Who told you about us?",
    "text": "Why do you stay with us?",
}
SURVEYS = {
    "nps": "after an order",
    "csat": "after a stay",
    "ces": "after a problem",
    "choice": "welcome",
    "text": "why do you stay",
}
NPS_SHARE = {CABINS: 0.10, SHOP: 0.012, TEXTILES: 0.07}
CSAT_SHARE = {CABINS: 0.12, SHOP: 0.0, TEXTILES: 0.05}
CES_SHARE = 0.40
"""Of the problems that ended: who says how easy it was."""
ASKED_WHO_SHARE = 0.14
"""Of customers: who was asked how they came, and answered."""
ASKED_WHY_SHARE = 0.10
WITH_WORDS_SHARE = 0.35
PERSON_SHARE = 0.5
ASK_CHANNELS = ("message", "email", "link", "counter")
TO_CHOOSE = ("a friend or relative", "passing by", "a search", "social media", "a fair", "an agent")
"""The ways to come, as the question puts them."""


@dataclass
class Answers:
    """Rows of answers, in the making. Units: `day` of the span; -1 where not tied to a fact."""

    customer: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    score: list[int | None] = field(default_factory=list)
    choice: list[str | None] = field(default_factory=list)
    day: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    problem: list[int] = field(default_factory=list)
    text: list[Written | None] = field(default_factory=list)

    def add(
        self,
        *,
        customer: int,
        kind: str,
        day: int,
        score: int | None = None,
        choice: str | None = None,
        order: int = -1,
        problem: int = -1,
        text: Written | None = None,
    ) -> None:
        self.customer.append(customer)
        self.kind.append(kind)
        self.score.append(score)
        self.choice.append(choice)
        self.day.append(min(day, HISTORY_DAYS - 1))
        self.order.append(order)
        self.problem.append(problem)
        self.text.append(text)


def draw_answers(known: Known, *, told: Told, values: Ints) -> Answers:
    """All answers, by question and then in the order of what they are about."""
    rng = known.rng("answers")
    answers = Answers()
    _after_orders(known, answers, kind="nps", share=NPS_SHARE, rng=rng)
    _after_orders(known, answers, kind="csat", share=CSAT_SHARE, rng=rng)
    _after_problems(known, answers, told=told, rng=rng)
    _who_told(known, answers, rng)
    _why_they_stay(known, answers, values=values, rng=rng)
    return answers


def answer_keys(answers: Answers) -> pa.Array:
    """A-0001 and on."""
    return numbered("A-", np.arange(1, len(answers.kind) + 1), digits=4)


def answer_table(
    known: Known, answers: Answers, *, told: Told, reservation_of_order: pa.Array
) -> pa.Table:
    """The fact `answer`."""
    rng = known.rng("answer table")
    n = len(answers.kind)
    customer = np.array(answers.customer, dtype=np.int64)
    speaker = known.speakers(rows=customer, share=PERSON_SHARE, rng=rng)
    days = np.array(answers.day, dtype=np.int64)
    order = np.array(answers.order, dtype=np.int64)
    columns = {
        "source_id": answer_keys(answers),
        "source": known.sources.take(pa.array(customer)),
        "customer_key": texts_at(known.keys, speaker),
        "survey": [SURVEYS[kind] for kind in answers.kind],
        "question": [QUESTIONS[kind] for kind in answers.kind],
        "kind": answers.kind,
        "score": answers.score,
        "choice": answers.choice,
        "happened_at": instants_of(
            span=known.span, days=days, minutes=rng.integers(9 * 60, 22 * 60, n)
        ),
        "happened_on": dates_of(span=known.span, days=days),
        "channel": texts_at(ASK_CHANNELS, rng.integers(0, len(ASK_CHANNELS), n)),
        "order_key": texts_at(known.numbers, order),
        "reservation_key": reservation_of_order.take(pa.array(order, mask=order < 0)),
        "problem_key": texts_at(told.keys, np.array(answers.problem, dtype=np.int64)),
        "text": [None if one is None else one.text for one in answers.text],
    }
    return fact_table(contract=ANSWER, columns=columns)


def _after_orders(
    known: Known,
    answers: Answers,
    *,
    kind: str,
    share: dict[str, float],
    rng: np.random.Generator,
) -> None:
    orders = known.orders
    named = (orders.customer >= 0) & (orders.state == PLACED)
    of_source = np.array([share[name] for name in SOURCES])[orders.source]
    ready = 0.3 + 1.4 * known.setting.laws.friendly[orders.customer]
    rows = np.flatnonzero(named & (rng.random(len(named)) < of_source * ready))
    labels = labels_of(known, orders=rows, rng=rng)
    customer = orders.customer[rows]
    stars = stars_of(known, labels, orders=rows, rng=rng)
    tenths = np.clip(np.round(2.1 * stars - 0.9 + 0.9 * rng.standard_normal(len(rows))), 0, 10)
    later = rng.integers(1, 6, len(rows))
    for at, row in enumerate(rows.tolist()):
        answers.add(
            customer=int(customer[at]),
            kind=kind,
            day=int(orders.day[row] + later[at]),
            score=int(tenths[at]) if kind == "nps" else int(stars[at]),
            order=row,
            text=_words(known, int(customer[at]), labels[at], rng),
        )


def _after_problems(
    known: Known, answers: Answers, *, told: Told, rng: np.random.Generator
) -> None:
    """Ease as it was felt follows what it took, and how friendly one is."""
    troubles = told.troubles
    loss = np.log(troubles.loss / (1 - troubles.loss))
    friendly = known.setting.laws.friendly[troubles.customer]
    mean = 6.1 - 1.05 * (loss + 3.6) + 1.2 * (friendly - 0.5)
    mean = np.where(troubles.effort == EASY, np.maximum(mean, 5.2), mean)
    ces = np.clip(np.round(mean + 0.8 * rng.standard_normal(len(mean))), 1, 7).astype(np.int64)
    ended: Flags = told.is_over & (rng.random(len(mean)) < CES_SHARE)
    later = rng.integers(0, 4, len(mean))
    for row in np.flatnonzero(ended).tolist():
        answers.add(
            customer=int(troubles.customer[row]),
            kind="ces",
            day=int(troubles.ended[row] + later[row]),
            score=int(ces[row]),
            order=int(told.order[row]),
            problem=row,
        )


def _who_told(known: Known, answers: Answers, rng: np.random.Generator) -> None:
    setting, state = known.setting, known.history.state
    asked = (state.orders > 0) & (setting.laws.joins >= 0)
    rows = np.flatnonzero(asked & (rng.random(len(setting)) < ASKED_WHO_SHARE))
    for row in rows.tolist():
        answers.add(
            customer=row,
            kind="choice",
            day=int(state.first_day[row] + rng.integers(0, 4)),
            choice=TO_CHOOSE[int(known.came.way[row])],
        )


def _why_they_stay(
    known: Known, answers: Answers, *, values: Ints, rng: np.random.Generator
) -> None:
    """Asked of those who came back, in the last year; the friendly answer twice as often."""
    setting, state = known.setting, known.history.state
    able = (state.orders > 1) & (state.leaves >= HISTORY_DAYS)
    share = ASKED_WHY_SHARE * (0.4 + 1.2 * setting.laws.friendly)
    share = share * np.where(setting.roster.is_account, 2.0, 1.0)
    rows = np.flatnonzero(able & (rng.random(len(setting)) < share))
    for row in rows.tolist():
        first = max(int(state.first_day[row]) + 30, HISTORY_DAYS - 365)
        day = int(rng.integers(min(first, HISTORY_DAYS - 1), HISTORY_DAYS))
        value = VALUES[int(values[row])]
        tongue = WRITES[int(known.tongues.writes[row])]
        text = known.writer.stays_because(value=value, tongue=tongue, rng=rng)
        answers.add(customer=row, kind="text", day=day, text=text)


def _words(
    known: Known, customer: int, labels: list[Label], rng: np.random.Generator
) -> Written | None:
    if rng.random() >= WITH_WORDS_SHARE:
        return None
    source = SOURCES[int(known.setting.roster.source[customer])]
    tongue = WRITES[int(known.tongues.writes[customer])]
    return known.writer.review(source=source, tongue=tongue, said=labels, rng=rng)
