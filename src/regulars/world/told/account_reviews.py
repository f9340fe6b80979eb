"""The fact `account_review`: regular talks with accounts on how all goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import ACCOUNT_REVIEW
from regulars.world.arrays import Ints
from regulars.world.cast.fits import NONE, TOPICS
from regulars.world.cast.kinds import SOURCES, TEXTILES
from regulars.world.goods.products import CATEGORIES
from regulars.world.life.troubles import EASY
from regulars.world.season.span import HISTORY_DAYS, NEVER
from regulars.world.texts.writer import Written
from regulars.world.told.known import Known
from regulars.world.told.owners import owners_of
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

STATES = ("planned", "held", "declined")
PLANNED, HELD, DECLINED = range(3)
SINCE_DAYS = 700
"""How long ago the house began to hold them."""
COVERED_SHARE = {"cabins": 0.3, "shop": 0.2, "textiles": 0.85}
"""Of accounts: with whom they are held at all."""
EVERY_DAYS = (170, 380)
DECLINED_SHARE = 0.08
RECOMMENDATIONS = ("more", "maintenance", "better_use", "nothing")
CATEGORY_WORDS: dict[str, tuple[str, str]] = {
    "cotton": ("cotton cloth", "সুতি কাপড়"),
    "handloom": ("handloom cloth", "তাঁতের কাপড়"),
    "dyed": ("dyed cloth", "রঙিন কাপড়"),
    "linen": ("bed linen and towels", "বিছানার কাপড় ও তোয়ালে"),
    "trimmings": ("thread, zips and lining", "সুতা, চেইন ও আস্তর"),
    "yarn": ("yarn", "সুতার কোন"),
    "dyeing": ("dyeing and printing", "রং ও ছাপার কাজ"),
    "finishing": ("finishing", "ফিনিশিং"),
    "agreement": ("a standing agreement", "নিয়মিত চুক্তি"),
}
Wrong = tuple[int, int, bool]
"""When it was felt and ended, days of the span, and whether it was hard."""


@dataclass(frozen=True)
class AccountReviews:
    """One row a review, by the day it was planned for. Shape: each (reviews,); `held` NEVER and
    texts None where it was not held."""

    keys: pa.Array
    account: Ints
    planned: Ints
    held: Ints
    state: Ints
    recommendation: list[str | None]
    feeling: list[Written | None]
    needs: list[Written | None]
    competitors: list[Written | None]


def draw_account_reviews(known: Known) -> AccountReviews:
    """One about every half year or year with the accounts that are covered."""
    rng = known.rng("account reviews")
    account, planned = _when(known, rng)
    n = len(account)
    at = np.lexsort((account, planned))
    account, planned = account[at], planned[at]
    past = planned < HISTORY_DAYS
    state = np.where(past, np.where(rng.random(n) < DECLINED_SHARE, DECLINED, HELD), PLANNED)
    on = np.minimum(planned + rng.integers(0, 6, n), HISTORY_DAYS - 1)
    held = np.where(state == HELD, on, NEVER)
    wrong = _went_wrong(known)
    noted = [
        _noted(known, who, day, wrong.get(who, []), rng)
        if day < NEVER
        else (None, None, None, None)
        for who, day in zip(account.tolist(), held.tolist(), strict=True)
    ]
    return AccountReviews(
        keys=numbered("W-", np.arange(1, n + 1), digits=4),
        account=account,
        planned=planned,
        held=held,
        state=state,
        recommendation=[one[3] for one in noted],
        feeling=[one[0] for one in noted],
        needs=[one[1] for one in noted],
        competitors=[one[2] for one in noted],
    )


def account_review_table(known: Known, held: AccountReviews) -> pa.Table:
    """The fact `account_review`, by the day it was planned for."""
    owners = owners_of(known)
    columns = {
        "source_id": held.keys,
        "source": known.sources.take(pa.array(held.account)),
        "customer_key": texts_at(known.keys, held.account),
        "staff": [owners.get(row) for row in held.account.tolist()],
        "planned_on": dates_of(span=known.span, days=held.planned),
        "held_on": dates_of(span=known.span, days=held.held, known=held.held < NEVER),
        "state": texts_at(STATES, held.state),
        "recommendation": held.recommendation,
        "feeling": [None if one is None else one.text for one in held.feeling],
        "needs": [None if one is None else one.text for one in held.needs],
        "competitors": [None if one is None else one.text for one in held.competitors],
    }
    return fact_table(contract=ACCOUNT_REVIEW, columns=columns)


def needs_a_category(known: Known, row: int) -> str | None:
    """Something that this account uses and takes from others; None where there is none."""
    wants = known.setting.wants
    missing = np.flatnonzero(wants.uses[row] & ~wants.takes[row])
    return CATEGORIES[int(missing[0])] if len(missing) else None


def _when(known: Known, rng: np.random.Generator) -> tuple[Ints, Ints]:
    setting, state = known.setting, known.history.state
    covered = setting.roster.is_account & (state.orders > 0)
    covered &= rng.random(len(setting)) < setting.roster.of_source(COVERED_SHARE)
    rows = np.flatnonzero(covered)
    first = np.maximum(state.first_day[rows] + 60, HISTORY_DAYS - SINCE_DAYS)
    day = first + (rng.random(len(rows)) * 200).astype(np.int64)
    accounts, days = [], []
    while len(rows):
        # One to come is planned; after it nobody looks further, and nobody visits who has left.
        there = (state.leaves[rows] > day) & (day < HISTORY_DAYS + 120)
        rows, day = rows[there], day[there]
        accounts.append(rows)
        days.append(day)
        on = day < HISTORY_DAYS
        rows, day = rows[on], day[on]
        day = day + rng.integers(*EVERY_DAYS, len(rows))
    return np.concatenate([*accounts, np.zeros(0, np.int64)]), np.concatenate(
        [*days, np.zeros(0, np.int64)]
    )


def _noted(
    known: Known, row: int, day: int, wrong: list[Wrong], rng: np.random.Generator
) -> tuple[Written, Written, Written, str]:
    writer, state = known.writer, known.history.state
    recent = any(day - 120 < felt <= day and hard for felt, _, hard in wrong)
    is_open = any(felt <= day < ended for felt, ended, _ in wrong)
    shaky = state.leaves[row] < day + 200
    mood = "unhappy" if recent else "unsure" if shaky or rng.random() < 0.15 else "content"
    feeling = writer.account(subject="feeling", mood=mood, what=("", ""), rng=rng)
    others = "none" if mood == "content" else "asked"
    others = "buys" if shaky and rng.random() < 0.5 else others
    competitors = writer.account(subject="competitors", mood=others, what=("", ""), rng=rng)
    category = needs_a_category(known, row)
    topic = int(known.fits.needs[row])
    is_cloth = SOURCES[int(known.setting.roster.source[row])] == TEXTILES
    if is_cloth and category is not None and rng.random() < 0.7:
        about, what = "category", CATEGORY_WORDS[category]
    elif topic != NONE:
        about, what = "topic", (TOPICS[topic].name, TOPICS[topic].name_bn)
    else:
        about, what = "nothing", ("", "")
    needs = writer.account(subject="needs", mood=about, what=what, rng=rng)
    if is_open:
        advice = "nothing"
    elif about == "category":
        advice = "maintenance" if category == "agreement" else "more"
    else:
        advice = "better_use" if rng.random() < 0.4 else "nothing"
    return feeling, needs, competitors, advice


def _went_wrong(known: Known) -> dict[int, list[Wrong]]:
    """What each account told us of."""
    troubles = known.history.troubles
    told = troubles.at(np.flatnonzero(troubles.told))
    hard = told.effort != EASY
    found: dict[int, list[Wrong]] = {}
    every = zip(
        told.customer.tolist(), told.felt.tolist(), told.ended.tolist(), hard.tolist(), strict=True
    )
    for row, felt, ended, is_hard in every:
        found.setdefault(row, []).append((felt, ended, is_hard))
    return found
