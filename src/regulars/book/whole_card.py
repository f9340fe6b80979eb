"""The card as it is written: the id that people see, then every signal and estimate."""

from __future__ import annotations

from regulars.engines import Engine
from regulars.engines.engine import quoted


def define_whole_card(engine: Engine) -> None:
    """Make `card` from `served_card`: `number` and `uuid`, the id that people see, then the rest.

    The id is the text of the UUID, for who reads a few rows: to sort all takes less without it.
    """
    names = [name for name in engine.columns("served_card") if name != "customer_id"]
    columns = ", ".join(f"c.{quoted(name)}" for name in names)
    engine.define_view(
        "card",
        f"SELECT c.customer_id AS number, a.uuid, a.id AS customer_id, {columns}"
        " FROM served_card AS c"
        " JOIN customers_all AS a ON a.customer_id = c.customer_id",
    )
