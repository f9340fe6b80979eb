"""The card: one row for every customer, one column for every signal, of the type it declares."""

from datetime import date

from regulars.signals import signals
from spec.ascii_table import read_table
from spec.card import card_of
from spec.facts import Facts, read_facts

AS_OF = date(2026, 6, 30)
TYPES = """
    signal | column
    count  | int64
    money  | int64
    date   | date32[day]
    text   | string
    score  | int64
    share  | double
    days   | int64 or double
"""


def test_a_customer_has_one_row_whatever_is_on_record_of_them(engine):
    facts = read_facts(
        {
            "order": """
                customer  | happened_on
                ann       | 9 days ago
                ann@shop  | 5 days ago
                later     | tomorrow
            """,
            "contact": """
                customer  | happened_on
                ann       | 9 days ago
                talks     | 9 days ago
            """,
            "customer": """
                customer  | kind
                ann       | person
                ann@shop  | account
                recorded  | person
            """,
        },
        today=AS_OF,
    )
    card = card_of(engine, facts, as_of=AS_OF, currency="EUR")
    assert card["customer"].to_pylist() == ["ann", "later", "recorded", "talks"]


def test_an_empty_book_has_an_empty_card(engine):
    card = card_of(engine, Facts(), as_of=AS_OF, currency=None)
    assert card.num_rows == 0
    assert card.column_names[2:] == [signal.name for signal in signals()]


def test_each_column_has_the_type_that_its_signal_declares(engine):
    allowed = {row["signal"]: row["column"].split(" or ") for row in read_table(TYPES)}
    schema = card_of(engine, Facts(), as_of=AS_OF, currency=None).schema
    wrong = {
        signal.name: str(schema.field(signal.name).type)
        for signal in signals()
        if str(schema.field(signal.name).type) not in allowed[signal.type]
    }
    assert wrong == {}


def test_a_signal_is_never_null_exactly_where_it_says_so(engine):
    facts = Facts(customers={("till", "no facts"): "no facts"})
    [row] = card_of(engine, facts, as_of=AS_OF, currency="EUR").to_pylist()
    for signal in signals():
        assert (row[signal.name] is not None) == signal.null["en"].startswith("never;"), signal.name


def test_the_currency_of_the_book_changes_money_only(engine):
    facts = read_facts(
        {"order": "customer | happened_on | amount_minor\nann | 200 days ago | 500"}, today=AS_OF
    )
    eur, usd = (
        card_of(engine, facts, as_of=AS_OF, currency=currency) for currency in ("EUR", "USD")
    )
    differ = {name for name in eur.column_names if eur[name] != usd[name]}
    assert differ == {"spend_minor", "returns_share"}
