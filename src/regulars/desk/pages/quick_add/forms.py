"""The four small forms, checked before anything is written."""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext

from regulars.desk.pages.quick_add.amounts import NotAnAmount, minor_of
from regulars.ledger.contact_data import plain_email

ENTRY_ID = re.compile(r"[0-9a-f]{32}")
LONGEST_TEXT, LONGEST_NAME = 2_000, 200


class Entry(forms.Form):
    """What every form carries: the id under which it is written once, however often it is sent."""

    entry_id = forms.RegexField(ENTRY_ID, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, currency: str, today: date, **named: Any) -> None:
        named["initial"] = {"entry_id": uuid.uuid4().hex, **named.get("initial", {})}
        super().__init__(*arguments, **named)
        self.currency, self.today = currency, today
        for name, label in self.labels().items():
            self.fields[name].label = label
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed.")

    def labels(self) -> dict[str, str]:
        return {}


class SaleForm(Entry):
    amount = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def labels(self) -> dict[str, str]:
        amount = gettext("Amount in %(currency)s") % {"currency": self.currency}
        return {"amount": amount, "on": gettext("Day")}

    def clean_amount(self) -> int:
        try:
            return minor_of(self.cleaned_data["amount"], currency=self.currency)
        except NotAnAmount:
            raise forms.ValidationError(
                gettext("Write an amount above 0, e.g. 4800 or 4,800.50.")
            ) from None

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on is not None and on > self.today:
            raise forms.ValidationError(gettext("This day is still to come."))
        return on


class NoteForm(Entry):
    channel = forms.ChoiceField(widget=forms.RadioSelect, initial="counter")
    note = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    reaction = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["channel"].choices = [
            ("counter", pgettext("how they were in touch", "Here")),
            ("call", pgettext("how they were in touch", "Call")),
            ("message", pgettext("how they were in touch", "Message")),
            ("email", pgettext("how they were in touch", "E-mail")),
            ("visit", pgettext("how they were in touch", "At theirs")),
        ]
        self.fields["reaction"].choices = [
            ("welcome", pgettext("how it was received", "Welcome")),
            ("neutral", pgettext("how it was received", "Neutral")),
            ("unwelcome", pgettext("how it was received", "Unwelcome")),
        ]

    def labels(self) -> dict[str, str]:
        return {
            "channel": gettext("How were you in touch?"),
            "note": gettext("What was said"),
            "reaction": gettext("How was it received?"),
        }


class ProblemForm(Entry):
    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}))
    topic = forms.CharField(required=False, max_length=LONGEST_NAME)

    def labels(self) -> dict[str, str]:
        return {"text": gettext("What is wrong, in their words"), "topic": gettext("About")}


class CustomerForm(Entry):
    name = forms.CharField(
        max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="person")
    language = forms.ChoiceField(required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["kind"].choices = [
            ("person", pgettext("kind of customer", "person")),
            ("account", pgettext("kind of customer", "account")),
        ]
        self.fields["language"].choices = [
            ("", gettext("they have not said")),
            ("bn", "বাংলা"),
            ("en", "English"),
        ]

    def labels(self) -> dict[str, str]:
        return {
            "name": gettext("Name"),
            "phone": gettext("Telephone"),
            "email": gettext("E-mail address"),
            "kind": gettext("What they are"),
            "language": gettext("Language they chose"),
        }

    def clean_email(self) -> str:
        said: str = self.cleaned_data["email"].strip()
        if said and plain_email(said) is None:
            raise forms.ValidationError(gettext("This is no address. Write e.g. mina@example.org."))
        return said


FORMS: dict[str, type[Entry]] = {
    "sale": SaleForm,
    "note": NoteForm,
    "problem": ProblemForm,
    "customer": CustomerForm,
}


def titles() -> dict[str, str]:
    """What each kind is called, in the order of the menu."""
    return {
        "sale": gettext("A sale"),
        "note": gettext("A talk or a note"),
        "problem": gettext("A problem"),
        "customer": gettext("A new customer"),
    }
