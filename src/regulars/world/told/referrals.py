"""The fact `referral`: who sent whom, as far as anybody wrote it down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import REFERRAL
from regulars.world.arrays import Flags, Ints
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

RECORDED_SHARE = 0.55
"""Of those who were sent by a customer."""
KNOWN_BY = ("asked", "staff", "code", "link", "introduction", "import")
KNOWN_BY_SHARES = (0.40, 0.25, 0.12, 0.13, 0.04, 0.06)
CONFIDENCE = {"asked": 900, "staff": 700, "code": 1000, "link": 1000, "introduction": 1000}
"""How sure each way to know is, in thousandths; an import says nothing of it."""
GUESSED_SHARE = 0.25
"""Of those written down as told by the staff: it was somebody else, and nobody is sure."""
WRONG_CONFIDENCE = 400


@dataclass(frozen=True)
class Referrals:
    """One row a referral, by day. Shape: each (referrals,); `is_true`: they did send them."""

    keys: pa.Array
    sender: Ints
    came: Ints
    known_by: Ints
    is_true: Flags


def draw_referrals(known: Known) -> Referrals:
    """A part of what is true, and a little that is not."""
    rng = known.rng("referrals")
    joins, true_sender = known.setting.laws.joins, known.came.sender
    written = (true_sender >= 0) & (rng.random(len(joins)) < RECORDED_SHARE)
    written &= known.history.state.orders > 0
    came = np.flatnonzero(written)
    came = came[np.lexsort((came, joins[came]))]
    known_by = rng.choice(len(KNOWN_BY), size=len(came), p=KNOWN_BY_SHARES)
    guessed = (known_by == KNOWN_BY.index("staff")) & (rng.random(len(came)) < GUESSED_SHARE)
    sender = true_sender[came]
    sender[guessed] = _others(known, came[guessed], rng)
    return Referrals(
        keys=numbered("E-", np.arange(1, len(came) + 1), digits=4),
        sender=sender,
        came=came,
        known_by=known_by,
        is_true=sender == true_sender[came],
    )


def referral_table(known: Known, referrals: Referrals) -> pa.Table:
    """The fact `referral`, by day; nobody is sent by who came later or buys from another book."""
    sure = np.array([CONFIDENCE.get(how, -1) for how in KNOWN_BY])[referrals.known_by]
    sure = np.where(referrals.is_true, sure, WRONG_CONFIDENCE)
    columns = {
        "source_id": referrals.keys,
        "source": known.sources.take(pa.array(referrals.came)),
        "customer_key": texts_at(known.keys, referrals.sender),
        "other_key": texts_at(known.keys, referrals.came),
        "known_by": texts_at(KNOWN_BY, referrals.known_by),
        "confidence_permille": pa.array(sure, mask=sure < 0),
        "happened_on": dates_of(span=known.span, days=known.setting.laws.joins[referrals.came]),
    }
    return fact_table(contract=REFERRAL, columns=columns)


def _others(known: Known, came: Ints, rng: np.random.Generator) -> Ints:
    """Another customer of the same house who was there already."""
    setting = known.setting
    found = known.came.sender[came].copy()
    for at in range(len(came)):
        ours = setting.roster.source == setting.roster.source[came[at]]
        there = np.flatnonzero(
            ours & setting.laws.buys & (setting.laws.joins < setting.laws.joins[came[at]])
        )
        there = there[there != found[at]]
        if len(there):
            found[at] = there[int(rng.integers(0, len(there)))]
    return found
