"""What lies behind single facts: contacts, care, referrals."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.world.cast.kinds import SOURCES
from regulars.world.told.cares import SOURCE
from regulars.world.told.known import Known
from regulars.world.told.referrals import Referrals
from regulars.world.told.tables import one_text, texts_at
from regulars.world.told.talks import DRIVEN_BY, Talks
from regulars.world.truth.table import FLAG, REAL, TEXT, TruthColumn, TruthTable

CONTACT_TRUTH = TruthTable(
    name="contact",
    row="One fact `contact`.",
    columns=(
        TruthColumn("source", TEXT, "The source of the contact."),
        TruthColumn("source_id", TEXT, "Its key in that source."),
        TruthColumn(
            "driven_by",
            TEXT,
            "What the reaction was to: the manner, the offer, or the moment (tired, in a hurry), "
            "which teaches nothing of their taste.",
        ),
        TruthColumn("taste_then", REAL, "From 0, distance, to 1, contact, on that day."),
    ),
)
CARE_TRUTH = TruthTable(
    name="care",
    row="One fact `care`.",
    columns=(
        TruthColumn("source", TEXT, "The source of the care."),
        TruthColumn("source_id", TEXT, "Its key in that source."),
        TruthColumn("manner", TEXT, "personal or written, as it was or would have been done."),
        TruthColumn("result", TEXT, "landed, nothing, or hurt; what was not done does nothing."),
    ),
)
REFERRAL_TRUTH = TruthTable(
    name="referral",
    row="One fact `referral`.",
    columns=(
        TruthColumn("source", TEXT, "The source of the referral."),
        TruthColumn("source_id", TEXT, "Its key in that source."),
        TruthColumn("is_true", FLAG, "Who is named did send them."),
    ),
)
RESULTS = ("hurt", "nothing", "landed")


def contact_truth(known: Known, talks: Talks) -> pa.Table:
    """The table, as the fact has the contacts."""
    laws = known.setting.laws
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[talks.customer]),
        "source_id": talks.keys,
        "driven_by": texts_at(DRIVEN_BY, talks.driven_by),
        "taste_then": laws.taste_at(rows=talks.customer, days=talks.day),
    }
    return CONTACT_TRUTH.made_of(columns)


def care_truth(known: Known, care: pa.Table) -> pa.Table:
    """The table, as the fact `care` has the lines."""
    cares = known.history.cares
    columns = {
        "source": one_text(SOURCE, len(cares.day)),
        "source_id": care.column("source_id"),
        "manner": texts_at(("written", "personal"), cares.personal.astype(np.int64)),
        "result": texts_at(RESULTS, cares.result + 1),
    }
    return CARE_TRUTH.made_of(columns)


def referral_truth(known: Known, referrals: Referrals) -> pa.Table:
    """The table, as the fact has the referrals."""
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[referrals.came]),
        "source_id": referrals.keys,
        "is_true": referrals.is_true,
    }
    return REFERRAL_TRUTH.made_of(columns)
