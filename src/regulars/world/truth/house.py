"""What is true of the houses: how good they are, which claims hold, what is valued by whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.world.cast.kinds import KINDS
from regulars.world.cast.values import VALUES, shares_of
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.bank import read
from regulars.world.told.claims import CLAIMS
from regulars.world.told.experiences import aspects_of, chance_of_good
from regulars.world.told.known import Known
from regulars.world.truth.table import FLAG, REAL, TEXT, TruthColumn, TruthTable

ASPECT_TRUTH = TruthTable(
    name="aspect",
    row="One thing that a house is judged by.",
    columns=(
        TruthColumn("source", TEXT, "The house."),
        TruthColumn("aspect", TEXT, "The aspect, as labels, claims and expectations call it."),
        TruthColumn("good_then", REAL, "The chance of a good experience in the first year."),
        TruthColumn("good_now", REAL, "The same on the last day."),
        TruthColumn("said", REAL, "How often it is spoken of, beside other aspects."),
        TruthColumn("claimed", FLAG, "The house claims it today."),
    ),
)
CLAIM_TRUTH = TruthTable(
    name="claim",
    row="One claim that is about an aspect.",
    columns=(
        TruthColumn("source", TEXT, "The house that says it."),
        TruthColumn("source_id", TEXT, "The fact `claim`."),
        TruthColumn("aspect", TEXT, "The aspect it is about."),
        TruthColumn("supported", REAL, "How many experiences of the last year support it."),
    ),
)
VALUE_TRUTH = TruthTable(
    name="value",
    row="One kind and size of customer, and one thing they may value most.",
    columns=(
        TruthColumn("source", TEXT, "The house."),
        TruthColumn("segment", TEXT, "The kind of customer."),
        TruthColumn("is_large", FLAG, "Of the twentieth that spends most, or not."),
        TruthColumn("value", TEXT, "What is valued."),
        TruthColumn("share", REAL, "How many of them value it most; sums to 1."),
    ),
)


def aspect_truth(known: Known) -> pa.Table:
    """The table, by house."""
    rows = []
    today = {(one.source, one.aspect) for one in CLAIMS if one.until is None}
    days = np.array([0, HISTORY_DAYS - 1])
    for source in known.setting.sources:
        good = chance_of_good(source=source, days=days)
        for place, (name, one) in enumerate(read("aspects")[source].items()):
            then, now = float(good[0, place]), float(good[1, place])
            rows.append((source, name, then, now, float(one["said"]), (source, name) in today))
    return ASPECT_TRUTH.made_of(_columns(ASPECT_TRUTH, rows))


def claim_truth(known: Known) -> pa.Table:
    """The table, in the order of the claims."""
    rows = []
    year = np.arange(HISTORY_DAYS - 365, HISTORY_DAYS)
    for claim in CLAIMS:
        if claim.source in known.setting.sources and claim.aspect is not None:
            good = chance_of_good(source=claim.source, days=year).mean(axis=0)
            supported = float(good[aspects_of(claim.source).index(claim.aspect)])
            rows.append((claim.source, claim.key, claim.aspect, supported))
    return CLAIM_TRUTH.made_of(_columns(CLAIM_TRUTH, rows))


def value_truth(known: Known) -> pa.Table:
    """The table, by kind, size and value."""
    rows = [
        (kind.source, kind.name, large, value, float(share))
        for kind in KINDS
        if kind.source in known.setting.sources
        for large in (False, True)
        for value, share in zip(
            VALUES, shares_of(kind=kind.name, source=kind.source, large=large), strict=True
        )
    ]
    return VALUE_TRUTH.made_of(_columns(VALUE_TRUTH, rows))


def _columns(table: TruthTable, rows: Sequence[tuple[object, ...]]) -> dict[str, list[object]]:
    return {one.name: [row[at] for row in rows] for at, one in enumerate(table.columns)}
