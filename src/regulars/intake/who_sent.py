"""A file of customers may also say who sent each of them: one row, a customer and a referral."""

from __future__ import annotations

from dataclasses import replace

from regulars.contracts import CUSTOMER, Column, Contract, Type
from regulars.contracts.referral import REFERRAL

SENT_BY = "sent_by"

_SENDER = (
    Column(SENT_BY, Type.TEXT, "The key of who sent this customer.", null="nobody is said"),
    Column(
        "sent_by_source",
        Type.TEXT,
        "The source in which `sent_by` is a key.",
        null="the row's own",
    ),
    Column(
        "sent_by_known_by",
        Type.TEXT,
        "How it is known who sent them.",
        null="by this import",
        choices=REFERRAL.column("known_by").choices,
    ),
    Column(
        "sent_by_confidence_permille",
        Type.INTEGER,
        "How sure it is.",
        unit="thousandths, 1000 is certain",
        null="not said",
    ),
    Column(
        "sent_on",
        Type.DATE,
        "The day on which they were sent.",
        unit="day",
        null="since when they are a customer",
    ),
)

_CUSTOMER_ROWS = replace(CUSTOMER, columns=(*CUSTOMER.columns, *_SENDER))

_REFERRALS = f"""
SELECT source, {SENT_BY} || ' ' || source_id AS source_id,
  coalesce(sent_by_source, source) AS customer_source, {SENT_BY} AS customer_key,
  source AS other_source, source_id AS other_key,
  coalesce(sent_by_known_by, 'import') AS known_by,
  sent_by_confidence_permille AS confidence_permille,
  coalesce(sent_on, since_on) AS happened_on, file_number, line
FROM "{CUSTOMER.fact}" WHERE {SENT_BY} IS NOT NULL
"""


WITHOUT_A_DAY = f"{SENT_BY} IS NOT NULL AND coalesce(sent_on, since_on) IS NULL"
"""Of a row: that it says who sent, and neither when nor since when they are a customer."""


def in_a_file(contract: Contract) -> Contract:
    """The fact's columns as a user's own file may have them; more than the fact has of customers
    only."""
    return _CUSTOMER_ROWS if contract == CUSTOMER else contract


def with_referrals(facts: dict[str, str], *, said: bool) -> dict[str, str]:
    """The facts that come of own files, each as SQL, with the referrals that customers' rows tell.

    `said`: whether a file of customers has the column.
    """
    if not said:
        return facts
    own = facts.get(REFERRAL.fact)
    both = f"{own} UNION ALL BY NAME {_REFERRALS}" if own else _REFERRALS
    return {**facts, REFERRAL.fact: both}
