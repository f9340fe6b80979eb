"""What is asked of who tells a problem on the public page, and of who makes its link."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext

from regulars import workspace
from regulars.acts.names import Key
from regulars.desk.pages.quick_add.forms import ENTRY_ID
from regulars.ledger.contact_data import plain_email
from regulars.workspace.told_problems import Told

LONGEST, LONGEST_NAME, LONGEST_PHONE, LONGEST_PLACE = 2_000, 200, 40, 80
FEWEST_DIGITS = 5
ELSE = "else"


class Tell(forms.Form):
    """`topics` by code; who is known by their own link need not say how to reach them."""

    entry_id = forms.RegexField(ENTRY_ID, widget=forms.HiddenInput)
    topic = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        required=False,
        max_length=LONGEST_PHONE,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    company_site = forms.CharField(required=False)
    """Hidden from people: what fills it in is a program."""

    def __init__(
        self, *arguments: Any, topics: dict[str, str], is_known: bool, **named: Any
    ) -> None:
        named["initial"] = {"entry_id": uuid.uuid4().hex}
        super().__init__(*arguments, **named)
        self.is_known = is_known
        self.fields["topic"].choices = [*topics.items(), (ELSE, gettext("Something else"))]
        labels = {
            "topic": gettext("What is it about?"),
            "text": gettext("What is wrong?"),
            "name": gettext("Your name"),
            "phone": gettext("Your telephone number"),
            "email": gettext("Your e-mail address"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["text"].error_messages = {
            "required": gettext("Write what is wrong, in a few words."),
            "max_length": gettext("This is too long. Write the most important first."),
        }

    def clean_phone(self) -> str:
        said: str = self.cleaned_data["phone"].strip()
        if said and sum(one.isdigit() for one in said) < FEWEST_DIGITS:
            raise forms.ValidationError(gettext("This is no telephone number."))
        return said

    def clean_email(self) -> str:
        said: str = self.cleaned_data["email"].strip()
        if said and plain_email(said) is None:
            raise forms.ValidationError(gettext("This is no address. Write e.g. mina@example.org."))
        return said

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        wrong = {"phone", "email"} & set(self.errors)
        if not (self.is_known or said.get("phone") or said.get("email") or wrong):
            self.add_error(
                "phone", gettext("Write a number or an address, so that we can answer you.")
            )
        return said

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            text=said["text"],
            topic=said["topic"] if said["topic"] not in ("", ELSE) else None,
            name=said["name"].strip() or None,
            phone=said["phone"] or None,
            email=said["email"] or None,
        )


class SpotForm(forms.Form):
    """For which place and product a link is; both may be left out."""

    place = forms.CharField(required=False, max_length=LONGEST_PLACE)
    product = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"list": "products"})
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, auto_id="id_spot_%s", **named)
        self.key: Key | None = None
        self.fields["place"].label = gettext("Place, if it hangs at one")
        self.fields["place"].help_text = gettext("e.g. Cabin 3, or the counter")
        self.fields["product"].label = gettext("Product, if it is on one")

    def clean_product(self) -> str:
        said: str = self.cleaned_data["product"].strip()
        self.key = workspace.current().product_of(said)
        if said and self.key is None:
            raise forms.ValidationError(
                gettext("No product is called this, or several are. Choose one from the list.")
            )
        return said


def topics() -> dict[str, str]:
    """What can be chosen, by code, in the language of the page."""
    language = get_language()
    return {one.code: one.title[language] for one in workspace.current().problem_words().topics}
