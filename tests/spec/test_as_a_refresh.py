"""The specs stand for the product: the same types, and the card that a refresh makes."""

from datetime import date

from regulars.engines import DuckDBEngine
from spec.card import CARD, define_card
from spec.cells import ARROW
from spec.whole_card import card_schema

AS_OF = date(2026, 6, 30)
ORDERS = """order_id,customer_id,order_date,amount,currency
1,ann,2026-01-01,10.00,EUR
2,ann,2026-02-01,10.00,EUR
3,ann,2026-02-01,5.00,EUR
4,ann,2026-03-01,10.00,EUR
5,ann,2026-06-01,10.00,EUR
6,ben,2026-06-01,30.00,EUR
7,zoe,2026-07-01,30.00,EUR
"""


def test_facts_have_the_types_of_the_ledger(book):
    from regulars.ledger.columns import ARROW as LEDGER

    assert ARROW == LEDGER


def test_the_card_is_that_of_a_refresh(book, engine, tmp_path):
    from regulars.book.current_facts import define_current_facts
    from regulars.book.mirror import sync_mirror
    from regulars.ledger.batches import published_order

    (tmp_path / "orders.csv").write_text(ORDERS)
    book.import_files([tmp_path / "orders.csv"])
    book.refresh(as_of=AS_OF)
    card = book.card()
    assert card.schema.equals(card_schema(engine))

    with DuckDBEngine(temporary=tmp_path / "engine") as fresh:
        define_current_facts(
            fresh, files=sync_mirror(book.folder), published=published_order(), warehouse={}
        )
        define_card(fresh, as_of=AS_OF, currency="EUR")
        mine = fresh.arrow(CARD)
    assert mine.num_rows == 3
    for name in mine.column_names[2:]:
        assert mine[name].equals(card[name]), name
