"""A whole world from a seed and a day: the parts in the order in which they hang together."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from regulars.contracts import PRODUCT
from regulars.world.cast.laws import draw_laws
from regulars.world.cast.names import draw_names
from regulars.world.cast.roster import draw_roster
from regulars.world.goods.baskets import draw_lines
from regulars.world.goods.large import large_customers
from regulars.world.goods.orders import draw_orders
from regulars.world.goods.passers_by import with_passers_by
from regulars.world.goods.products import PRODUCTS
from regulars.world.goods.returns import with_returns
from regulars.world.goods.terms import with_terms
from regulars.world.life.broken_rhythms import break_rhythms, rhythm_broke
from regulars.world.life.buying import draw_purchases
from regulars.world.span import Span
from regulars.world.told.bookings import reservation_table
from regulars.world.told.consents import consent_table
from regulars.world.told.customers import customer_keys, customer_table
from regulars.world.told.order_tables import order_keys, order_line_table, order_table
from regulars.world.told.problems import draw_troubles, problem_event_table, problem_table
from regulars.world.told.said import answer_table, review_table
from regulars.world.told.sent import referral_table
from regulars.world.told.tables import fact_table
from regulars.world.told.talks import contact_table
from regulars.world.truth.customer import truth_table
from regulars.world.world import World


def make_world(*, seed: int, ends_on: date, customers: int = 2000) -> World:
    """Hill cabins and a small shop in one valley, three years up to and with `ends_on`.

    Shape:  `customers` rows in the fact `customer`; about ten orders each.
    Units:  poisha (BDT); instants in UTC, days in Asia/Dhaka.
    Raises: ValueError for a negative seed or fewer than 1 customer.
    """
    span = Span(ends_on=ends_on)
    roster = draw_roster(seed=seed, customers=customers)
    laws = draw_laws(roster=roster, span=span, seed=seed)
    purchases = draw_purchases(roster=roster, laws=laws, span=span, seed=seed)
    purchases, laws = break_rhythms(purchases=purchases, laws=laws, seed=seed)
    broke = rhythm_broke(purchases=purchases, laws=laws)
    purchases = with_passers_by(purchases=purchases, customers=customers, span=span, seed=seed)
    orders = draw_orders(purchases=purchases, seed=seed)
    lines = draw_lines(purchases=purchases, sizes=laws.size, seed=seed)
    lines = with_terms(orders=orders, lines=lines, seed=seed)
    orders, lines = with_returns(orders=orders, lines=lines, seed=seed)
    large = large_customers(orders=orders, lines=lines, customers=customers)
    keys = customer_keys(roster=roster, laws=laws)
    numbers = order_keys(orders=orders, span=span)
    troubles = draw_troubles(orders=orders, seed=seed)
    return World(
        facts={
            "customer": customer_table(
                roster=roster,
                laws=laws,
                names=draw_names(roster=roster, seed=seed),
                keys=keys,
                span=span,
                seed=seed,
            ),
            "product": _product_table(),
            "order": order_table(
                orders=orders, lines=lines, keys=numbers, customer_keys=keys, span=span
            ),
            "order_line": order_line_table(orders=orders, lines=lines, keys=numbers),
            "contact": contact_table(
                roster=roster, laws=laws, is_large=large, keys=keys, span=span, seed=seed
            ),
            "consent": consent_table(roster=roster, laws=laws, keys=keys, span=span, seed=seed),
            "reservation": reservation_table(
                orders=orders, keys=numbers, customer_keys=keys, span=span, seed=seed
            ),
            "problem": problem_table(
                troubles=troubles, orders=orders, keys=numbers, customer_keys=keys, span=span
            ),
            "problem_event": problem_event_table(troubles=troubles, orders=orders, span=span),
            "answer": answer_table(
                troubles=troubles, orders=orders, customer_keys=keys, span=span, seed=seed
            ),
            "review": review_table(
                troubles=troubles,
                orders=orders,
                keys=numbers,
                customer_keys=keys,
                span=span,
                seed=seed,
            ),
            "referral": referral_table(roster=roster, laws=laws, keys=keys, span=span, seed=seed),
        },
        truth={
            "customer": truth_table(
                roster=roster,
                laws=laws,
                is_large=large,
                rhythm_broke=broke,
                keys=keys,
                span=span,
            )
        },
    )


def _product_table() -> pa.Table:
    columns = {
        "source_id": [product.key for product in PRODUCTS],
        "source": [product.source for product in PRODUCTS],
        "name": [product.name for product in PRODUCTS],
        "name_bn": [product.name_bn for product in PRODUCTS],
        "category": [product.category for product in PRODUCTS],
    }
    return fact_table(contract=PRODUCT, columns=columns)
