"""What care would change: by it the product's own measuring of its plays is judged."""

from __future__ import annotations

import pyarrow as pa

from regulars.world.cast.kinds import SOURCES
from regulars.world.life.care_kinds import CARE_KINDS
from regulars.world.life.hidden import Hidden
from regulars.world.life.response import responses
from regulars.world.told.tables import texts_at
from regulars.world.truth.table import REAL, TEXT, WHOLE, TruthColumn, TruthTable, customer_columns

RESPONSE_TRUTH = TruthTable(
    name="response",
    row=(
        "One customer and one kind of care that could be given on the day after the last one. "
        "The uplift is the chance with care less the one without."
    ),
    columns=(
        *customer_columns("the customer"),
        TruthColumn("care", TEXT, f"The kind of care: {', '.join(CARE_KINDS)}."),
        TruthColumn("outcome", TEXT, "What is judged: `order`, an order; `send`, a customer sent."),
        TruthColumn("within_days", WHOLE, "In how many days, from the day of care on.", "days"),
        TruthColumn("chance_without", REAL, "The chance of the outcome without care."),
        TruthColumn("chance_personal", REAL, "With care by call, visit or at the counter."),
        TruthColumn("chance_written", REAL, "With care in writing."),
        TruthColumn("stays_without", REAL, "The chance to be a customer 365 days later."),
        TruthColumn("stays_personal", REAL, "The same with care by call, visit, counter."),
        TruthColumn("stays_written", REAL, "The same with care in writing."),
    ),
)


def response_truth(hidden: Hidden) -> pa.Table:
    """The table, by kind of care and then as the roster has the customers."""
    found = responses(
        setting=hidden.setting, state=hidden.state, stakes=hidden.stakes, came=hidden.came
    )
    columns = {
        "source": texts_at(SOURCES, hidden.setting.roster.source[found.customer]),
        "source_id": texts_at(hidden.keys, found.customer),
        "care": found.care,
        "outcome": found.outcome,
        "within_days": found.within_days,
        "chance_without": found.chance[0],
        "chance_personal": found.chance[1],
        "chance_written": found.chance[2],
        "stays_without": found.stay[0],
        "stays_personal": found.stay[1],
        "stays_written": found.stay[2],
    }
    return RESPONSE_TRUTH.made_of(columns)
