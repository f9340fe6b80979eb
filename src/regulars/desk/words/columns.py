"""What the desk calls the columns of facts, by the contracts' names in whole units."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from regulars.intake.own_names import whole_name


def column_label(fact: str, column: str) -> str:
    """The column's name for people; one that is new here as it is called."""
    plain = whole_name(column) or column
    own = {
        ("customer", "source_id"): gettext("Customer’s number or name"),
        ("order", "source_id"): gettext("Order’s number"),
        ("product", "source_id"): gettext("Product’s number or name"),
        ("reservation", "source_id"): gettext("Reservation’s number"),
        ("problem", "source_id"): gettext("Problem’s number"),
        ("customer", "kind"): gettext("Person or account"),
        ("reservation", "happened_on"): gettext("Day of booking"),
        ("reservation", "purpose"): gettext("Purpose of the stay"),
        ("referral", "customer_key"): gettext("Who sent"),
        ("referral", "other_key"): gettext("Who was sent"),
        ("account_owner", "since_on"): gettext("From which day on"),
        ("match", "other_key"): gettext("Other customer"),
    }
    return own.get((fact, plain)) or _labels().get(plain, plain)


def _labels() -> dict[str, str]:
    return {**_of_sales(), **_of_people(), **_of_talks(), **_of_problems(), **_of_the_rest()}


def _of_sales() -> dict[str, str]:
    return {
        "amount": gettext("Amount"),
        "arrives_at": gettext("Hour of arrival"),
        "arrives_on": gettext("Day of arrival"),
        "category": gettext("Category"),
        "channel": pgettext("a column", "Channel"),
        "currency": gettext("Currency"),
        "customer_key": gettext("Customer"),
        "departs_on": gettext("Day of departure"),
        "discount": gettext("Discount"),
        "discount_code": gettext("Discount code"),
        "happened_at": gettext("Day and time"),
        "happened_on": pgettext("a column", "Day"),
        "order_key": pgettext("a column", "Order"),
        "party": gettext("Number of guests"),
        "product_key": gettext("Product"),
        "quantity": gettext("Quantity"),
        "rate": gettext("Rate"),
        "rated_on": gettext("Day of the rate"),
        "reservation_key": gettext("Reservation"),
        "returns_order_key": gettext("Order that is returned"),
        "source": gettext("Till or system"),
        "source_id": gettext("Own number"),
        "state": pgettext("a column", "State"),
        "to_currency": gettext("Into which currency"),
        "unit": gettext("Room or unit"),
    }


def _of_people() -> dict[str, str]:
    return {
        "account_key": gettext("Account they belong to"),
        "acquired_through": gettext("How they became a customer"),
        "decided_by": gettext("Who decided"),
        "decided_on": gettext("Day of the decision"),
        "decision": gettext("Decision"),
        "email": gettext("E-mail address"),
        "known_by": gettext("How that is known"),
        "confidence": gettext("How sure (0 to 1)"),
        "language": gettext("Language"),
        "name": gettext("Name"),
        "name_bn": gettext("Name in Bengali"),
        "other_key": gettext("Other customer"),
        "phone": gettext("Telephone number"),
        "purpose": gettext("What for"),
        "said_in": gettext("Where they said so"),
        "sent_by": gettext("Who sent them"),
        "sent_by_confidence": gettext("How sure it is who sent them (0 to 1)"),
        "sent_by_known_by": gettext("How it is known who sent them"),
        "sent_by_source": gettext("Till or system that knows who sent them"),
        "sent_on": gettext("Day on which they were sent"),
        "since_on": gettext("Since which day"),
        "staff": gettext("Person of the staff"),
        "treatment": gettext("How they like to be treated"),
        "treatment_on": gettext("Day they said so"),
    }


def _of_talks() -> dict[str, str]:
    return {
        "began_by": gettext("Who began"),
        "choice": gettext("What they chose"),
        "kind": gettext("Kind"),
        "note": gettext("Note"),
        "offer": gettext("What was offered"),
        "question": gettext("Question"),
        "reaction": gettext("How it was received"),
        "score": gettext("Score"),
        "survey": gettext("Survey"),
        "text": gettext("Text"),
    }


def _of_problems() -> dict[str, str]:
    return {
        "details": gettext("What was told anew, in codes"),
        "ended_at": gettext("Day and time of the end"),
        "ended_on": gettext("Day of the end"),
        "exposed_from_on": gettext("Affected from"),
        "exposed_to_on": gettext("Affected until"),
        "fixed_on": gettext("Day it was fixed"),
        "found_by": gettext("Who found it"),
        "in_charge": gettext("Who is in charge"),
        "known_issue_key": gettext("Known issue"),
        "lot": gettext("Lot"),
        "priority": gettext("Priority"),
        "problem_key": gettext("Problem"),
        "promised_at": gettext("Promised for"),
        "reason": gettext("Reason"),
        "step": gettext("Place among the steps"),
        "title": gettext("Title"),
        "topic": gettext("Topic"),
        "waiting_for": gettext("Waits for whom"),
        "what_to_do": gettext("What to do"),
    }


def _of_the_rest() -> dict[str, str]:
    return {
        "aspect": gettext("Aspect"),
        "author": gettext("Author"),
        "best_rating": gettext("Out of how many"),
        "competitors": gettext("What they said of competitors"),
        "cost": gettext("Cost"),
        "feeling": gettext("How they feel about us"),
        "found_in": gettext("Found in what"),
        "found_in_key": gettext("Number of where it was found"),
        "given_as": gettext("Given as"),
        "held_on": gettext("Day it was held"),
        "need": gettext("Need"),
        "needs": gettext("What they still need"),
        "origin": gettext("Where it comes from"),
        "outcome": gettext("Outcome"),
        "place": gettext("Place"),
        "planned_on": gettext("Day it is planned for"),
        "rating": gettext("Rating"),
        "recommendation": gettext("Recommendation"),
        "replied_on": gettext("Day of the reply"),
        "reply": gettext("Reply"),
        "site": gettext("Site"),
        "until_on": gettext("Until which day"),
    }
