"""What the desk calls the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from regulars.contracts import BY_FACT


@dataclass(frozen=True)
class Counted:
    """So many of one fact."""

    fact: str
    label: str
    count: int


def fact_label(fact: str) -> str:
    """The fact in the plural; one that is new here as it is called."""
    return _labels().get(fact, fact)


def counted(counts: Mapping[str, int]) -> list[Counted]:
    """Counts by fact in the order of the contracts, without those that there are none of."""
    return [Counted(fact, fact_label(fact), counts[fact]) for fact in BY_FACT if counts.get(fact)]


def _labels() -> dict[str, str]:
    return {
        "account_owner": gettext("Who looks after whom"),
        "account_review": gettext("Account reviews"),
        "answer": gettext("Answers"),
        "care": gettext("Care"),
        "claim": gettext("Claims of the company"),
        "consent": gettext("Consents"),
        "contact": gettext("Contacts"),
        "customer": gettext("Customers"),
        "expectation": gettext("Expectations"),
        "follow_up": gettext("What became of bookings and reviews"),
        "identity": gettext("Keys of customers"),
        "introduction": gettext("Introductions"),
        "known_issue": gettext("Known issues"),
        "match": gettext("Decisions on who is who"),
        "order": gettext("Orders"),
        "order_line": gettext("Lines of orders"),
        "perk": gettext("Perks"),
        "problem": gettext("Problems"),
        "problem_event": gettext("Steps of problems"),
        "product": gettext("Products"),
        "rate": gettext("Exchange rates"),
        "referral": gettext("Referrals"),
        "reservation": gettext("Reservations"),
        "review": gettext("Reviews"),
        "treatment": gettext("How customers like to be treated"),
    }
