"""Who was exposed to a known issue, who really has it, and who keeps silent."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.world.cast.kinds import SOURCES
from regulars.world.life.issues import ISSUES
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, texts_at
from regulars.world.truth.table import DAY, FLAG, TEXT, TruthColumn, TruthTable, customer_columns

EXPOSURE_TRUTH = TruthTable(
    name="exposure",
    row="One order that was exposed to a known issue.",
    columns=(
        *customer_columns("the customer"),
        TruthColumn("order_key", TEXT, "The order, in the same source."),
        TruthColumn("known_issue_key", TEXT, "The known issue."),
        TruthColumn("has_it", FLAG, "The fault is in it."),
        TruthColumn(
            "shows_on",
            DAY,
            "The day they notice; it may lie ahead.",
            "day",
            "the fault is not in it",
        ),
        TruthColumn("told", FLAG, "They tell us, or will; the others keep silent."),
    ),
)


def exposure_truth(known: Known) -> pa.Table:
    """The table, by customer and time."""
    bought, troubles = known.history.purchases, known.history.troubles
    row = np.flatnonzero(bought.issue >= 0)
    place = np.full(len(bought.day), -1)
    of_issue = np.flatnonzero(troubles.issue >= 0)
    order = known.order_of(customer=troubles.customer[of_issue], number=troubles.number[of_issue])
    place[order] = of_issue
    has_it, which = place[row] >= 0, np.maximum(place[row], 0)
    felt = troubles.felt[which] if len(troubles) else np.zeros(len(row), dtype=np.int64)
    told = troubles.told[which] if len(troubles) else np.zeros(len(row), dtype=bool)
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[bought.customer[row]]),
        "source_id": texts_at(known.keys, bought.customer[row]),
        "order_key": texts_at(known.numbers, row),
        "known_issue_key": texts_at([issue.key for issue in ISSUES], bought.issue[row]),
        "has_it": has_it,
        "shows_on": dates_of(span=known.span, days=felt, known=has_it),
        "told": has_it & told,
    }
    return EXPOSURE_TRUTH.made_of(columns)
