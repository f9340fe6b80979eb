"""Who was exposed to a known issue, and who of them has not spoken of it."""

from __future__ import annotations

from datetime import date

from regulars.engines import Engine
from regulars.engines.engine import literal

_OF_ORDERS = """
SELECT k.source, k.source_id, o.customer_id, o.happened_on AS day, 'order' AS through
FROM fact_known_issue AS k
JOIN fact_order_line AS l ON {joined} AND {same}
JOIN order_in_book AS o ON o.source = l.source AND o.source_id = l.order_key
WHERE o.state <> 'cancelled' AND COALESCE(k.lot = l.lot, k.lot IS NULL)
  AND COALESCE(k.place = o.channel, k.place IS NULL) AND {unlike} {within_order}
"""

_BY_PLACE_OF_SALE = """
SELECT k.source, k.source_id, o.customer_id, o.happened_on AS day, 'order' AS through
FROM fact_known_issue AS k JOIN order_in_book AS o ON o.channel = k.place
WHERE k.product_key IS NULL AND k.lot IS NULL AND o.state <> 'cancelled' {within_order}
"""

_BY_PLACE_OF_STAY = """
SELECT k.source, k.source_id, r.customer_id, r.arrives_on AS day, 'stay' AS through
FROM fact_known_issue AS k JOIN effort_all_stays AS r ON r.unit = k.place
WHERE k.product_key IS NULL AND k.lot IS NULL {within_stay}
"""

# Only a period: all who bought or stayed then.
_BY_DAYS = """
SELECT k.source, k.source_id, o.customer_id, o.happened_on AS day, 'order' AS through
FROM fact_known_issue AS k JOIN order_in_book AS o ON o.state <> 'cancelled' {within_order}
WHERE {only_days}
UNION ALL
SELECT k.source, k.source_id, r.customer_id, r.arrives_on AS day, 'stay' AS through
FROM fact_known_issue AS k JOIN effort_all_stays AS r ON TRUE {within_stay}
WHERE {only_days}
"""

_ALL_STAYS = """
SELECT i.customer_id, r.unit, r.arrives_on, COALESCE(r.departs_on, r.arrives_on) AS departs_on
FROM fact_reservation AS r
JOIN fact_identity AS i ON i.source = r.customer_source AND i.source_id = r.customer_key
WHERE r.state IN ('stayed', 'booked') AND r.arrives_on <= {as_of}
"""

_EXPOSED = """
SELECT source, source_id, customer_id, MIN(day) AS first_on, MAX(day) AS last_on,
  COUNT(*) FILTER (WHERE through = 'order') AS orders,
  COUNT(*) FILTER (WHERE through = 'stay') AS stays
FROM ({every}) AS found
WHERE customer_id IS NOT NULL
GROUP BY source, source_id, customer_id
"""

_HAVING_IT = """
SELECT k.source, k.source_id, i.customer_id, MIN(p.happened_on) AS told_on,
  COUNT(*) FILTER (WHERE p.found_by = 'us') > 0 AS found_by_us
FROM fact_known_issue AS k
JOIN fact_problem AS p ON p.known_issue_key = k.source_id
  AND (p.source = k.source OR k.source = {desk} OR p.source = {desk})
JOIN fact_identity AS i ON i.source = p.customer_source AND i.source_id = p.customer_key
WHERE p.happened_on <= {as_of}
GROUP BY k.source, k.source_id, i.customer_id
"""

_SPOKEN_WITH = """
SELECT e.source, e.source_id, e.customer_id, MIN(c.happened_on) AS asked_on
FROM effort_exposed AS e
JOIN fact_known_issue AS k ON k.source = e.source AND k.source_id = e.source_id
JOIN effort_our_contacts AS c ON c.customer_id = e.customer_id AND c.happened_on >= k.since_on
GROUP BY e.source, e.source_id, e.customer_id
"""

_OUR_CONTACTS = """
SELECT i.customer_id, c.happened_on
FROM fact_contact AS c
JOIN fact_identity AS i ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.began_by = 'us' AND c.happened_on <= {as_of}
UNION ALL
SELECT i.customer_id, c.planned_on AS happened_on
FROM fact_care AS c
JOIN fact_identity AS i ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.play = 'call_before_they_call' AND c.state = 'done' AND c.planned_on <= {as_of}
"""

_EXPOSURES = """
SELECT e.source, e.source_id AS known_issue_key, e.customer_id, e.first_on, e.last_on, e.orders,
  e.stays, h.told_on, h.found_by_us, s.asked_on
FROM effort_exposed AS e
LEFT JOIN effort_having_it AS h ON h.source = e.source AND h.source_id = e.source_id
  AND h.customer_id = e.customer_id
LEFT JOIN effort_spoken_with AS s ON s.source = e.source AND s.source_id = e.source_id
  AND s.customer_id = e.customer_id
"""


def define_exposures(engine: Engine, *, as_of: date, desk_source: str) -> None:
    """Make `exposures`: one row for each known issue and customer whose orders or stays share it.

    Whatever of product, lot, period and place the issue names has to be shared. What only a stay
    has, a room, is shared by stays alone; goods by orders alone. An issue that names nothing has
    exposed nobody that we know of. What is written at the desk (`desk_source`) names goods, issues
    and problems of any source.

    Null: `told_on` who has no problem of it; `asked_on` whom we have not contacted since it was
          known.
    """
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    desk = literal(desk_source)
    within_order = (
        f"AND o.happened_on <= {day}"
        " AND COALESCE(o.happened_on >= k.exposed_from_on, k.exposed_from_on IS NULL)"
        " AND COALESCE(o.happened_on <= k.exposed_to_on, k.exposed_to_on IS NULL)"
    )
    within_stay = (
        "AND COALESCE(r.departs_on >= k.exposed_from_on, k.exposed_from_on IS NULL)"
        " AND COALESCE(r.arrives_on <= k.exposed_to_on, k.exposed_to_on IS NULL)"
    )
    only_days = (
        "k.product_key IS NULL AND k.lot IS NULL AND k.place IS NULL"
        " AND (k.exposed_from_on IS NOT NULL OR k.exposed_to_on IS NOT NULL)"
    )
    same = f"(l.source = k.source OR k.source = {desk})"
    every = " UNION ALL ".join(
        (
            _OF_ORDERS.format(
                joined="l.product_key = k.product_key",
                same=same,
                unlike="TRUE",
                within_order=within_order,
            ),
            _OF_ORDERS.format(
                joined="l.lot = k.lot",
                same=same,
                unlike="k.product_key IS NULL",
                within_order=within_order,
            ),
            _BY_PLACE_OF_SALE.format(within_order=within_order),
            _BY_PLACE_OF_STAY.format(within_stay=within_stay),
            _BY_DAYS.format(
                within_order=within_order, within_stay=within_stay, only_days=only_days
            ),
        )
    )
    engine.define_view("effort_all_stays", _ALL_STAYS.format(as_of=day))
    engine.define_table("effort_exposed", _EXPOSED.format(every=every))
    engine.define_view("effort_having_it", _HAVING_IT.format(as_of=day, desk=desk))
    engine.define_view("effort_our_contacts", _OUR_CONTACTS.format(as_of=day))
    engine.define_view("effort_spoken_with", _SPOKEN_WITH)
    engine.define_table("exposures", _EXPOSURES)
