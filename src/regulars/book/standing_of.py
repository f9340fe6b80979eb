"""Where a customer stands among all who ever bought, counted in the results."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.book.reader import Row, SnapshotReader


@dataclass(frozen=True)
class Standing:
    """Of `customers` who ever bought: how many spent more, bought more often, bought later.

    `with_a_gap` have a usual gap of their own.
    """

    customers: int
    spent_more: int
    bought_more_often: int
    bought_later: int
    with_a_gap: int


def standing_of(reader: SnapshotReader, card: Row) -> Standing:
    """The counts for the customer of a card row who has bought."""
    [found] = reader.query(
        "SELECT count(*) AS customers,"
        " count(*) FILTER (WHERE spend_minor > $spend) AS spent_more,"
        " count(*) FILTER (WHERE orders > $orders) AS bought_more_often,"
        " count(*) FILTER (WHERE last_order_on > $last) AS bought_later,"
        " count(median_gap_days) AS with_a_gap"
        " FROM card WHERE orders > 0",
        {
            "spend": card["spend_minor"],
            "orders": card["orders"],
            "last": card["last_order_on"],
        },
    ).to_pylist()
    return Standing(**found)
