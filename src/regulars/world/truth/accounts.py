"""What accounts could still buy, and who would be good for whom."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Flags
from regulars.world.cast.fits import TOPICS
from regulars.world.cast.kinds import KINDS, SOURCES
from regulars.world.goods.bales import BALES
from regulars.world.goods.products import CATEGORIES
from regulars.world.life.hidden import Hidden
from regulars.world.told.introductions import Introductions
from regulars.world.told.known import Known
from regulars.world.told.tables import texts_at
from regulars.world.truth.table import (
    FLAG,
    REAL,
    TEXT,
    WHOLE,
    TruthColumn,
    TruthTable,
    customer_columns,
)
from regulars.world.truth.white_space import white_space_minor

WHITE_SPACE_TRUTH = TruthTable(
    name="white_space",
    row="One account of the textile house and one kind of goods that it uses.",
    columns=(
        *customer_columns("the account"),
        TruthColumn("category", TEXT, "The category of the products."),
        TruthColumn("takes", FLAG, "Bought from us; else from others."),
        TruthColumn(
            "potential_minor", WHOLE, "What they use of it.", "poisha a year, while they are active"
        ),
    ),
)
ACCOUNT_TRUTH = TruthTable(
    name="account",
    row="One account of the textile house.",
    columns=(
        *customer_columns("the account"),
        TruthColumn(
            "opportunity", TEXT, "high: uses something that it takes from others; low: nothing."
        ),
        TruthColumn("missing_minor", WHOLE, "What it takes from others.", "poisha a year"),
        TruthColumn("share_of_wallet", REAL, "What it takes from us, of all that it uses."),
    ),
)
FIT_TRUTH = TruthTable(
    name="fit",
    row="A customer with a need and another who could meet it.",
    columns=(
        *customer_columns("who has the need"),
        TruthColumn("other_source", TEXT, "The source of who can meet it."),
        TruthColumn("other_key", TEXT, "The key of who can meet it."),
        TruthColumn("topic", TEXT, "The need."),
        TruthColumn("fit", REAL, "The chance that they meet again once introduced."),
        TruthColumn("introduced", FLAG, "There is a fact `introduction` of the two."),
    ),
)


def white_space_truth(known: Known, hidden: Hidden) -> pa.Table:
    """The table, by account and category."""
    wants = known.setting.wants
    potential = white_space_minor(setting=known.setting)
    row, category = np.nonzero(_is_textile(known)[:, None] & wants.uses)
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[row]),
        "source_id": texts_at(hidden.keys, row),
        "category": texts_at(CATEGORIES, category),
        "takes": wants.takes[row, category],
        "potential_minor": np.rint(potential[row, category]).astype(np.int64),
    }
    return WHITE_SPACE_TRUTH.made_of(columns)


def account_truth(known: Known, hidden: Hidden) -> pa.Table:
    """The table, as the roster has the accounts."""
    wants = known.setting.wants
    potential = white_space_minor(setting=known.setting)
    used = (potential * wants.uses).sum(axis=1)
    missing = (potential * (wants.uses & ~wants.takes)).sum(axis=1)
    row = np.flatnonzero(_is_textile(known))
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[row]),
        "source_id": texts_at(hidden.keys, row),
        "opportunity": texts_at(("low", "high"), (missing[row] > 0).astype(np.int64)),
        "missing_minor": np.rint(missing[row]).astype(np.int64),
        "share_of_wallet": 1 - missing[row] / np.maximum(used[row], 1.0),
    }
    return ACCOUNT_TRUTH.made_of(columns)


def fit_truth(known: Known, made: Introductions) -> pa.Table:
    """The table, by who has the need."""
    fits = known.fits
    introduced = np.zeros(len(fits.one), dtype=bool)
    introduced[made.pair] = True
    source = known.setting.roster.source
    columns = {
        "source": texts_at(SOURCES, source[fits.one]),
        "source_id": texts_at(known.keys, fits.one),
        "other_source": texts_at(SOURCES, source[fits.other]),
        "other_key": texts_at(known.keys, fits.other),
        "topic": texts_at([topic.key for topic in TOPICS], fits.needs[fits.one]),
        "fit": fits.fit,
        "introduced": introduced,
    }
    return FIT_TRUTH.made_of(columns)


def _is_textile(known: Known) -> Flags:
    kinds = [number for number, kind in enumerate(KINDS) if kind.name in BALES]
    return np.isin(known.setting.roster.kind, kinds)
