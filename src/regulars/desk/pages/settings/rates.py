"""Settings, rates: what other currencies are worth, and one more by hand."""

from __future__ import annotations

from typing import Any

from babel.numbers import list_currencies
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.people.roles import Role
from regulars.workspace.rates import RateWrong


class RateForm(forms.Form):
    currency = forms.CharField(
        widget=forms.TextInput(attrs={"list": "currencies", "autocomplete": "off"})
    )
    rate = forms.DecimalField(widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *arguments: object, own: str, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["currency"].label = gettext("Currency")
        self.fields["rate"].label = gettext("One unit of it is worth, in %(own)s") % {"own": own}
        self.fields["on"].label = gettext("Day")
        self.fields["on"].help_text = gettext("It counts on this day and for a week after it.")
        for name, fault in _faults().items():
            self.fields[name].error_messages |= {"invalid": fault}

    def clean_currency(self) -> str:
        said: str = self.cleaned_data["currency"]
        return said.strip().upper()


@names_nobody
@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def rates(request: HttpRequest) -> HttpResponse:
    """The newest, and adding one."""
    book = workspace.current()
    form = RateForm(
        request.POST if request.method == "POST" else None,
        own=book.currency or "",
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid() and _added(form, form.cleaned_data):
        return redirect("/settings/rates?saved")
    context = {
        "entry": "settings",
        "part": "rates",
        "form": form,
        "own": book.currency,
        "rates": book.rates(),
        "saved": "saved" in request.GET and request.method != "POST",
        "currencies": sorted(list_currencies() - {book.currency}),
    }
    return render(request, "pages/settings/rates.html", context)


def _added(form: RateForm, said: dict[str, Any]) -> bool:
    try:
        workspace.current().add_rate(
            currency=said["currency"], rate=said["rate"], on=said["on"], at=timezone.now()
        )
    except RateWrong as wrong:
        form.add_error(wrong.name, _faults()[wrong.name])
        return False
    return True


def _faults() -> dict[str, str]:
    """What is wrong with a value, for people; the same cases as in `workspace.rates`."""
    return {
        "currency": gettext("Write the three letters of another currency, e.g. USD."),
        "rate": gettext("Write a number above 0, e.g. 121.85."),
        "on": gettext("Write a day that has come, e.g. 2026-11-22."),
    }
