"""The day's care list of the key's person, and what became of its lines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.once import once
from regulars.api.shapes.base import Id, Language
from regulars.api.shapes.today import (
    ActOut,
    DoneIn,
    LineOut,
    NotRightIn,
    PlanIn,
    PlannedOut,
    SnoozeIn,
    TodayOut,
)
from regulars.people.scopes import Scope

router = Router(tags=["today"])

NOTHING = TodayOut(
    planned=False,
    as_of=None,
    refreshed_at=None,
    hours=None,
    minutes_left=None,
    done=0,
    left=0,
    set_aside=0,
    lines=[],
    below=[],
    below_the_line=0,
)


@router.get("/today", auth=Key(Scope.READ), response=TodayOut, operation_id="today")
def today(
    request: HttpRequest,
    language: Language = Query("en"),
) -> TodayOut:
    """Whom to take care of, why, and how; as planned. Never plans."""
    day = workspace.current().day_plan(staff=request.auth.username, language=language)
    if day is None:
        return NOTHING
    progress = day.progress
    return TodayOut(
        planned=True,
        as_of=day.as_of,
        refreshed_at=day.refreshed_at,
        hours=day.hours,
        minutes_left=progress.minutes_left,
        done=progress.done,
        left=progress.left,
        set_aside=progress.set_aside,
        lines=[LineOut.model_validate(item) for item in day.items],
        below=[LineOut.model_validate(item) for item in day.below],
        below_the_line=day.below_the_line,
    )


@router.post("/today/plan", auth=Key(Scope.WRITE_ACTS), response=PlannedOut, operation_id="plan")
def plan(request: HttpRequest, said: PlanIn) -> HttpResponse:
    """Make the list, or make it longer; what is on it stays."""

    def planned() -> PlannedOut:
        day = workspace.current().today(hours=said.hours, staff=request.auth.username)
        return PlannedOut(
            as_of=day.as_of,
            hours=day.hours,
            lines=len(day.items),
            below_the_line=day.below_the_line,
        )

    return once(request, planned)


@router.post(
    "/today/{care_id}/done", auth=Key(Scope.WRITE_ACTS), response=ActOut, operation_id="done"
)
def done(
    request: HttpRequest,
    said: DoneIn,
    care_id: Id = Path(...),
) -> HttpResponse:
    """It was done, how it was received, and a note."""
    return _act(
        request,
        care_id,
        "done",
        lambda: workspace.current().done(
            care_id=care_id, received=said.received, note=said.note or None
        ),
    )


@router.post(
    "/today/{care_id}/snooze", auth=Key(Scope.WRITE_ACTS), response=ActOut, operation_id="snooze"
)
def snooze(
    request: HttpRequest,
    said: SnoozeIn,
    care_id: Id = Path(...),
) -> HttpResponse:
    """Leave the customer alone for some days."""
    return _act(
        request,
        care_id,
        "snoozed",
        lambda: workspace.current().snooze(care_id=care_id, days=said.days),
    )


@router.post(
    "/today/{care_id}/not-right",
    auth=Key(Scope.WRITE_ACTS),
    response=ActOut,
    operation_id="not_right",
)
def not_right(
    request: HttpRequest,
    said: NotRightIn,
    care_id: Id = Path(...),
) -> HttpResponse:
    """The proposal was wrong about this customer, and why."""
    return _act(
        request,
        care_id,
        "not_right",
        lambda: workspace.current().not_right(
            care_id=care_id, reason=said.reason, note=said.note or None
        ),
    )


@router.post(
    "/today/{care_id}/put-back",
    auth=Key(Scope.WRITE_ACTS),
    response=ActOut,
    operation_id="put_back",
)
def put_back(
    request: HttpRequest,
    care_id: Id = Path(...),
) -> HttpResponse:
    """Take back what was said of the line: it waits again."""
    return _act(
        request,
        care_id,
        "shown",
        lambda: workspace.current().put_back(care_id=care_id),
    )


def _act(
    request: HttpRequest,
    care_id: str,
    state: str,
    act: Callable[[], None],
) -> HttpResponse:
    def acted() -> ActOut:
        act()
        return ActOut(care_id=care_id, state=state)

    return once(request, acted)
