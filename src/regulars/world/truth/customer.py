"""What is true of each customer and no import would ever tell."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.fits import TOPICS
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.tongues import WRITES
from regulars.world.cast.values import VALUES
from regulars.world.life.broken_rhythms import rhythm_broke
from regulars.world.life.chances import chances_of
from regulars.world.life.hidden import Hidden
from regulars.world.life.state import WHY
from regulars.world.life.word_of_mouth import WAYS
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import CURRENCY, dates_of, texts_at
from regulars.world.truth.table import (
    DAY,
    FLAG,
    REAL,
    TEXT,
    WHOLE,
    TruthColumn,
    TruthTable,
    customer_columns,
)

CUSTOMER_TRUTH = TruthTable(
    name="customer",
    row="One customer of a source, rows as in the fact `customer`.",
    columns=(
        *customer_columns("the customer"),
        TruthColumn("person_key", TEXT, "Under which the same came first, in whatever source."),
        TruthColumn("segment", TEXT, "The kind, e.g. `tea stall`."),
        TruthColumn(
            "buying_rate",
            REAL,
            "Orders while active, cancelled ones too; on the last day where rates drift.",
            "a year of average season",
            "buys nothing of their own",
        ),
        TruthColumn(
            "regularity",
            REAL,
            "One over the squared coefficient of variation of the gaps: 1 random, 25 a clock.",
            null="buys nothing of their own",
        ),
        TruthColumn(
            "leaving_rate", REAL, "One over the mean life, if nothing went wrong.", "a year"
        ),
        TruthColumn("rate_drift", REAL, "Change of the logarithm of the buying rate.", "a year"),
        TruthColumn("joined_on", DAY, "The day they came.", "day"),
        TruthColumn(
            "left_on",
            DAY,
            "The day from which on they buy no more.",
            "day",
            "still there on the last day, perhaps only late",
        ),
        TruthColumn("left_because", TEXT, f"Why: {', '.join(WHY)}.", null="still there"),
        TruthColumn("taste", REAL, "From 0, distance, to 1, contact; on the last day."),
        TruthColumn("taste_drift", REAL, "Change of the logit of the taste.", "a year"),
        TruthColumn("made_to_measure", REAL, "From 0, as it comes, to 1, made for them."),
        TruthColumn("hunts", FLAG, "Buys only while something is reduced."),
        TruthColumn("price_care", REAL, "The chance to take a reduction that is on offer."),
        TruthColumn("moved", REAL, "How much care moves them beside others; 0 not at all."),
        TruthColumn("friendly", REAL, "From 0 to 1: how ready to answer, and with good marks."),
        TruthColumn("outspoken", REAL, "The chance to tell us when something is wrong."),
        TruthColumn("writes", TEXT, "en, bn, or mixed: Bengali in Latin letters."),
        TruthColumn("values", TEXT, "What they value most, which is why they stay."),
        TruthColumn("came_by", TEXT, f"How they came: {', '.join(WAYS)}."),
        TruthColumn("sent_by_source", TEXT, "Of who sent them.", null="sent by no customer"),
        TruthColumn("sent_by_key", TEXT, "Of who sent them.", null="sent by no customer"),
        TruthColumn("sends_a_year", REAL, "Whom they send while active.", "customers a year"),
        TruthColumn("needs", TEXT, "What they need of another customer.", null="nothing"),
        TruthColumn("offers", TEXT, "What they could do for another customer.", null="nothing"),
        TruthColumn("is_large", FLAG, "Of the twentieth that spent most in the three years."),
        TruthColumn("rhythm_broke", FLAG, "A clear rhythm, silent now for four to ten weeks."),
        TruthColumn(
            "stays_365", REAL, "The chance to be there in 365 days, if nothing more goes wrong."
        ),
        TruthColumn(
            "expected_orders_365", REAL, "Orders of the next 365 days that will stand.", "orders"
        ),
        TruthColumn("expected_spend_365_minor", WHOLE, "Their amount, net of returns.", "poisha"),
        TruthColumn("currency", TEXT, "Of the spend: BDT, whatever they pay in."),
    ),
)


def customer_truth(
    known: Known, hidden: Hidden, *, values: Ints, orders: Floats, spend: Floats
) -> pa.Table:
    """The table. `orders` and `spend` (customers,) are what the next year holds on average."""
    setting, state = known.setting, hidden.state
    laws, at = setting.laws, hidden.by_key
    chances = chances_of(setting=setting, state=state, stakes=hidden.stakes, within_days=(1,))
    left = laws.buys & (state.leaves < HISTORY_DAYS)
    sender = known.came.sender
    columns = {
        "source": texts_at(SOURCES, setting.roster.source),
        "source_id": known.keys,
        "person_key": texts_at(known.keys, setting.roster.person),
        "segment": [setting.roster.kind_at(row).name for row in range(len(setting))],
        "buying_rate": pa.array(np.round(laws.order_rate, 6), mask=~laws.buys),
        "regularity": pa.array(np.round(laws.regularity, 6), mask=~laws.buys),
        "leaving_rate": laws.leaving_rate,
        "rate_drift": laws.rate_drift,
        "joined_on": dates_of(span=known.span, days=laws.joins),
        "left_on": dates_of(span=known.span, days=state.leaves, known=left),
        "left_because": texts_at(WHY, np.where(left, state.why, -1)),
        "taste": laws.taste,
        "taste_drift": laws.taste_drift,
        "made_to_measure": laws.made_to_measure,
        "hunts": laws.hunts,
        "price_care": laws.price_care,
        "moved": laws.moved,
        "friendly": laws.friendly,
        "outspoken": laws.outspoken,
        "writes": texts_at(WRITES, known.tongues.writes),
        "values": texts_at(VALUES, values),
        "came_by": texts_at(WAYS, known.came.way),
        "sent_by_source": texts_at(
            SOURCES, np.where(sender >= 0, setting.roster.source[sender], -1)
        ),
        "sent_by_key": texts_at(known.keys, sender),
        "sends_a_year": known.came.sends_a_year,
        "needs": texts_at([topic.key for topic in TOPICS], known.fits.needs),
        "offers": texts_at([topic.key for topic in TOPICS], known.fits.offers),
        "is_large": known.is_large,
        "rhythm_broke": rhythm_broke(setting=setting, state=state),
        "stays_365": chances.stay * chances.not_lost,
        "expected_orders_365": np.round(orders, 6),
        "expected_spend_365_minor": np.rint(spend).astype(np.int64),
        "currency": [CURRENCY] * len(setting),
    }
    return CUSTOMER_TRUTH.made_of(columns).take(at)
