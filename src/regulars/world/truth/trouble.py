"""What went wrong, told or not, and what it costs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.world.cast.kinds import SOURCES
from regulars.world.life.issues import ISSUES
from regulars.world.life.troubles import SOURS_TIMES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.problems import Told, topics_of
from regulars.world.told.tables import dates_of, texts_at
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

TROUBLE_TRUTH = TruthTable(
    name="trouble",
    row="One thing that went wrong with one order, whether anybody told us or not.",
    columns=(
        *customer_columns("the customer whose order it was"),
        TruthColumn("order_key", TEXT, "The order, in the same source."),
        TruthColumn("problem_key", TEXT, "The fact `problem`.", null="not told, or not yet"),
        TruthColumn("known_issue_key", TEXT, "The cause it shares with others.", null="none"),
        TruthColumn("topic", TEXT, "What it is about."),
        TruthColumn("felt_on", DAY, "The day they notice; it may lie after the last day.", "day"),
        TruthColumn("told", FLAG, "They tell us, or will when they notice."),
        TruthColumn(
            "effort", TEXT, "How it is solved: easy, hard, never.", null="they say nothing"
        ),
        TruthColumn("repeats", WHOLE, "How often they ask again.", "contacts"),
        TruthColumn("transfers", WHOLE, "How often it is handed over.", "times"),
        TruthColumn(
            "loss", REAL, "The chance to lose them over it.", null="there is no coin: other_buying"
        ),
        TruthColumn(
            "leaving_times",
            REAL,
            "How much likelier leaving becomes, for good.",
            "times",
            null="there is a coin instead: all but other_buying",
        ),
        TruthColumn("decides_on", DAY, "The day on which who is lost leaves.", "day"),
        TruthColumn(
            "lost", FLAG, "They left over it.", null="not decided by the last day, or other_buying"
        ),
    ),
)
EFFORT = ("easy", "hard", "never")


def trouble_truth(known: Known, told: Told) -> pa.Table:
    """The table, in the order of the days of the orders."""
    troubles = known.history.troubles
    n, sours = len(troubles), known.setting.variant.sours
    problem = np.full(n, -1)
    problem[told.place] = np.arange(len(told.place))
    order = known.order_of(customer=troubles.customer, number=troubles.number)
    stakes = known.history.stakes
    loss, lost = troubles.loss.copy(), troubles.lost.copy()
    loss[stakes.place] = stakes.troubles.loss
    lost[stakes.place] = stakes.troubles.lost
    undecided = troubles.leaves_on >= HISTORY_DAYS
    columns = {
        "source": texts_at(SOURCES, known.setting.roster.source[troubles.customer]),
        "source_id": texts_at(known.keys, troubles.customer),
        "order_key": texts_at(known.numbers, order),
        "problem_key": texts_at(told.keys, problem),
        "known_issue_key": texts_at([issue.key for issue in ISSUES], troubles.issue),
        "topic": topics_of(known, troubles),
        "felt_on": dates_of(span=known.span, days=troubles.felt),
        "told": troubles.told,
        "effort": texts_at(EFFORT, np.where(troubles.told, troubles.effort, -1)),
        "repeats": troubles.repeats,
        "transfers": troubles.transfers,
        "loss": pa.array(loss, mask=np.full(n, sours)),
        "leaving_times": pa.array(1 + SOURS_TIMES * loss, mask=np.full(n, not sours)),
        "decides_on": dates_of(span=known.span, days=troubles.leaves_on),
        "lost": pa.array(lost, mask=undecided | sours),
    }
    return TROUBLE_TRUTH.made_of(columns)
