"""One customer, and finding one."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.once import once
from regulars.api.shapes.base import Id, Language
from regulars.api.shapes.customers import (
    ConsentIn,
    ConsentOut,
    CustomerOut,
    FigureOut,
    FoundOut,
    FoundsOut,
    HappeningOut,
    HowOut,
    OwnerIn,
    OwnerOut,
)
from regulars.people.scopes import Scope

router = Router(tags=["customers"])

Words = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Limit = Annotated[int, Field(ge=1, le=50)]


@router.get("/customers", auth=Key(Scope.READ), response=FoundsOut, operation_id="find")
def find(
    request: HttpRequest,
    find: Words = Query(...),
    limit: Limit = Query(10),
    language: Language = Query("en"),
) -> FoundsOut:
    """The customers whom a text may mean: a name, a telephone number, an address, a key."""
    found = workspace.current().find_customers(text=find, at_most=limit, language=language)
    return FoundsOut(customers=[FoundOut.model_validate(one) for one in found])


@router.get(
    "/customers/{customer_id}",
    auth=Key(Scope.READ),
    response=CustomerOut,
    operation_id="customer",
)
def customer(
    request: HttpRequest,
    customer_id: Id = Path(...),
    language: Language = Query("en"),
) -> CustomerOut:
    """All figures with their intervals, how to treat them, and what happened."""
    book = workspace.current()
    shown = book.customer(customer_id=customer_id, language=language)
    figures = book.figures(customer_id=shown.customer_id, language=language)
    return CustomerOut(
        customer_id=shown.customer_id,
        customer=shown.customer,
        kind=shown.kind,
        since_on=shown.since_on,
        as_of=shown.as_of,
        worked_out=shown.worked_out,
        currency=shown.currency,
        how=HowOut.model_validate(shown.how),
        figures=[FigureOut.model_validate(one) for one in figures],
        timeline=[HappeningOut.model_validate(one) for one in shown.timeline],
        timeline_total=shown.timeline_total,
    )


@router.post(
    "/customers/{customer_id}/consents",
    auth=Key(Scope.WRITE_ACTS),
    response=ConsentOut,
    operation_id="consent",
)
def consent(
    request: HttpRequest,
    said: ConsentIn,
    customer_id: Id = Path(...),
) -> HttpResponse:
    """Write down what a customer allows, or no longer; it counts at once."""

    def written() -> ConsentOut:
        workspace.current().consent(
            customer_id=customer_id,
            purpose=said.purpose,
            channel=said.channel,
            state=said.state,
        )
        return ConsentOut(customer_id=customer_id, **said.model_dump())

    return once(request, written)


@router.post(
    "/customers/{customer_id}/owner",
    auth=Key(Scope.WRITE_ACTS),
    response=OwnerOut,
    operation_id="owner",
)
def owner(
    request: HttpRequest,
    said: OwnerIn,
    customer_id: Id = Path(...),
) -> HttpResponse:
    """Who of the staff looks after a customer from today on."""

    def written() -> OwnerOut:
        workspace.current().look_after(customer_id=customer_id, staff=said.staff)
        return OwnerOut(customer_id=customer_id, staff=said.staff)

    return once(request, written)
