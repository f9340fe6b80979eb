"""What the owner says of a person."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext

from regulars.people.enrol import LONGEST_NAME
from regulars.people.roles import Role

MOST_HOURS = 24


def role_names() -> dict[Role, str]:
    """What each role is called."""
    return {
        Role.STAFF: pgettext("role", "staff"),
        Role.READ_ONLY: pgettext("role", "reads only"),
        Role.OWNER: pgettext("role", "owner"),
    }


class PersonForm(forms.Form):
    """Null: no hours are the book's usual number, no language the one that pages begin in."""

    name = forms.CharField(max_length=LONGEST_NAME)
    role = forms.ChoiceField()
    hours = forms.FloatField(
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    language = forms.ChoiceField(required=False)

    def __init__(self, *arguments: object, usual_hours: str, **named: object) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].label = gettext("Name")
        self.fields["language"].label = gettext("Language")
        self.fields["language"].choices = [
            ("", gettext("the one that pages begin in")),
            *settings.LANGUAGES,
        ]
        self.fields["role"].label = gettext("Role")
        self.fields["role"].choices = [(role.value, name) for role, name in role_names().items()]
        self.fields["role"].help_text = gettext(
            "Staff works with the customers and writes down what happens. Who reads only sees all "
            "of it and changes nothing. An owner decides about the book and its people too."
        )
        self.fields["hours"].label = gettext("Hours a day for customers")
        self.fields["hours"].help_text = gettext("Empty: the usual %(hours)s.") % {
            "hours": usual_hours
        }
        wrong = gettext("Write a number of hours, e.g. 2.5, at most 24.")
        self.fields["hours"].error_messages |= {"invalid": wrong}
        for validator in self.fields["hours"].validators:
            validator.message = wrong


class NewPersonForm(PersonForm):
    username = forms.CharField(
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
    )
    field_order = ("name", "username", "role", "hours", "language")

    def __init__(self, *arguments: object, usual_hours: str, **named: object) -> None:
        super().__init__(*arguments, usual_hours=usual_hours, **named)
        self.fields["username"].label = gettext("Log-in name")
        self.fields["username"].help_text = gettext(
            "Short, in small Latin letters, e.g. mitali. It stays the same for ever: what the "
            "person does is written down under it."
        )
