"""The fact `known_issue`: the causes that many problems share, as somebody wrote them down."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import KNOWN_ISSUE
from regulars.world.life.issues import ISSUES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table


def known_issue_table(known: Known) -> pa.Table:
    """The fact `known_issue`."""
    ours = [issue for issue in ISSUES if issue.source in known.setting.sources]

    def days(before: list[int | None]) -> pa.Array:
        given = np.array([-1 if one is None else one for one in before], dtype=np.int64)
        return dates_of(span=known.span, days=HISTORY_DAYS - 1 - given, known=given >= 0)

    columns = {
        "source_id": [one.key for one in ours],
        "source": [one.source for one in ours],
        "title": [one.title for one in ours],
        "topic": [one.topic for one in ours],
        "since_on": days([one.known for one in ours]),
        "state": ["open" if one.fixed is None else "fixed" for one in ours],
        "fixed_on": days([one.fixed for one in ours]),
        "what_to_do": [one.what_to_do for one in ours],
        "product_key": [one.product for one in ours],
        "lot": [one.lot for one in ours],
        "place": [one.place for one in ours],
        "exposed_from_on": days([one.from_day for one in ours]),
        "exposed_to_on": days([one.to_day for one in ours]),
    }
    return fact_table(contract=KNOWN_ISSUE, columns=columns)
