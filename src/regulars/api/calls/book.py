"""The book as a whole: does it answer, who is asking, new results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.once import once
from regulars.api.shapes.today import HealthOut, MeOut, RefreshOut
from regulars.jobs.tasks import ask_for_refresh
from regulars.people.scopes import Scope

router = Router(tags=["book"])

ACCEPTED = 202


@router.get("/health", auth=None, response=HealthOut, operation_id="health")
def health(request: HttpRequest) -> HealthOut:
    """Whether the book and its ledger answer; asks for no key, and tells nothing else."""
    workspace.current().imports(at_most=1)
    return HealthOut(status="ok")


@router.get("/me", auth=Key(None), response=MeOut, operation_id="me")
def me(request: HttpRequest) -> MeOut:
    """Who the key speaks for, and what it may be used for as things stand."""
    book, holder = workspace.current(), request.auth
    return MeOut(
        book=book.name,
        zone=book.zone,
        currency=book.currency,
        as_of=book.as_of if book.has_snapshot else None,
        username=holder.username,
        role=holder.staff.role.value,
        key=holder.name,
        scopes=sorted(holder.scopes),
    )


@router.post(
    "/refresh",
    auth=Key(Scope.WRITE_FACTS),
    response={ACCEPTED: RefreshOut},
    operation_id="refresh",
)
def refresh(request: HttpRequest) -> HttpResponse:
    """Ask the worker to make the results anew; it does so in the background."""
    return once(
        request,
        lambda: RefreshOut(asked=ask_for_refresh()),
        status=ACCEPTED,
    )
