"""Any amount of customers who were sent, handed up to who sent them, as their spend is."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sqlglot import exp

from regulars.signals.dialect import parse

BASE = "referral_credit"
EDGES = "referrals"


@cache
def credit_sql(*, edges: str) -> str:
    """The shares of an amount: `referral_credit` over another relation than `referrals`.

    Shape: `edges` names a relation with customer_id, sent_id, happened_on and, as `spend_minor`,
           what is handed up; the result has customer_id, sent_id (whose amount it is) and
           amount_minor, and all rows of one `sent_id` add up to its amount.
    """
    text = (files("regulars.signals") / "bases" / f"{BASE}.sql").read_text(encoding="utf-8")
    tree = parse(text, where=f"bases/{BASE}.sql")
    for table in tree.find_all(exp.Table):
        if table.name == EDGES:
            table.set("this", exp.to_identifier(edges))
    return tree.sql("duckdb")
