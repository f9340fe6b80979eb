"""Words for the values that a column with choices may have."""

from __future__ import annotations

from django.utils.translation import pgettext


def choice_label(value: str) -> str:
    """The value for people; one that is new here as it is written."""
    return {**_of_sales(), **_of_people(), **_of_talks(), **_of_the_rest()}.get(value, value)


def _of_sales() -> dict[str, str]:
    return {
        "adjustment": pgettext("a value", "adjustment"),
        "booked": pgettext("a value", "booked"),
        "cancelled": pgettext("a value", "cancelled"),
        "discount": pgettext("a value", "discount"),
        "event": pgettext("a value", "event"),
        "family": pgettext("a value", "family"),
        "fee": pgettext("a value", "fee"),
        "holiday": pgettext("a value", "holiday"),
        "no_show": pgettext("a value", "did not come"),
        "other": pgettext("a value", "other"),
        "placed": pgettext("a value", "placed"),
        "product": pgettext("a value", "product"),
        "returned": pgettext("a value", "returned"),
        "shipping": pgettext("a value", "shipping"),
        "stayed": pgettext("a value", "stayed"),
        "voucher": pgettext("a value", "voucher"),
        "work": pgettext("a value", "work"),
    }


def _of_people() -> dict[str, str]:
    return {
        "account": pgettext("a value", "account"),
        "contact": pgettext("a value", "contact"),
        "different": pgettext("a value", "different"),
        "distance": pgettext("a value", "distance"),
        "given": pgettext("a value", "given"),
        "introductions": pgettext("a value", "introductions"),
        "marketing": pgettext("a value", "marketing"),
        "open": pgettext("a value", "open"),
        "person": pgettext("a value", "person"),
        "reference": pgettext("a value", "reference"),
        "same": pgettext("a value", "same"),
        "surveys": pgettext("a value", "surveys"),
        "withdrawn": pgettext("a value", "withdrawn"),
    }


def _of_talks() -> dict[str, str]:
    return {
        "call": pgettext("a value", "call"),
        "ces": pgettext("a value", "effort (CES)"),
        "choice": pgettext("a value", "choice"),
        "counter": pgettext("a value", "at the counter"),
        "csat": pgettext("a value", "satisfaction (CSAT)"),
        "customer": pgettext("a value", "customer"),
        "email": pgettext("a value", "e-mail"),
        "ignored": pgettext("a value", "ignored"),
        "letter": pgettext("a value", "letter"),
        "message": pgettext("a value", "message"),
        "neutral": pgettext("a value", "neutral"),
        "nps": pgettext("a value", "recommendation (NPS)"),
        "text": pgettext("a value", "text"),
        "unwelcome": pgettext("a value", "unwelcome"),
        "us": pgettext("a value", "us"),
        "visit": pgettext("a value", "visit"),
        "welcome": pgettext("a value", "welcome"),
    }


def _of_the_rest() -> dict[str, str]:
    return {
        "account_review": pgettext("a value", "account review"),
        "answer": pgettext("a value", "answer"),
        "asked": pgettext("a value", "asked"),
        "better_use": pgettext("a value", "better use"),
        "both_agreed": pgettext("a value", "both agreed"),
        "closed": pgettext("a value", "closed"),
        "code": pgettext("a value", "code"),
        "company": pgettext("a value", "what we said"),
        "condition": pgettext("a value", "a condition"),
        "declined": pgettext("a value", "declined"),
        "exceeded": pgettext("a value", "exceeded"),
        "fixed": pgettext("a value", "fixed"),
        "held": pgettext("a value", "held"),
        "import": pgettext("a value", "an import"),
        "introduced": pgettext("a value", "introduced"),
        "introduction": pgettext("a value", "introduction"),
        "link": pgettext("a value", "link"),
        "maintenance": pgettext("a value", "maintenance"),
        "met": pgettext("a value", "met"),
        "met_again": pgettext("a value", "met again"),
        "missed": pgettext("a value", "missed"),
        "more": pgettext("a value", "something more"),
        "note": pgettext("a value", "note"),
        "nothing": pgettext("a value", "nothing"),
        "one_agreed": pgettext("a value", "one agreed"),
        "own_needs": pgettext("a value", "own needs"),
        "past_experience": pgettext("a value", "past experience"),
        "planned": pgettext("a value", "planned"),
        "problem": pgettext("a value", "problem"),
        "promise": pgettext("a value", "promise"),
        "proposed": pgettext("a value", "proposed"),
        "reopened": pgettext("a value", "reopened"),
        "review": pgettext("a value", "review"),
        "solved": pgettext("a value", "solved"),
        "staff": pgettext("a value", "staff"),
        "thanks": pgettext("a value", "thanks"),
        "third_party": pgettext("a value", "others"),
        "transfer": pgettext("a value", "transfer"),
        "waiting": pgettext("a value", "waiting"),
    }
