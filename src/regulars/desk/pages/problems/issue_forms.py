"""What is written of a known issue, checked before anything is written."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext

from regulars import workspace
from regulars.desk.pages.problems.forms import LONGEST

SHORT = 120
ENTRY_ID = r"[0-9a-f]{32}"


class Issue(forms.Form):
    """What it is, what to do, and what those have in common whom it hits."""

    title = forms.CharField(max_length=SHORT)
    what_to_do = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    topic = forms.CharField(required=False, max_length=SHORT)
    product = forms.CharField(
        required=False, max_length=SHORT, widget=forms.TextInput(attrs={"list": "products"})
    )
    lot = forms.CharField(required=False, max_length=SHORT)
    place = forms.CharField(required=False, max_length=SHORT)
    exposed_from_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    exposed_to_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    entry_id = forms.RegexField(ENTRY_ID, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named["initial"] = {"entry_id": uuid.uuid4().hex, **(named.get("initial") or {})}
        super().__init__(*arguments, auto_id="id_issue_%s", **named)
        told = {
            "title": (gettext("What it is"), gettext("Customers read this when it is fixed.")),
            "what_to_do": (gettext("What to do"), gettext("What helps until it is fixed.")),
            "topic": (gettext("Topic"), ""),
            "product": (gettext("Product"), gettext("Its name, or its key in your system.")),
            "lot": (gettext("Lot or series"), ""),
            "place": (
                gettext("Place"),
                gettext("The room, shop or route, as your system writes it."),
            ),
            "exposed_from_on": (gettext("Orders or stays from"), ""),
            "exposed_to_on": (gettext("until"), ""),
        }
        for name, (label, help_text) in told.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text
        self.fields["title"].error_messages["required"] = gettext("This is needed.")

    def clean_product(self) -> str | None:
        """The key of the product. Raises: ValidationError for one that nobody knows."""
        said: str = self.cleaned_data["product"]
        if not said:
            return None
        found = workspace.current().product_named(said)
        if found is None:
            raise forms.ValidationError(
                gettext("No product has this name or key. Choose one from the list.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        first, last = said.get("exposed_from_on"), said.get("exposed_to_on")
        if first and last and last < first:
            self.add_error("exposed_to_on", gettext("This lies before the first day."))
        return said

    def values(self) -> dict[str, Any]:
        """The columns of the contract, of a valid form."""
        said = dict(self.cleaned_data)
        del said["entry_id"]
        product = said.pop("product")
        return {"product_key": product, **{name: value or None for name, value in said.items()}}

    @staticmethod
    def of(row: Any) -> dict[str, Any]:
        """What the form begins with for an issue there is."""
        names = ("title", "what_to_do", "topic", "lot", "place")
        days = ("exposed_from_on", "exposed_to_on")
        return {name: row[name] for name in (*names, *days)} | {"product": row["product_key"]}
