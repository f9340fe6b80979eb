"""The tables of problems in a snapshot: their columns, for those that have none."""

from __future__ import annotations

import pyarrow as pa

from regulars.estimates.effort_drivers import DRIVERS

_DRIVERS = {
    f"driver_{name}": pa.float64() if name == "hours_open" else pa.int64() for name in DRIVERS
}

PROBLEMS = pa.schema(
    {
        **dict.fromkeys(("source", "problem_key", "customer_id", "topic"), pa.string()),
        "told_on": pa.date32(),
        "ended_as": pa.string(),
        "ended_on": pa.date32(),
        **dict.fromkeys(
            (
                *("hours_open", "hours_waiting_customer", "hours_waiting_us"),
                "hours_waiting_third_party",
            ),
            pa.float64(),
        ),
        **_DRIVERS,
        "contacts_again": pa.int64(),
        "transfer_reason": pa.string(),
        **dict.fromkeys(("effort", "effort_percentile"), pa.float64()),
        "ces": pa.int64(),
        "ces_on": pa.date32(),
        "disagreement": pa.string(),
        "said_at_once": pa.string(),
        "logged_at_once": pa.bool_(),
        "visits_before": pa.int64(),
        "lost": pa.int32(),
        "promised_at": pa.timestamp("us"),
        **dict.fromkeys(("loss", "loss_low", "loss_high"), pa.float64()),
        **dict.fromkeys(
            (
                *("spend_minor", "spend_low_minor", "spend_high_minor", "sent_minor"),
                *("stake_minor", "stake_low_minor", "stake_high_minor"),
            ),
            pa.int64(),
        ),
    }
)
"""One row a problem, ended ones too. Null: see `book/effort_features.py` and `book/effort.py`; the
spend, the value sent and the stake of what has ended, and of whom nothing is expected."""

EXPOSURES = pa.schema(
    {
        **dict.fromkeys(("source", "known_issue_key", "customer_id"), pa.string()),
        **dict.fromkeys(("first_on", "last_on"), pa.date32()),
        **dict.fromkeys(("orders", "stays"), pa.int64()),
        "told_on": pa.date32(),
        "found_by_us": pa.bool_(),
        "asked_on": pa.date32(),
    }
)
"""One row for each known issue and customer exposed to it."""
