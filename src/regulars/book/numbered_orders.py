"""Orders, each with the number of its customer: every signal of buying reads them by it."""

from __future__ import annotations

from typing import Any

from regulars.book.warehouse import NATIVE_KEY, key_column
from regulars.contracts import ORDER
from regulars.engines import Engine
from regulars.engines.engine import quoted

_BY_TEXT = """
SELECT {columns}, i.customer_id FROM {orders} AS o
LEFT JOIN fact_identity AS i ON i.source = o.customer_source AND i.source_id = o.customer_key
"""

# By the key as the files have it: several times as fast as by its text.
_BY_NATIVE_KEY = """
SELECT {columns}, n.customer_id FROM warehouse_order AS o
LEFT JOIN order_numbers AS n ON n.{key} = o.{key}
"""

_NUMBERS = """
SELECT c.{key}, i.customer_id FROM warehouse_order_customers AS c
JOIN fact_identity AS i ON i.source = c.source AND i.source_id = c.source_id
"""


def define_numbered_orders(engine: Engine, *, warehouse: dict[str, dict[str, Any]]) -> None:
    """Make `numbered_order`: `fact_order` with `customer_id`, the customer's number.

    Null: `customer_id` where nobody is known to have ordered.
    """
    columns = ", ".join(f"o.{quoted(name)}" for name in engine.columns("fact_order"))
    if key_column(warehouse.get(ORDER.fact, {})) is None:
        engine.define_view("numbered_order", _BY_TEXT.format(columns=columns, orders="fact_order"))
        return
    engine.define_table("order_numbers", _NUMBERS.format(key=NATIVE_KEY))
    engine.drop("warehouse_order_customers")
    held = _BY_TEXT.format(columns=columns, orders="held_order")
    native = _BY_NATIVE_KEY.format(columns=columns, key=NATIVE_KEY)
    engine.define_view("numbered_order", f"{held} UNION ALL {native}")
