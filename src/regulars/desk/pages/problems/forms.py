"""What can be said of a problem, checked before anything is written."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from regulars.people.names import staff_names

LONGEST = 2_000
ACT_ID = r"[0-9a-f]{32}"
ACT = re.compile(ACT_ID)


def act_id() -> str:
    """For a form of its own: written once however often it is sent."""
    return uuid.uuid4().hex


class Act(forms.Form):
    """`act_id`: written once however often it is sent; `seen`: the step that was the newest."""

    act_id = forms.RegexField(ACT_ID, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *arguments: Any, act: str, seen: str = "", **named: Any) -> None:
        named["initial"] = {"act_id": uuid.uuid4().hex, "seen": seen}
        super().__init__(*arguments, auto_id=f"id_{act}_%s", **named)
        for name, label in self.labels().items():
            self.fields[name].label = label
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed.")

    def labels(self) -> dict[str, str]:
        return {}


def _note(*, required: bool = False) -> forms.CharField:
    return forms.CharField(
        required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class Promise(Act):
    when = forms.ChoiceField(widget=forms.RadioSelect, initial="hour")
    at = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    note = _note()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["when"].choices = [
            ("hour", gettext("within an hour")),
            ("three", gettext("within three hours")),
            ("tomorrow", gettext("tomorrow by noon")),
            ("at", gettext("by the time below")),
        ]

    def labels(self) -> dict[str, str]:
        return {
            "when": gettext("They hear from us"),
            "at": gettext("Day and time"),
            "note": gettext("What was promised"),
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        if said.get("when") == "at" and "at" not in self.errors:
            if said.get("at") is None:
                self.add_error("at", gettext("Choose a day and a time."))
            elif said["at"] <= timezone.now():
                self.add_error("at", gettext("This time has passed already."))
        return said

    def by(self, at: datetime) -> datetime:
        """The instant that was promised, after a valid answer given at `at`."""
        when = self.cleaned_data["when"]
        if when == "at":
            chosen: datetime = self.cleaned_data["at"]
            return chosen
        if when == "tomorrow":
            day = timezone.localtime(at).date() + timedelta(days=1)
            return timezone.make_aware(datetime.combine(day, time(12)))
        return at + timedelta(hours=1 if when == "hour" else 3)


class Contact(Act):
    began_by = forms.ChoiceField(widget=forms.RadioSelect, initial="us")
    channel = forms.ChoiceField(widget=forms.RadioSelect, initial="call")
    note = _note(required=True)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["began_by"].choices = [
            ("us", pgettext("who began", "We")),
            ("customer", pgettext("who began", "They")),
        ]
        self.fields["channel"].choices = [
            ("counter", pgettext("how they were in touch", "Here")),
            ("call", pgettext("how they were in touch", "Call")),
            ("message", pgettext("how they were in touch", "Message")),
            ("email", pgettext("how they were in touch", "E-mail")),
            ("visit", pgettext("how they were in touch", "At theirs")),
        ]

    def labels(self) -> dict[str, str]:
        return {
            "began_by": gettext("Who got in touch?"),
            "channel": gettext("How were you in touch?"),
            "note": gettext("What was said"),
        }


class Waits(Act):
    waiting_for = forms.ChoiceField(widget=forms.RadioSelect, initial="customer")
    note = _note()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["waiting_for"].choices = [
            ("customer", pgettext("whom a problem waits for", "The customer")),
            ("third_party", pgettext("whom a problem waits for", "Somebody else")),
            ("us", pgettext("whom a problem waits for", "Us")),
        ]

    def labels(self) -> dict[str, str]:
        return {"waiting_for": gettext("Whom it waits for"), "note": gettext("For what")}


class HandOver(Act):
    to = forms.ChoiceField(choices=lambda: [("", "–"), *staff_names().items()])
    reason = forms.CharField(max_length=200)

    def labels(self) -> dict[str, str]:
        return {"to": gettext("To whom"), "reason": gettext("Why")}


class Noted(Act):
    note = _note()

    def labels(self) -> dict[str, str]:
        return {"note": gettext("What helped, or what is to be known")}


class Again(Act):
    note = _note()

    def labels(self) -> dict[str, str]:
        return {"note": gettext("What happened")}


FORMS: dict[str, type[Act]] = {
    "take": Act,
    "seen": Act,
    "promise": Promise,
    "contact": Contact,
    "waiting": Waits,
    "hand_over": HandOver,
    "solved": Noted,
    "reopened": Again,
}
"""By act, as its address calls it."""
WHILE_OPEN = ("contact", "promise", "waiting", "hand_over", "solved")
