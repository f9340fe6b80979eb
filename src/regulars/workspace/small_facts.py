"""The facts of one customer, and of those they are tied to, as a book of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.book.rates import OLDEST_DAYS
from regulars.book.small_book import SmallBook
from regulars.ledger.current import current_rows
from regulars.ledger.persons import PARTS, current_about, current_parts
from regulars.signals import Signal
from regulars.signals.trace import OF_OTHERS, facts_read
from regulars.workspace.one_customer import OneCustomer

LEVELS = 3
"""So deep the spend of those who were sent is handed up; see the base referral_credit."""
MOST_CUSTOMERS = 400

Row = dict[str, Any]


class SmallFacts(OneCustomer):
    """Reading a few customers' facts whole."""

    def facts_behind(self, signal: Signal) -> frozenset[str]:
        """The kinds of facts that a figure reads."""
        return facts_read(signal.base)

    def small_book(self, customer_id: str, keys: Sequence[Key], signal: Signal) -> SmallBook | None:
        """All that a figure of this customer rests on; None where that is too many customers."""
        customers = dict.fromkeys(keys, customer_id)
        referrals: list[Row] = []
        if signal.base in OF_OTHERS:
            referrals = _hanging_together(keys)
            tied = {key for row in referrals for key in _named(row)} - set(keys)
            if len(tied) > MOST_CUSTOMERS:
                return None
            ids = {key: one.customer_id for key, one in self._others(tied, "en").items()}
            customers |= {key: ids[key] for key in tied if key in ids}
            for one, theirs in self._keys_now(set(ids.values())).items():
                customers |= dict.fromkeys(theirs, one)
        facts = {
            fact: rows
            for fact, rows in _facts(self.facts_behind(signal), list(customers)).items()
            if fact != "referral"
        }
        if "order" in facts:
            facts["rate"] = _rates(facts["order"], self._currency_of_figures())
        return SmallBook(
            facts={**facts, "referral": referrals},
            customers=customers,
            as_of=self._day_of_figures(),
            currency=self._currency_of_figures(),
        )


def _facts(wanted: Iterable[str], keys: Sequence[Key]) -> dict[str, list[Row]]:
    """The current facts about these identities, and the parts of those that have parts."""
    wanted = set(wanted) - {"rate"}
    found = {fact: current_about(fact, keys) for fact in wanted - set(PARTS)}
    for part in wanted & set(PARTS):
        whole = PARTS[part][0]
        wholes = found[whole] if whole in found else current_about(whole, keys)
        found[part] = current_parts(part, [(row["source"], row["source_id"]) for row in wholes])
    return found


def _rates(orders: Sequence[Row], currency: str | None) -> list[Row]:
    """The rates at which these orders are converted."""
    codes = sorted({row["currency"] for row in orders} - {currency})
    if not codes or currency is None:
        return []
    of = [row["happened_on"] for row in orders if row["currency"] in codes]
    return current_rows(
        "rate",
        Q(
            to_currency=currency,
            currency__in=codes,
            rated_on__gte=min(of) - timedelta(days=OLDEST_DAYS),
            rated_on__lte=max(of),
        ),
    )


def _hanging_together(keys: Sequence[Key]) -> list[Row]:
    """The referrals by which the customer's share is worked out: down, and whoever shares in it."""
    found: dict[Key, Row] = {}
    below = set(keys)
    for _ in range(LEVELS + 1):
        rows = current_about("referral", sorted(below))
        found |= {(row["source"], row["source_id"]): row for row in rows}
        came = {(row["other_source"], row["other_key"]) for row in rows} - below
        if not came or len(found) > 4 * MOST_CUSTOMERS:
            break
        below |= came
    return list(found.values())


def _named(row: Row) -> tuple[Key, Key]:
    return (row["customer_source"], row["customer_key"]), (row["other_source"], row["other_key"])
