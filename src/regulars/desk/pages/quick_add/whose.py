"""Of whom something is written down: chosen from a list, or found by what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from regulars import workspace
from regulars.acts.found import FoundCustomer
from regulars.workspace import UnknownCustomer

AT_MOST = 6
LONGEST = 200


@dataclass(frozen=True)
class Whose:
    """Null: `customer_id` None where it is not clear yet; `fault` then says what to do."""

    customer_id: str | None
    text: str
    choices: tuple[FoundCustomer, ...]
    fault: str | None = None


def asked(request: HttpRequest) -> Whose:
    """As the address says: a customer chosen beforehand, or nobody."""
    customer_id = request.GET.get("customer_id", "")
    text = request.GET.get("q", "")[:LONGEST]
    if not customer_id:
        return Whose(None, text, found(text))
    one = named(customer_id)
    if one is None:
        return Whose(None, text, found(text))
    return Whose(one.customer_id, one.name, (one,))


def answered(request: HttpRequest) -> Whose:
    """As the form says: whoever was chosen, else the only one whom the text can mean."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    customer_id = request.POST.get("customer_id", "")
    choices = found(text)
    if customer_id:
        one = named(customer_id)
        if one is not None:
            others = tuple(c for c in choices if c.customer_id != one.customer_id)
            return Whose(one.customer_id, text or one.name, (one, *others))
    if len(choices) == 1:
        return Whose(choices[0].customer_id, text, choices)
    if choices:
        return Whose(None, text, choices, gettext("Several may be meant: choose one."))
    if text:
        return Whose(None, text, (), gettext("Nobody is found by that."))
    return Whose(None, text, (), gettext("Whose is it? Write a name or a number."))


def found(text: str) -> tuple[FoundCustomer, ...]:
    """Whom a text may mean, best first."""
    if not text.strip():
        return ()
    return workspace.current().find_customers(text, at_most=AT_MOST, language=get_language())


def named(customer_id: str) -> FoundCustomer | None:
    """A customer by id, as the list shows them; None where there is no such one."""
    try:
        one = workspace.current().customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer:
        return None
    return FoundCustomer(one.customer_id, one.customer, one.kind, "")
