"""The files of a snapshot, sorted: card, candidates, identities, redirects, questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from regulars.book.alike import Alike, with_alike
from regulars.book.rates import orders_not_in_book
from regulars.engines import Engine
from regulars.engines.engine import InParts, quoted
from regulars.plays import candidates_sql


def write_card(engine: Engine, making: Path, *, alike: Mapping[str, Alike]) -> tuple[str, ...]:
    """Write the card into the folder `making`, but for the columns that are alike.

    Returns the names of all columns.
    """
    columns = tuple(name for name in engine.columns("card") if name not in ("number", "uuid"))
    chosen = ", ".join(
        quoted(name) for name in columns if name != "customer_id" and name not in alike
    )
    # Numbers are in the order of ids, and sorted faster; a UUID becomes its text after that.
    engine.write_parquet(
        f"SELECT CAST(uuid AS TEXT) AS customer_id, {chosen}"
        f" FROM (SELECT uuid, {chosen} FROM card ORDER BY number) AS in_order",
        making / "card.parquet",
    )
    if isinstance(engine, InParts):  # reads the file in less time than it makes the card again
        engine.define_parquet("card_file", [str(making / "card.parquet")])
        engine.define_view("card", f"SELECT {with_alike(columns, alike)} FROM card_file")
    return columns


def write_results(
    engine: Engine, making: Path, *, columns: Sequence[str], currency: str | None
) -> dict[str, int]:
    """Write all else into the folder `making`; how many there are, for the manifest."""
    engine.define_table("candidates", candidates_sql(columns=columns))
    engine.write_parquet(
        "SELECT * FROM candidates ORDER BY customer_id, play", making / "candidates.parquet"
    )
    _write_identities(engine, making)
    engine.write_parquet(
        "SELECT customer_id, into_customer_id, basis FROM redirects ORDER BY customer_id",
        making / "redirects.parquet",
    )
    engine.write_parquet(
        "SELECT question, basis, reason, customers, customer_id FROM match_questions"
        " ORDER BY question, customer_id",
        making / "questions.parquet",
    )
    for name, names in (
        ("consents", "customer_id, channel, state"),
        ("owners", "customer_id, staff"),
    ):
        engine.write_parquet(
            f"SELECT {names} FROM {name} ORDER BY {names}", making / f"{name}.parquet"
        )
    [(merged,)] = engine.rows("SELECT COUNT(*) FROM redirects")
    [(questions,)] = engine.rows("SELECT COUNT(DISTINCT question) FROM match_questions")
    [(customers,)] = engine.rows("SELECT COUNT(*) FROM customers_all")
    [(candidates,)] = engine.rows("SELECT COUNT(*) FROM candidates")
    [(orders,)] = engine.rows("SELECT COUNT(*) FROM fact_order")
    converted, other = orders_not_in_book(engine, currency=currency)
    return {
        "customers": customers,
        "candidates": candidates,
        "merged": merged,
        "match_questions": questions,
        "orders": orders,
        "orders_converted": converted,
        "orders_in_other_currencies": other,
    }


def _write_identities(engine: Engine, making: Path) -> None:
    """Who has one identity each, as in most warehouses, is in order by number alone."""
    [(several,)] = engine.rows(
        "SELECT (SELECT COUNT(*) FROM fact_identity) - (SELECT COUNT(*) FROM customers_all) AS more"
    )
    order = "customer_id, source, source_id" if several else "customer_id"
    engine.write_parquet(
        "SELECT CAST(uuid AS TEXT) AS customer_id, source, source_id"
        f" FROM (SELECT uuid, source, source_id FROM fact_identity ORDER BY {order}) AS in_order",
        making / "identities.parquet",
    )
