"""What came in, and taking it back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.once import once
from regulars.api.shapes.base import Language, Number
from regulars.api.shapes.facts import (
    BatchesOut,
    BatchOut,
    RejectOut,
    RejectsOut,
    UndoneOut,
)
from regulars.people.scopes import Scope

router = Router(tags=["imports"])

Limit = Annotated[int, Field(ge=1, le=1_000)]
After = Annotated[int, Field(ge=0, le=2**31 - 1)]


@router.get("/imports", auth=Key(Scope.READ), response=BatchesOut, operation_id="imports")
def imports(
    request: HttpRequest,
    limit: Limit = Query(100),
    before: Number | None = Query(None),
) -> BatchesOut:
    """Imports and what was posted, newest first."""
    listed = workspace.current().imports(at_most=limit + 1, before=before)
    told = [
        BatchOut(**{**asdict(one), "files": [str(file["name"]) for file in one.files]})
        for one in listed[:limit]
    ]
    return BatchesOut(imports=told, next=told[-1].batch if len(listed) > limit else None)


@router.get(
    "/imports/{batch}/rejects",
    auth=Key(Scope.READ),
    response=RejectsOut,
    operation_id="rejects",
)
def rejects(
    request: HttpRequest,
    batch: Number = Path(...),
    limit: Limit = Query(100),
    after: After = Query(0),
    language: Language = Query("en"),
) -> RejectsOut:
    """The rows that a batch did not take, with the reason and what to do."""
    rows = workspace.current().rejects(batch, at_most=limit + 1, after=after, language=language)
    told = [
        RejectOut(what=row.pop("message"), **{name: row[name] for name in _NAMES})
        for row in rows[:limit]
    ]
    return RejectsOut(rejects=told, next=after + limit if len(rows) > limit else None)


_NAMES = ("file", "line", "reason", "column", "value", "row")


@router.post(
    "/imports/{batch}/undo", auth=Key(Scope.ADMIN), response=UndoneOut, operation_id="undo"
)
def undo(
    request: HttpRequest,
    batch: Number = Path(...),
) -> HttpResponse:
    """Leave a batch out from now on, as if it had never come; the next refresh is without it."""

    def undone() -> UndoneOut:
        workspace.current().undo(batch)
        return UndoneOut(batch=batch, state="undone")

    return once(request, undone)
