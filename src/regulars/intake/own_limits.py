"""What the columns of a user's own file cannot be, beyond their type: order of days, scales."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from regulars.intake.who_sent import SENT_BY, WITHOUT_A_DAY

if TYPE_CHECKING:
    from regulars.intake.own_rows import OwnFile

SAME_CUSTOMER = ("customer_key = other_key AND customer_source = other_source", "same_customer")

LIMITS: dict[tuple[str, str], tuple[str, str]] = {
    ("customer", "sent_by"): (
        "sent_by = raw_source_id AND coalesce(sent_by_source, source) = source",
        "same_customer",
    ),
    ("customer", "sent_by_confidence_permille"): (
        "sent_by_confidence_permille NOT BETWEEN 0 AND 1000",
        "out_of_range",
    ),
    ("rate", "rate_e8"): ("rate_e8 <= 0", "out_of_range"),
    ("reservation", "departs_on"): ("departs_on < arrives_on", "before_it_begins"),
    ("reservation", "party"): ("party < 1", "out_of_range"),
    ("problem", "ended_at"): ("ended_at < happened_at", "before_it_begins"),
    ("problem", "ended_on"): ("ended_on < happened_on", "before_it_begins"),
    ("known_issue", "exposed_to_on"): ("exposed_to_on < exposed_from_on", "before_it_begins"),
    ("claim", "until_on"): ("until_on < since_on", "before_it_begins"),
    ("answer", "score"): (
        "CASE kind WHEN 'ces' THEN score NOT BETWEEN 1 AND 7 WHEN 'nps' THEN score NOT BETWEEN 0"
        " AND 10 WHEN 'csat' THEN score NOT BETWEEN 1 AND 5 END",
        "out_of_range",
    ),
    ("review", "rating_milli"): (
        "rating_milli NOT BETWEEN 0 AND best_rating * 1000",
        "out_of_range",
    ),
    ("review", "best_rating"): ("best_rating NOT BETWEEN 1 AND 1000", "out_of_range"),
    ("referral", "confidence_permille"): (
        "confidence_permille NOT BETWEEN 0 AND 1000",
        "out_of_range",
    ),
    ("referral", "other_key"): SAME_CUSTOMER,
    ("match", "other_key"): SAME_CUSTOMER,
    ("introduction", "other_key"): SAME_CUSTOMER,
}
"""By fact and column: what cannot be, and the reason told."""


def limits_of(file: OwnFile) -> Iterator[tuple[str, str, str]]:
    """Test, reason, column of each that a file may have."""
    if SENT_BY in file.columns:
        yield WITHOUT_A_DAY, "missing", "sent_on" if file.has("sent_on") else "since_on"
    for (fact, column_name), (test, reason) in LIMITS.items():
        if fact == file.contract.fact and file.has(column_name):
            yield test, reason, file.written_as(column_name)
