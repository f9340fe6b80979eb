"""From what happened to what is known of it: the facts, and the truth beside them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import PRODUCT
from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.fits import draw_fits
from regulars.world.cast.kinds import SHOP, SOURCES
from regulars.world.cast.names import draw_names
from regulars.world.cast.tongues import draw_tongues
from regulars.world.goods.abroad import CURRENCIES, currencies, in_currency
from regulars.world.goods.baskets import draw_lines
from regulars.world.goods.large import large_customers
from regulars.world.goods.orders import draw_orders
from regulars.world.goods.passers_by import with_passers_by
from regulars.world.goods.products import PRODUCTS
from regulars.world.goods.returns import with_returns
from regulars.world.goods.terms import campaigns_used, with_terms
from regulars.world.life.expected import expected_orders
from regulars.world.life.hidden import Hidden
from regulars.world.life.history import History
from regulars.world.life.setting import Setting
from regulars.world.life.word_of_mouth import draw_came
from regulars.world.texts.writer import Writer
from regulars.world.told.account_reviews import account_review_table, draw_account_reviews
from regulars.world.told.answers import answer_table, draw_answers
from regulars.world.told.bookings import draw_bookings, reservation_of_order, reservation_table
from regulars.world.told.cares import care_table
from regulars.world.told.claims import claim_table
from regulars.world.told.consents import consent_table
from regulars.world.told.customers import customer_table
from regulars.world.told.expectations import expectation_table
from regulars.world.told.follow_ups import follow_up_table
from regulars.world.told.introductions import draw_introductions, introduction_table
from regulars.world.told.keys import customer_keys, order_keys
from regulars.world.told.known import Known
from regulars.world.told.known_issues import known_issue_table
from regulars.world.told.matches import identity_table, match_table
from regulars.world.told.order_tables import order_line_table, order_table
from regulars.world.told.owners import account_owner_table
from regulars.world.told.perks import perk_table
from regulars.world.told.problem_events import problem_event_table
from regulars.world.told.problems import draw_told, problem_table
from regulars.world.told.rates import rate_table, rates
from regulars.world.told.referrals import draw_referrals, referral_table
from regulars.world.told.reviews import draw_reviews, review_table
from regulars.world.told.statements import treatment_table
from regulars.world.told.tables import fact_table
from regulars.world.told.talks import contact_table, draw_talks
from regulars.world.truth.accounts import account_truth, fit_truth, white_space_truth
from regulars.world.truth.customer import customer_truth
from regulars.world.truth.exposure import exposure_truth
from regulars.world.truth.happened import care_truth, contact_truth, referral_truth
from regulars.world.truth.house import aspect_truth, claim_truth, value_truth
from regulars.world.truth.response import response_truth
from regulars.world.truth.said import text_truth
from regulars.world.truth.trouble import trouble_truth

Tables = dict[str, pa.Table]


def know(*, setting: Setting, history: History, held_out: bool) -> Known:
    """What was bought, and what everybody and everything is called."""
    seed, span, laws = setting.seed, setting.span, setting.laws
    currency = currencies(kinds=setting.roster.kind, seed=seed)
    in_shop = int((setting.roster.source == SOURCES.index(SHOP)).sum())
    purchases = with_passers_by(
        purchases=history.purchases, customers=in_shop, span=span, seed=seed
    )
    orders = draw_orders(
        purchases=purchases, troubled=_troubled(history, len(purchases.day)), seed=seed
    )
    lines, stays = draw_lines(
        purchases=purchases, sizes=laws.size, takes=setting.wants.takes, seed=seed
    )
    used = campaigns_used(orders=orders, price_care=laws.price_care, span=span, seed=seed)
    lines = with_terms(orders=orders, lines=lines, used=used, seed=seed)
    lines = in_currency(lines=lines, orders=orders, currency=currency)
    orders, lines = with_returns(orders=orders, lines=lines, seed=seed)
    names = draw_names(roster=setting.roster, seed=seed)
    abroad = np.array([named.is_abroad for named in names], dtype=bool)
    return Known(
        setting=setting,
        history=history,
        came=draw_came(setting=setting, state=history.state),
        names=names,
        tongues=draw_tongues(roster=setting.roster, abroad=abroad, seed=seed),
        fits=draw_fits(roster=setting.roster, seed=seed),
        orders=orders,
        lines=lines,
        stays=stays,
        used=used,
        currency=currency,
        is_large=large_customers(orders=orders, lines=lines, customers=len(setting)),
        keys=customer_keys(source=setting.roster.source, joins=laws.joins),
        numbers=order_keys(orders=orders, span=span),
        writer=Writer(held_out=held_out),
    )


def tell(*, known: Known, hidden: Hidden, coming: Ints, values: Ints) -> tuple[Tables, Tables]:
    """All facts in the order of the contracts, and the truth of them."""
    bookings = draw_bookings(known, coming=coming)
    stays = reservation_of_order(known, bookings)
    told, talks = draw_told(known), draw_talks(known)
    reviews, answers = draw_reviews(known), draw_answers(known, told=told, values=values)
    held, made, sent = (
        draw_account_reviews(known),
        draw_introductions(known),
        draw_referrals(known),
    )
    abroad = _worth_abroad(known)
    orders = expected_orders(setting=hidden.setting, state=hidden.state, stakes=hidden.stakes)
    spend = orders * hidden.order_minor * abroad
    care = care_table(known, stake_minor=spend)
    public = review_table(known, reviews, reservation_of_order=stays)
    facts = {
        "customer": customer_table(known),
        "identity": identity_table(known),
        "match": match_table(known),
        "account_owner": account_owner_table(known),
        "consent": consent_table(known),
        "treatment": treatment_table(known),
        "product": product_table(known.setting.sources),
        "order": order_table(known),
        "order_line": order_line_table(known),
        "rate": rate_table(known),
        "reservation": reservation_table(known, bookings),
        "contact": contact_table(known, talks),
        "problem": problem_table(known, told, reservation_of_order=stays),
        "problem_event": problem_event_table(known, told),
        "known_issue": known_issue_table(known),
        "answer": answer_table(known, answers, told=told, reservation_of_order=stays),
        "review": public,
        "referral": referral_table(known, sent),
        "claim": claim_table(known),
        "expectation": expectation_table(known, reviews=reviews, answers=answers, held=held),
        "account_review": account_review_table(known, held),
        "introduction": introduction_table(known, made),
        "perk": perk_table(known),
        "care": care,
        "follow_up": follow_up_table(
            known,
            bookings=bookings,
            reviews=reviews,
            replied=public.column("reply").is_valid().to_pylist(),
        ),
    }
    truth = {
        "customer": customer_truth(known, hidden, values=values, orders=orders, spend=spend),
        "response": response_truth(hidden),
        "trouble": trouble_truth(known, told),
        "exposure": exposure_truth(known),
        "text": text_truth(
            known, told=told, reviews=reviews, answers=answers, held=held, talks=talks
        ),
        "aspect": aspect_truth(known),
        "claim": claim_truth(known),
        "value": value_truth(known),
        "white_space": white_space_truth(known, hidden),
        "account": account_truth(known, hidden),
        "fit": fit_truth(known, made),
        "contact": contact_truth(known, talks),
        "care": care_truth(known, care),
        "referral": referral_truth(known, sent),
    }
    return facts, truth


def product_table(sources: tuple[str, ...]) -> pa.Table:
    """The fact `product` of these houses."""
    ours = [product for product in PRODUCTS if product.source in sources]
    columns = {
        "source_id": [product.key for product in ours],
        "source": [product.source for product in ours],
        "name": [product.name for product in ours],
        "name_bn": [product.name_bn for product in ours],
        "category": [product.category for product in ours],
    }
    return fact_table(contract=PRODUCT, columns=columns)


def _troubled(history: History, orders: int) -> Flags:
    """Orders that something goes wrong with; rows as the purchases, passers-by after them."""
    found = np.zeros(orders, dtype=bool)
    troubles, purchases = history.troubles, history.purchases
    counts = np.bincount(purchases.customer)
    found[(np.cumsum(counts) - counts)[troubles.customer] + troubles.number] = True
    return found


def _worth_abroad(known: Known) -> Floats:
    """What a taka at home comes to, in taka, for who pays cents instead, at the last rate."""
    last = {name: float(rate[-1]) / 100 for name, rate in rates(known).items()}
    worth = np.array([last.get(name, 1.0) for name in CURRENCIES])
    return np.asarray(worth[known.currency])
