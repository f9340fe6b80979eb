"""Settings, record: who saw and changed what."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.settings.record_words import came_of_it, did
from regulars.people.record import ERASED, Entry
from regulars.people.roles import Role


class Filters(forms.Form):
    """Null: what is empty filters nothing."""

    who = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"})
    )
    customer = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["who"].label = gettext("Log-in name")
        self.fields["customer"].label = gettext("Customer’s id")
        self.fields["on"].label = gettext("Day")


@needs(Role.OWNER)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """A page of it, newest first."""
    book = workspace.current()
    form = Filters(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    page = book.record(
        who=said.get("who") or None,
        customer_id=said.get("customer") or None,
        on=said.get("on"),
        after=request.GET.get("after"),
    )
    names = book.called(
        (one for entry in page.entries for one in entry.customers), language=get_language()
    )
    people = {one.staff.username: one.staff.called for one in book.everybody()}
    filters = {name: value for name, value in said.items() if value}
    context = {
        "entry": "settings",
        "part": "record",
        "form": form,
        "filtered": bool(filters),
        "customer": _asked_for(said.get("customer"), names),
        "people": people,
        "entries": [_row(entry, names, people) for entry in page.entries],
        "older": page.older and urlencode({**filters, "after": page.older}),
        "newest": urlencode(filters) if "after" in request.GET else None,
    }
    return render(request, "pages/settings/record.html", context)


def _asked_for(customer_id: str | None, names: dict[str, str]) -> dict[str, str] | None:
    if not customer_id or customer_id not in names:
        return None
    return {"id": customer_id, "name": names[customer_id]}


def _row(entry: Entry, names: dict[str, str], people: dict[str, str]) -> dict[str, Any]:
    words, code = did(entry)
    return {
        "at": entry.at,
        "who": people.get(entry.who, entry.who) if entry.way == "desk" else entry.who,
        "only_who": urlencode({"who": entry.who}),
        "way": {"cli": gettext("command line"), "api": "API"}.get(entry.way, ""),
        "did": words,
        "what": code,
        "customers": [
            {
                "id": one,
                "name": names.get(one, one),
                "only": urlencode({"customer": one}),
                "erased": one == ERASED,
            }
            for one in entry.customers
        ],
        "outcome": came_of_it(entry),
    }
