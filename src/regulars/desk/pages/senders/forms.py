"""What is asked of who came: who told them, and who they are."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext

from regulars.acts.sending_words import anyway_words, told_words
from regulars.desk.pages.quick_add.forms import ENTRY_ID
from regulars.ledger.contact_data import plain_email
from regulars.workspace.word_of_mouth import Told

LONGEST_NAME, LONGEST_CODE, LONGEST_PHONE = 200, 20, 40


class WhoTold(forms.Form):
    """Who told them; with a code of a friend that is who told them."""

    entry_id = forms.RegexField(ENTRY_ID, widget=forms.HiddenInput)
    who_told = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    code = forms.CharField(
        required=False,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    friend = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    anyway = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named["initial"] = {"entry_id": uuid.uuid4().hex, **named.get("initial", {})}
        super().__init__(*arguments, **named)
        self.fields["who_told"].choices = list(told_words().items())
        self.fields["anyway"].choices = list(anyway_words().items())
        for name, label in self.labels().items():
            self.fields[name].label = label
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed.")

    def labels(self) -> dict[str, str]:
        return {
            "who_told": gettext("Who told you about us?"),
            "code": gettext("Their code, if you have it"),
            "friend": gettext("Their name, if you like"),
            "anyway": gettext("Would you have come without them?"),
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("who_told") and not said.get("code"):
            self.add_error("who_told", gettext("Choose one, or write the code of who told you."))
        return said

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            who_told=said["who_told"],
            code=said["code"].strip() or None,
            friend=said["friend"].strip() or None,
            anyway=said["anyway"] or None,
        )


class NewHere(WhoTold):
    """The same of somebody whom nobody knows yet."""

    name = forms.CharField(
        max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        required=False,
        max_length=LONGEST_PHONE,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    company_site = forms.CharField(required=False)
    """Hidden from people: what fills it in is a program."""

    def labels(self) -> dict[str, str]:
        return {
            **super().labels(),
            "name": gettext("Your name"),
            "phone": gettext("Your telephone number"),
            "email": gettext("Your e-mail address"),
        }

    def clean_email(self) -> str:
        return plain_email(self.cleaned_data["email"]) or ""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("phone") and not said.get("email") and "email" not in self.errors:
            self.add_error(
                "phone", gettext("Write a number or an address, so that we know you again.")
            )
        return said
