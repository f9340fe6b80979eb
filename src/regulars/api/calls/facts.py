"""Facts in: each kind by its own call, rows by contract."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.once import once
from regulars.api.shapes.base import Language
from regulars.api.shapes.facts import ColumnOut, CountsOut, FactOut, FactsOut, PostedOut, RowOut
from regulars.contracts import BY_FACT, SOURCE, SOURCE_ID, Column, Contract, Type
from regulars.intake.own_names import MADE_HERE
from regulars.intake.posted_limits import MOST_BYTES, MOST_ROWS, POSTABLE
from regulars.people.scopes import Scope

router = Router(tags=["facts"])

OwnBatch = Literal["day", "own"]
_JSON_TYPES = {
    Type.TEXT: {"type": "string"},
    Type.INTEGER: {"type": "integer"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.INSTANT: {"type": "string", "format": "date-time"},
}


@router.get("/facts", auth=Key(Scope.READ), response=FactsOut, operation_id="facts")
def facts(request: HttpRequest) -> FactsOut:
    """Every fact that can be posted, with its columns."""
    return FactsOut(
        facts=[_fact(BY_FACT[fact]) for fact in POSTABLE],
        most_rows=MOST_ROWS,
        most_bytes=MOST_BYTES,
    )


def _post_call(fact: str) -> Callable[..., HttpResponse]:
    def post(
        request: HttpRequest,
        rows: list[Any] = Body(...),
        batch: OwnBatch = Query("day"),
        language: Language = Query("en"),
    ) -> HttpResponse:
        return once(request, lambda: _posted(request, fact, rows, batch, language))

    post.__doc__ = (
        f"{BY_FACT[fact].description} Good rows are taken, others are kept with their reason. The "
        "same rows again change nothing. What a key posts in a day is one batch that can be "
        "undone; `batch=own` makes this post one by itself."
    )
    return post


def _posted(
    request: HttpRequest, fact: str, rows: list[Any], batch: OwnBatch, language: Language
) -> PostedOut:
    done = workspace.current().post_facts(
        fact,
        rows,
        sender=request.auth.sender,
        by_itself=batch == "own",
        language=language,
    )
    told = [
        RowOut.model_validate({"row": place, **vars(row)}) for place, row in enumerate(done.rows)
    ]
    return PostedOut(fact=fact, batch=done.batch, counts=CountsOut(**done.counts), rows=told)


def row_schema(contract: Contract) -> dict[str, Any]:
    """The JSON schema of one row."""
    taken = [column for column in contract.columns if column.name not in MADE_HERE]
    own = {column.name: {"type": "string", "minLength": 1} for column in (SOURCE, SOURCE_ID)}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["source", "source_id"],
        "properties": {**own, **{column.name: _column_schema(column) for column in taken}},
    }


def _column_schema(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = dict(_JSON_TYPES[column.type])
    said["type"] = [said["type"], "null"]
    if column.choices:
        said["enum"] = [*column.choices, None]
    words = [column.description]
    if column.unit:
        words.append(f"Unit: {column.unit}.")
    if column.null:
        words.append(f"Null: {column.null}.")
    return {**said, "description": " ".join(words)}


def _fact(contract: Contract) -> FactOut:
    columns = (SOURCE, SOURCE_ID, *(c for c in contract.columns if c.name not in MADE_HERE))
    return FactOut(
        fact=contract.fact,
        description=contract.description,
        columns=[
            ColumnOut(
                name=column.name,
                type=column.type.value,
                description=column.description,
                unit=column.unit,
                null=column.null,
                choices=list(column.choices),
            )
            for column in columns
        ],
    )


def _request_body(contract: Contract) -> dict[str, Any]:
    rows = {
        "type": "array",
        "minItems": 1,
        "maxItems": MOST_ROWS,
        "items": row_schema(contract),
    }
    return {"requestBody": {"content": {"application/json": {"schema": rows}}}}


for _name in POSTABLE:
    router.post(
        f"/facts/{_name}",
        auth=Key(Scope.WRITE_FACTS),
        response=PostedOut,
        operation_id=f"post_{_name}",
        url_name=f"post_{_name}",
        summary=f"Post {_name.replace('_', ' ')} facts",
        openapi_extra=_request_body(BY_FACT[_name]),
    )(_post_call(_name))


@router.post("/facts/{fact}", auth=Key(Scope.WRITE_FACTS), include_in_schema=False)
def post_what_there_is_not(request: HttpRequest, fact: str) -> None:
    """Says which facts there are."""
    workspace.current().post_facts(fact, [None], sender=request.auth.sender)
