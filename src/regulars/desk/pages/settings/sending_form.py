"""What the owner says of sending, as a form. What each may be is decided in `book.sending`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from regulars.book.sending import MOST_DAYS, WORDS, SendingSettings, SendingWrong, checked

PERCENT = 100
SHARES = ("ask_share", "star_low", "star_high", "margin_share", "discount_rate")
"""Shown and said in percent."""
STAR = ("star_low", "star_high")


def _number(*, required: bool = True) -> forms.FloatField:
    return forms.FloatField(
        required=required,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class SendingForm(forms.Form):
    """Only what was changed on the page is written: the file may be newer than the page.

    After `is_valid`, `decided` has the values to write, by their name in `[sending]`.
    """

    ask_share = _number()
    word_of_mouth = forms.CharField(
        required=False, show_hidden_initial=True, widget=forms.Textarea(attrs={"rows": 5})
    )
    reference_once_in_days = forms.IntegerField(
        show_hidden_initial=True, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    margin_share = _number(required=False)
    referral_cost = _number()
    discount_rate = _number()
    star_low = _number()
    star_high = _number()

    def __init__(self, *arguments: object, now: SendingSettings, **named: object) -> None:
        super().__init__(*arguments, initial=_shown(now), **named)
        self.decided: dict[str, Any] = {}
        self.now = now
        for name, (label, meaning) in _words().items():
            self.fields[name].label, self.fields[name].help_text = label, meaning
        for name, fault in _faults().items():
            self.fields[name].error_messages |= {"invalid": fault, "required": fault}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.changed_data:
            if name in cleaned and name not in STAR:
                self._decide(name, {name: _meant(name, cleaned[name])})
        changed = [name for name in STAR if name in self.changed_data and name in cleaned]
        if changed and all(name in cleaned for name in STAR):
            ends = [_meant(name, cleaned[name]) for name in STAR]
            if ends[0] > ends[1]:
                self.add_error(STAR[1], gettext("Write the larger number here."))
            else:
                self._decide(changed[-1], {"star_share": ends})
        return cleaned

    def _decide(self, field: str, value: dict[str, Any]) -> None:
        try:
            checked(value)
        except SendingWrong:
            self.add_error(field, _faults()[field])
        else:
            self.decided |= value


def _shown(now: SendingSettings) -> dict[str, Any]:
    low, high = now.star_share
    values = {
        "ask_share": now.ask_share,
        "star_low": low,
        "star_high": high,
        "margin_share": now.margin_share,
        "discount_rate": now.discount_rate,
    }
    return {
        **{name: "" if share is None else _percent(share) for name, share in values.items()},
        "word_of_mouth": "\n".join(now.word_of_mouth),
        "reference_once_in_days": now.reference_once_in_days,
        "referral_cost": f"{now.referral_cost:.15g}",
    }


def _percent(share: float) -> str:
    return f"{round(share * PERCENT, 4):g}"


def _meant(name: str, said: Any) -> Any:
    """As `[sending]` has it. Null: None takes the value out, so that the usual one counts."""
    if name == "word_of_mouth":
        return [word for line in said.splitlines() if (word := line.strip())] or None
    if name in SHARES and said is not None:
        return round(said / PERCENT, 6)
    return said


def _faults() -> dict[str, str]:
    """What is wrong with a value, for people; the same cases as in `book.sending`."""
    percent = gettext("Write a number from 0 to 100.")
    return {
        "ask_share": percent,
        "word_of_mouth": gettext("Write one word or phrase a line."),
        "reference_once_in_days": gettext(
            "Write a whole number of days from 1 to %(most)s, e.g. 90."
        )
        % {"most": MOST_DAYS},
        "margin_share": gettext("Write a number from 0 to 100, or nothing."),
        "referral_cost": gettext("Write an amount, e.g. 200, or 0."),
        "discount_rate": gettext("Write a number of percent, e.g. 10."),
        "star_low": percent,
        "star_high": percent,
    }


def _words() -> dict[str, tuple[str, str]]:
    """Label and meaning of each value."""
    return {
        "ask_share": (
            gettext("New customers who are asked who told them, in percent"),
            gettext(
                "Drawn at random, so that it can be told how many come by word of mouth though "
                "nobody wrote it down. 0: nobody is listed to be asked."
            ),
        ),
        "word_of_mouth": (
            gettext("How your files write that somebody came by word of mouth"),
            gettext(
                "One word or phrase a line, as it stands in the column of how they became a "
                "customer. Small and capital letters are the same. Empty: the usual ones, such as "
                "“%(word)s”."
            )
            % {"word": WORDS[0]},
        ),
        "reference_once_in_days": (
            gettext("Days between two requests to one customer to speak for you"),
            gettext("Nobody is asked more often than this."),
        ),
        "margin_share": (
            gettext("What is left of a sale, in percent"),
            gettext(
                "Your margin. With it and with what winning a new customer costs, a customer’s "
                "tree says what their referrals are worth today. Empty: that is not worked out."
            ),
        ),
        "referral_cost": (
            gettext("What a referral costs you"),
            gettext(
                "A gift, a discount, a thank-you: for one referral on average, in the currency of "
                "the book. It is taken off what referrals are worth."
            ),
        ),
        "discount_rate": (
            gettext("Discount rate a year, in percent"),
            gettext("What money a year from now is worth less today."),
        ),
        "star_low": (
            gettext("What one star of reviews is worth: at least, in percent of a year’s spend"),
            gettext(
                "An assumption, shown by itself and never added to another figure. 5 to 9 were "
                "found for independent restaurants (Luca 2011), nothing for chains."
            ),
        ),
        "star_high": (gettext("What one star is worth: at most, in percent"), ""),
    }
