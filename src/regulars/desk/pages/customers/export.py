"""The customers that are asked for, as a file. A POST: who takes names with them is on record."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.customers.query import asked_of, query_of
from regulars.people.roles import Role

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which spreadsheets know that the text is UTF-8."""


class _Line:
    """What csv writes into: it keeps nothing, each row is handed on."""

    def write(self, text: str) -> str:
        return text


@needs(Role.STAFF)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Every customer of the question with the columns that are shown, safe in a spreadsheet."""
    book = workspace.current()
    if not book.has_snapshot:
        return redirect("customers")
    asked, _ = asked_of(query_of(request.POST), currency=book.currency)
    rows = book.customers_file(asked, language=get_language())
    answer = StreamingHttpResponse(_written(rows), content_type="text/csv; charset=utf-8")
    day = book.as_of.isoformat()
    answer["Content-Disposition"] = f'attachment; filename="customers-{day}.csv"'
    return answer


def _written(rows: Iterable[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield MARK
    for row in rows:
        yield writer.writerow(row)
