"""The card: every customer, some columns, a condition, a page at a time; JSON, CSV or Arrow."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
from importlib.metadata import version
from typing import Annotated

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from ninja import Query, Router
from ninja.responses import NinjaJSONEncoder
from pydantic import Field

from regulars import workspace
from regulars.api.key_auth import Key
from regulars.api.shapes.customers import CardOut
from regulars.book.card_page import PageAsked
from regulars.errors import RegularsError
from regulars.people.scopes import Scope
from regulars.workspace.card_pages import CardPage

router = Router(tags=["customers"])

JSON, CSV, ARROW = "application/json", "text/csv", "application/vnd.apache.arrow.stream"
Text = Annotated[str, Field(max_length=4_000, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Field(ge=1, le=10_000)]


class CursorWrong(RegularsError):
    """`after` is not what a page before told."""

    exit_code = 2


@router.get(
    "/card",
    auth=Key(Scope.READ),
    response=CardOut,
    operation_id="card",
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    CSV: {"schema": {"type": "string"}},
                    ARROW: {"schema": {"type": "string", "format": "binary"}},
                }
            },
            304: {"description": "The same as the one whose ETag was sent."},
        }
    },
)
def card(
    request: HttpRequest,
    columns: Text | None = Query(None),
    where: Text | None = Query(None),
    limit: Limit = Query(100),
    after: Text | None = Query(None),
) -> HttpResponse:
    """What is known of every customer, as of the last refresh.

    `columns`, comma-separated, are those of the data dictionary; all where none are named.
    `where` is a condition as `regulars card --where` takes it, e.g.
    `orders >= 3 AND chance_active < 0.5`. With `Accept: text/csv` or
    `application/vnd.apache.arrow.stream` it comes so; the header `Link` has the next page then too.
    """
    book = workspace.current()
    chosen = request.get_preferred_type([JSON, CSV, ARROW]) or JSON
    snapshot, after_id = (None, None) if after is None else _read(after)
    etag = _etag(request, chosen, snapshot or book.snapshot_name)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    names = [name.strip() for name in columns.split(",")] if columns else None
    asked = PageAsked(columns=names, where=where, limit=limit, after=after_id)
    page = book.card_page(asked, snapshot=snapshot, as_csv=chosen == CSV)
    response = HttpResponse(_written(page, chosen), content_type=chosen)
    response["ETag"] = etag
    response["Vary"] = "Accept"
    if page.next is not None:
        told = {key: value for key, value in request.GET.items() if key != "after"}
        following = urlencode({**told, "after": _told(page)})
        response["Link"] = f'<{request.path}?{following}>; rel="next"'
    return response


def _written(page: CardPage, chosen: str) -> bytes | str:
    if chosen == CSV:
        return page.csv or b""
    if chosen == ARROW:
        return _stream(page.table)
    said = {
        "snapshot": page.snapshot,
        "as_of": page.as_of,
        "currency": page.currency,
        "rows": page.table.to_pylist(),
        "next": None if page.next is None else _told(page),
    }
    return json.dumps(said, cls=NinjaJSONEncoder)


def _stream(table: pa.Table) -> bytes:
    held = io.BytesIO()
    with pa.ipc.new_stream(held, table.schema) as stream:
        stream.write_table(table)
    return held.getvalue()


def _told(page: CardPage) -> str:
    """Opaque to its reader: the results and the last customer of the page."""
    text = json.dumps([page.snapshot, page.next])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(after: str) -> tuple[str, str]:
    try:
        text = base64.urlsafe_b64decode(after.encode("ascii") + b"===")
        snapshot, last = json.loads(text)
    except (ValueError, binascii.Error, RecursionError):
        snapshot = last = None
    if not isinstance(snapshot, str) or not isinstance(last, str):
        raise CursorWrong(
            "`after` is none that a page told. Take it from `next` of the one before."
        )
    return snapshot, last


def _etag(request: HttpRequest, chosen: str, snapshot: str) -> str:
    """The same question of the same results has the same answer."""
    said = "\n".join((version("regulars"), snapshot, chosen, request.META["QUERY_STRING"]))
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
