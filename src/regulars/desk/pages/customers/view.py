"""The table of customers: who is asked for as a sentence, and a page of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.acts.customer_table import CustomerTable
from regulars.desk.pages.customers.chooser import column_groups, figure_groups
from regulars.desk.pages.customers.part_form import answer_of, part_form
from regulars.desk.pages.customers.query import Query, asked_of, hidden_fields, query_of
from regulars.desk.pages.customers.sentence import sentence
from regulars.people.saved_views import LONGEST_NAME, views_for


@require_safe
def customers(request: HttpRequest) -> HttpResponse:
    """The page; an answered question about a figure becomes a part of the address. Never writes."""
    book = workspace.current()
    if not book.has_snapshot:
        return render(request, "pages/customers/empty.html", {"entry": "customers"})
    query, currency = query_of(request.GET), book.currency
    answer, trouble = answer_of(request.GET, currency=currency)
    if answer is not None:
        return redirect(_address(query.having(answer, instead=request.GET.get("instead", ""))))
    asked, wrong = asked_of(query, currency=currency)
    table = book.customers(asked, language=get_language())
    heads = _heads(table, query)
    context = {
        "entry": "customers",
        "table": table,
        "query": query,
        "query_text": query.text,
        "hidden": hidden_fields(query),
        "hidden_without_columns": hidden_fields(query, leaving_out=["c"]),
        "wrong": wrong,
        "parts": sentence(asked.filters, query, currency=currency),
        "form": part_form(request.GET, book, currency=currency, trouble=trouble),
        "figure_groups": figure_groups(),
        "column_groups": column_groups(asked.columns),
        "heads": heads,
        "rows": [(row, zip(heads, row.cells, strict=True)) for row in table.rows],
        "pages": _pages(table, query),
        "views": views_for(request.user),
        "name_length": LONGEST_NAME,
    }
    return render(request, "pages/customers/customers.html", context)


def _heads(table: CustomerTable, query: Query) -> list[dict[str, str]]:
    """The columns' names, each a link that sorts by it."""
    heads = []
    for column in table.columns:
        way = {f"-{column.name}": "descending", column.name: "ascending"}.get(query.sort, "")
        address = "" if column.kind == "staff" else _address(query.sorted_by(column.name))
        label = column.label(language=get_language())
        heads.append({"label": label, "address": address, "way": way, "kind": column.kind})
    return heads


def _pages(table: CustomerTable, query: Query) -> dict[str, str]:
    """Addresses of the pages after and before; "" at the ends."""
    later = _address(query.but(after=table.later)) if table.later else ""
    earlier = _address(query.but(before=table.earlier)) if table.earlier else ""
    return {"later": later, "earlier": earlier, "first": _address(query.but()) if earlier else ""}


def _address(query: Query) -> str:
    return f"{reverse('customers')}?{query.text}"
