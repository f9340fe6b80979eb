"""Questions to a snapshot about spenders and senders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from regulars.book.reader import Row, SnapshotReader
from regulars.book.sending import SendingSettings
from regulars.engines.engine import literal

WHO_TOLD = "who_told"
MONTHS = 12
OWN, SENT = "expected_spend_365_minor", "sent_value_365_minor"
_ENDS = ("minor", "low_minor", "high_minor")
_FIGURES = ", ".join(
    f"{stem}_{end}" for stem in ("expected_spend_365", "sent_value_365") for end in _ENDS
)
# As is drawn who is held out; `acts` reads the same digits.
DRAWN = """('0x' || substr(sha256({salt} || '|who_told|' || customer_id), 1, 15))::BIGINT::DOUBLE
  / 1152921504606846976.0 < {share}"""
_BY_MOUTH = """(referrals_received > 0 OR coalesce(who_told IN ('customer', 'other_person'), false)
  OR coalesce(lower(trim(acquired_through)) IN (SELECT unnest($words::VARCHAR[])), false))"""
_OTHERWISE = "(referrals_received > 0 OR acquired_through IS NOT NULL)"
"""Known without anybody having been asked."""
_KNOWN = f"({_BY_MOUTH} OR who_told IS NOT NULL OR acquired_through IS NOT NULL)"


def read_groups(reader: SnapshotReader) -> list[Row]:
    """Of each group how many customers, and what they bring: own spend and by sending."""
    return reader.query(
        f"SELECT sending_group, count(*) AS customers, sum({OWN})::BIGINT AS own_minor,"
        f" sum({SENT})::BIGINT AS sent_minor FROM card WHERE sending_group IS NOT NULL"
        " GROUP BY sending_group ORDER BY sending_group"
    ).to_pylist()


def read_middle(reader: SnapshotReader) -> float | None:
    """The median of what customers are expected to spend; null where nothing can be expected."""
    [row] = reader.query(f"SELECT median({OWN}) AS own FROM card").to_pylist()
    return row["own"]


def read_senders(reader: SnapshotReader, *, at_most: int, group: str = "") -> list[Row]:
    """Who brings most by sending, with their own spend."""
    return reader.query(
        f"SELECT customer_id, sending_group, referrals_sent, {_FIGURES} FROM card"
        f" WHERE {SENT} > 0 AND ($group = '' OR sending_group = $group)"
        f" ORDER BY {SENT} DESC, customer_id LIMIT $most",
        {"most": at_most, "group": group},
    ).to_pylist()


def read_likely(reader: SnapshotReader, *, at_most: int) -> list[Row]:
    """Who is likely to send next."""
    return reader.query(
        "SELECT customer_id, sends_365, sends_365_low, sends_365_high, referrals_sent,"
        " days_since_last_sent FROM card WHERE sends_365 IS NOT NULL"
        " ORDER BY sends_365 DESC, customer_id LIMIT $most",
        {"most": at_most},
    ).to_pylist()


def read_sent(reader: SnapshotReader, customer_id: str) -> list[Row]:
    """Whom a customer sent, each with what is expected of them and how many they sent in turn."""
    return reader.query(
        "SELECT r.sent_customer_id AS customer_id, r.happened_on, r.known_by,"
        " r.confidence_permille, r.not_counted, s.share_minor, c.would_have_come,"
        " c.expected_spend_365_minor, c.expected_spend_365_low_minor,"
        " c.expected_spend_365_high_minor, c.referrals_sent"
        " FROM referrals AS r JOIN card AS c ON c.customer_id = r.sent_customer_id"
        " LEFT JOIN sent_shares AS s ON s.customer_id = r.customer_id"
        " AND s.sent_customer_id = r.sent_customer_id"
        " WHERE r.customer_id = $id ORDER BY r.happened_on, r.sent_customer_id",
        {"id": customer_id},
    ).to_pylist()


def read_not_counted(reader: SnapshotReader) -> dict[str, int]:
    """How many pairs are on record and not counted, by why."""
    rows = reader.query(
        "SELECT not_counted, count(*) AS pairs FROM referrals WHERE not_counted IS NOT NULL"
        " GROUP BY not_counted ORDER BY not_counted"
    ).to_pylist()
    return {row["not_counted"]: row["pairs"] for row in rows}


def read_months(reader: SnapshotReader, *, salt: str, settings: SendingSettings) -> list[Row]:
    """New customers by month of their first purchase: by word of mouth, otherwise, not known.

    Shape: month (its first day), new, by_mouth, known; `answered` were drawn to be asked, said who
           told them, and nothing else tells it; of those `answered_by_mouth`.
    """
    drawn = DRAWN.format(salt="$salt", share="$share")
    return reader.query(
        f"""
        SELECT date_trunc('month', first_order_on)::DATE AS month, count(*) AS new,
          count(*) FILTER (WHERE {_BY_MOUTH}) AS by_mouth,
          count(*) FILTER (WHERE {_KNOWN}) AS known,
          count(*) FILTER (WHERE {drawn} AND who_told IS NOT NULL AND NOT {_OTHERWISE})
            AS answered,
          count(*) FILTER (WHERE {drawn} AND who_told IN ('customer', 'other_person')
            AND NOT {_OTHERWISE}) AS answered_by_mouth
        FROM card
        WHERE first_order_on >= date_trunc('month', $as_of::DATE) - INTERVAL {MONTHS - 1} MONTH
        GROUP BY month ORDER BY month
        """,
        {
            "salt": salt,
            "share": settings.ask_share,
            "as_of": reader.snapshot.as_of,
            "words": list(settings.word_of_mouth),
        },
    ).to_pylist()


def read_to_ask(
    reader: SnapshotReader, *, salt: str, settings: SendingSettings, days: int, at_most: int
) -> list[Row]:
    """New customers of the last days who were drawn to be asked who told them, and were not yet."""
    return reader.query(
        "SELECT customer_id, first_order_on FROM card"
        f" WHERE who_told IS NULL AND {DRAWN.format(salt='$salt', share='$share')}"
        " AND first_order_on > $as_of::DATE - $days::INTEGER"
        " ORDER BY first_order_on DESC, customer_id LIMIT $most",
        {
            "salt": salt,
            "share": settings.ask_share,
            "as_of": reader.snapshot.as_of,
            "days": days,
            "most": at_most,
        },
    ).to_pylist()


def read_moved(reader: SnapshotReader, earlier: Path) -> list[Row]:
    """How many went from one group to another since an earlier snapshot; null: of none.

    An earlier one that knew no groups tells nothing.
    """
    file = f"read_parquet({literal(str(earlier))})"
    if "sending_group" not in reader.query(f"SELECT * FROM {file} LIMIT 0").column_names:
        return []
    return reader.query(
        "SELECT b.sending_group AS before, a.sending_group AS after, count(*) AS customers"
        f" FROM card AS a JOIN {file} AS b USING (customer_id)"
        " WHERE a.sending_group IS NOT NULL OR b.sending_group IS NOT NULL"
        " GROUP BY before, after ORDER BY before NULLS LAST, after NULLS LAST"
    ).to_pylist()


def read_ratings(reader: SnapshotReader) -> Row:
    """The newest rating of each customer who gave one: how many, and their sum; spend expected."""
    [row] = reader.query(
        "SELECT count(last_rating_milli) AS ratings,"
        " sum(last_rating_milli)::BIGINT AS rating_milli_sum,"
        f" sum({OWN})::BIGINT AS own_minor FROM card"
    ).to_pylist()
    return row


def read_references(reader: SnapshotReader, *, customers: Sequence[str]) -> list[Row]:
    """Of these customers the figures by which one chooses whom to ask to speak for the business."""
    return reader.query(
        "SELECT customer_id, orders, tenure_days, last_rating_milli, last_nps, problems_open"
        " FROM card WHERE customer_id IN (SELECT unnest($ids::VARCHAR[]))"
        " ORDER BY coalesce(last_nps, 0) DESC, orders DESC, customer_id",
        {"ids": list(customers)},
    ).to_pylist()
