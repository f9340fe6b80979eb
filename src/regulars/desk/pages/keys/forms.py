"""What the forms of the page ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext

from regulars.desk.pages.keys.words import event_word, lives, scope_word
from regulars.people.keys import LONGEST_NAME
from regulars.people.roles import Role
from regulars.people.scopes import allowed
from regulars.post.hooks_events import ASKED_FOR
from regulars.post.hooks_target import LONGEST_URL


class KeyForm(forms.Form):
    """A new key of whoever asks."""

    name = forms.CharField(max_length=LONGEST_NAME)
    scopes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, data: object = None, *, role: Role) -> None:
        super().__init__(data, auto_id="key-%s", initial={"scopes": ["read"]})
        self.fields["name"].label = gettext("What it is for")
        self.fields["name"].help_text = gettext("The till, the web shop, my spreadsheet …")
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}
        self.fields["scopes"].label = gettext("What it may do")
        self.fields["scopes"].choices = [(one.value, scope_word(one)) for one in allowed(role)]
        self.fields["days"].label = gettext("Valid")
        self.fields["days"].choices = lives()


class HookForm(forms.Form):
    """A new web hook of the book."""

    url = forms.CharField(max_length=LONGEST_URL)
    events = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    inside = forms.BooleanField(required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="hook-%s")
        self.fields["url"].label = gettext("Address")
        self.fields["url"].widget = forms.URLInput(
            attrs={"autocomplete": "off", "placeholder": "https://", "maxlength": LONGEST_URL}
        )
        self.fields["events"].label = gettext("When")
        self.fields["events"].choices = [(one, event_word(one)) for one in ASKED_FOR]
        self.fields["inside"].label = gettext("It is on this machine, or in our own network")
