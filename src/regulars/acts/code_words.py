"""Words for the codes that facts carry; a source's own word is shown as it is."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from regulars.wording import number

CONSENT_WORDS = {
    "given": gettext_lazy("Consent given: %(purpose)s, %(channel)s"),
    "withdrawn": gettext_lazy("Consent withdrawn: %(purpose)s, %(channel)s"),
}
PURPOSES = {
    "marketing": gettext_lazy("offers and news"),
    "surveys": gettext_lazy("surveys"),
    "introductions": gettext_lazy("introductions"),
    "reference": gettext_lazy("being named as a reference"),
}
CODES = {
    "holiday": gettext_lazy("holiday"),
    "work": pgettext_lazy("purpose of a stay", "work"),
    "family": pgettext_lazy("purpose of a stay", "family"),
    "event": pgettext_lazy("purpose of a stay", "event"),
    "open": pgettext_lazy("state of a problem", "open"),
    "waiting": pgettext_lazy("state of a problem", "waiting"),
    "solved": pgettext_lazy("state of a problem", "solved"),
    "closed": pgettext_lazy("state of a problem", "closed without a solution"),
    "met": pgettext_lazy("of an expectation or an introduction", "met"),
    "exceeded": pgettext_lazy("of an expectation", "exceeded"),
    "missed": pgettext_lazy("of an expectation", "missed"),
    "met_again": gettext_lazy("met again"),
    "nothing": gettext_lazy("nothing came of it"),
    "proposed": gettext_lazy("proposed"),
    "one_agreed": gettext_lazy("one of the two agreed"),
    "both_agreed": gettext_lazy("both agreed"),
    "introduced": gettext_lazy("introduced"),
    "declined": gettext_lazy("declined"),
    "thanks": gettext_lazy("as thanks"),
    "condition": gettext_lazy("announced as a condition"),
    "more": gettext_lazy("something more"),
    "maintenance": gettext_lazy("a maintenance contract"),
    "better_use": gettext_lazy("a better use of what they have"),
    "link": pgettext_lazy("how it is known", "link"),
    "code": pgettext_lazy("how it is known", "code"),
    "asked": pgettext_lazy("how it is known", "asked"),
    "staff": pgettext_lazy("how it is known", "staff"),
    "introduction": pgettext_lazy("how it is known", "introduction"),
    "import": pgettext_lazy("how it is known", "import"),
    "answer": pgettext_lazy("where it was found", "answer"),
    "review": pgettext_lazy("where it was found", "review"),
    "account_review": pgettext_lazy("where it was found", "account review"),
    "contact": pgettext_lazy("where it was found", "contact"),
    "problem": pgettext_lazy("where it was found", "problem"),
}
MOST = {"ces": 7, "nps": 10, "csat": 5}


def code_word(code: str | None) -> str:
    """A code in words; "" for none, and for `other`, which says nothing."""
    if code is None or code == "other":
        return ""
    return str(CODES.get(code, code))


def purpose_word(code: str) -> str:
    """What consent is for."""
    return str(PURPOSES.get(code, code))


def answer_word(kind: str, score: int | None, *, language: str) -> str:
    """An answer on its scale: `CES 6 of 7`."""
    name = {
        "ces": gettext("Ease (CES)"),
        "nps": gettext("Would recommend (NPS)"),
        "csat": gettext("Satisfaction (CSAT)"),
    }.get(kind, kind)
    if score is None:
        return name
    points = {
        "points": number(score, language=language),
        "most": number(MOST.get(kind, score), language=language),
    }
    return f"{name} · {gettext('%(points)s of %(most)s') % points}"


def reaction_word(code: str) -> str:
    """How something was received, in words."""
    return {
        "welcome": pgettext("reaction", "welcome"),
        "neutral": pgettext("reaction", "neutral"),
        "unwelcome": pgettext("reaction", "unwelcome"),
        "ignored": pgettext("reaction", "ignored"),
    }[code]


def channel_word(code: str) -> str:
    """How people were in touch or where they bought; the source's own word where we have none."""
    return {
        "phone": gettext("phone"),
        "portal": gettext("booking portal"),
        "walk-in": gettext("walked in"),
        "website": gettext("website"),
        "call": gettext("call"),
        "visit": gettext("visit"),
        "counter": gettext("counter"),
        "message": gettext("message"),
        "email": gettext("e-mail"),
        "letter": gettext("letter"),
    }.get(code, code)
