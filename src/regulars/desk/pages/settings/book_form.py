"""The book's own values, as a form. What each may be is decided in `book.book_values`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext

from regulars.book.book_values import ValueWrong, checked

PERCENT = 100
SHARE, COST = "holdout_share", "new_customer_cost"


def _proposed(listed: str) -> forms.TextInput:
    """A text for which the browser proposes those of a `datalist`."""
    return forms.TextInput(attrs={"list": listed, "autocomplete": "off"})


class BookForm(forms.Form):
    """Only what was changed on the page is written: the file may be newer than the page.

    After `is_valid`, `decided` has the values to write, by their name in the book.
    """

    name = forms.CharField(show_hidden_initial=True)
    zone = forms.CharField(show_hidden_initial=True, widget=_proposed("zones"))
    currency = forms.CharField(
        required=False, show_hidden_initial=True, widget=_proposed("currencies")
    )
    country = forms.CharField(
        required=False, show_hidden_initial=True, widget=_proposed("countries")
    )
    hours = forms.FloatField(
        show_hidden_initial=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    refresh_at = forms.TimeField(
        required=False,
        show_hidden_initial=True,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    holdout_share = forms.FloatField(
        show_hidden_initial=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    new_customer_cost = forms.FloatField(
        required=False,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    language = forms.ChoiceField(required=False, show_hidden_initial=True)
    bengali_numerals = forms.BooleanField(required=False, show_hidden_initial=True)
    second_factor = forms.BooleanField(required=False, show_hidden_initial=True)

    def __init__(self, *arguments: object, now: Mapping[str, Any], **named: object) -> None:
        super().__init__(*arguments, initial=_shown(now), **named)
        self.decided: dict[str, Any] = {}
        for name, (label, meaning) in _words().items():
            self.fields[name].label, self.fields[name].help_text = label, meaning
        self.fields["language"].choices = [
            ("", gettext("as each browser wishes")),
            *settings.LANGUAGES,
        ]
        for name, fault in _faults().items():
            self.fields[name].error_messages |= {"invalid": fault, "required": fault}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.changed_data:
            if name in cleaned:
                try:
                    self.decided |= checked({name: _meant(name, cleaned[name])})
                except ValueWrong:
                    self.add_error(name, _faults()[name])
        return cleaned


def _shown(now: Mapping[str, Any]) -> dict[str, Any]:
    percent = round(now[SHARE] * PERCENT, 4)
    cost = "" if now[COST] is None else f"{now[COST]:.15g}"
    return {**now, "hours": f"{now['hours']:g}", SHARE: f"{percent:g}", COST: cost}


def _meant(name: str, said: Any) -> Any:
    if name == SHARE:
        return round(said / PERCENT, 6)
    if name in ("currency", "country"):
        return said.strip().upper() or None
    return said.strip() if name == "zone" else said


def _faults() -> dict[str, str]:
    """What is wrong with a value, for people; the same cases as in `book_values`."""
    return {
        "name": gettext("Write a name of up to 200 letters."),
        "zone": gettext("There is no such time zone. Write e.g. Asia/Dhaka."),
        "currency": gettext("There is no such currency. Write three letters, e.g. BDT."),
        "country": gettext("There is no such country. Write two letters, e.g. BD."),
        "hours": gettext("Write a number of hours, e.g. 4."),
        "refresh_at": gettext("Write a time of day, e.g. 07:00, or nothing."),
        COST: gettext("Write an amount, e.g. 450, or nothing."),
        SHARE: gettext("Write a number from 0 to less than 100, e.g. 10."),
    }


def _words() -> dict[str, tuple[str, str]]:
    """Label and meaning of each value."""
    return {
        "name": (gettext("Name of the business"), ""),
        "zone": (
            gettext("Time zone"),
            gettext("Whose days and clock count. Days that are in the book already stay."),
        ),
        "currency": (
            gettext("Currency"),
            gettext(
                "All sums are in it. After a change they are worked out anew at the next refresh; "
                "amounts in other currencies count where there is a rate."
            ),
        ),
        "country": (
            gettext("Country"),
            gettext(
                "How telephone numbers without a country code are read. Empty: as the time zone "
                "tells."
            ),
        ),
        "hours": (
            gettext("Usual hours a day for customers"),
            gettext("For everybody who has no number of their own. Today is as long as that."),
        ),
        "refresh_at": (
            gettext("Refresh each morning at"),
            gettext("When the day’s results are made. Empty: never by itself."),
        ),
        SHARE: (
            gettext("Left untouched, in percent"),
            gettext(
                "This share of customers gets no optional care, chosen at random, so that it can "
                "be seen whether care helps (service is never left out); changing it moves "
                "customers between the two groups, so whatever is being measured takes longer to "
                "show. 0 switches the measuring off."
            ),
        ),
        COST: (
            gettext("What winning a new customer costs"),
            gettext(
                "Advertising, discounts, time: for one customer on average, in the currency of the "
                "book. It is shown beside what a customer will spend, never added in silence. "
                "Empty: not stated."
            ),
        ),
        "language": (
            gettext("Language that pages begin in"),
            gettext("For everybody who has not chosen their own."),
        ),
        "bengali_numerals": (
            gettext("Bengali numerals on Bengali pages"),
            gettext(
                "Without it, sums, days and hours have western ones. What customers wrote stays."
            ),
        ),
        "second_factor": (
            gettext("Ask everybody for a second factor"),
            gettext(
                "Whoever has none adds one before going on; nobody comes in with the password "
                "alone. Best once everybody has a phone with an app for it."
            ),
        ),
    }
