"""What comes back from the forms of a line, checked before anything is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest

from regulars.desk.pages.today import choices

MAX_HOURS = 24


class Plan(forms.Form):
    """Hours of today; none for the book's usual ones."""

    hours = forms.FloatField(required=False, min_value=0, max_value=MAX_HOURS)


class Done(forms.Form):
    received = forms.ChoiceField(required=False, choices=choices.received)
    channel = forms.ChoiceField(required=False, choices=choices.channels)
    note = forms.CharField(required=False, max_length=choices.NOTE_LENGTH)


class Snooze(forms.Form):
    days = forms.TypedChoiceField(choices=choices.snoozes, coerce=int)


class NotRight(forms.Form):
    reason = forms.ChoiceField(choices=choices.reasons)
    note = forms.CharField(required=False, max_length=choices.NOTE_LENGTH)


class HandOver(forms.Form):
    to = forms.CharField(max_length=150)


class TakeUp(forms.Form):
    customer_id = forms.CharField(max_length=100)
    play = forms.CharField(max_length=100)


class Became(forms.Form):
    """What is said of an arrival or a review; which words go with which, the book knows."""

    became = forms.CharField(max_length=30)


def read(form: forms.Form) -> dict[str, Any]:
    """The answers by name; null for what was left empty.

    Raises: NotAnswered when one is missing or not among the choices.
    """
    if not form.is_valid():
        raise NotAnswered(form.errors.as_text())
    return {name: value if value != "" else None for name, value in form.cleaned_data.items()}


class NotAnswered(BadRequest):
    """A form came back with something that the page does not offer."""
