"""How to go about a contact: told by what the customer said, or by how they reacted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from regulars.acts.today import Evidence, How
from regulars.wording import day, number

STATED_HOLDS_DAYS = 730
"""A stated preference is asked about again after two years."""

ASK = "ask"
"""What somebody says who wants neither always: it overrides what their reactions would tell."""

CLEAR_TIMES = 3
"""Reactions of one kind must be this many times those of the other to tell a taste."""

Card = Mapping[str, Any]


def how_to(card: Card, *, as_of: date, language: str, contact: str = "", distance: str = "") -> How:
    """How to treat a customer, in the active language; `contact` and `distance` are a play's texts.

    Null: treatment None, and "not known: ask", where neither a stated preference that still holds
          nor clear reactions are on record. A constant text would pretend to know.
    """
    treatment = treatment_of(card, as_of=as_of)
    if treatment is None:
        return How(None, _unclear(card, as_of, language), gettext("not known: ask"))
    text = contact if treatment == "contact" else distance
    basis = _basis(card, treatment, as_of, language)
    return How(treatment, basis, text, greet=_greet(treatment), avoid=_avoid(treatment))


def how_allowed(how: How, *, allowed: Mapping[str, str], contact: str, distance: str) -> How:
    """What a customer allows of an optional play: by the channels that they gave consent to.

    A call and a message go out to them and need consent; a visit or a talk at the counter do not.
    Shape: `allowed` by channel, `given` or `withdrawn`; who said nothing has no entry.
    """
    ways = {"call": contact, "message": distance}
    order = ("message", "call") if how.treatment == "distance" else ("call", "message")
    given = [channel for channel in order if allowed.get(channel) == "given"]
    if given and how.treatment is None:
        return how
    if given:
        return replace(how, text=ways[given[0]])
    if all(allowed.get(channel) == "withdrawn" for channel in order):
        said = gettext("consent withdrawn: only when they are here or write first")
    else:
        said = gettext("no consent on record: only when they are here or write first")
    return replace(how, text=said)


def treatment_of(card: Card, *, as_of: date) -> str | None:
    """`contact`, `distance` or None: what was stated and still holds, else clear reactions."""
    stated = _stated(card, as_of)
    if stated is not None:
        return None if stated == ASK else stated
    welcome, unwelcome = card["personal_welcome"], card["personal_unwelcome"]
    if welcome > 0 and welcome >= CLEAR_TIMES * unwelcome:
        return "contact"
    if unwelcome > 0 and unwelcome >= CLEAR_TIMES * welcome:
        return "distance"
    return None


def position_of(card: Card, *, as_of: date) -> float | None:
    """0 distance to 1 contact: as stated, else the share of personal contacts that were welcome."""
    treatment = treatment_of(card, as_of=as_of)
    if treatment is None:
        return None
    if _stated(card, as_of) is not None:
        return 1.0 if treatment == "contact" else 0.0
    welcome = card["personal_welcome"]
    return float(welcome / (welcome + card["personal_unwelcome"]))


def treatment_evidence(card: Card, *, language: str) -> tuple[Evidence, ...]:
    """What is on record of a customer's taste, whether or not it decides."""
    found = []
    if card["treatment_stated"] is not None:
        on = card["treatment_stated_on"]
        found.append(
            Evidence(
                label=_name(card["treatment_stated"]),
                value=gettext("said so on %(day)s") % {"day": day(on, language=language)}
                if on
                else gettext("said so"),
                signal="treatment_stated",
            )
        )
    if card["personal_welcome"] + card["personal_unwelcome"]:
        found.append(
            Evidence(
                label=gettext("Calls and visits"),
                value=_reactions(card, language),
                signal="personal_welcome",
            )
        )
    return tuple(found)


def _stated(card: Card, as_of: date) -> str | None:
    on = card["treatment_stated_on"]
    if on is not None and (as_of - on).days > STATED_HOLDS_DAYS:
        return None
    stated: str | None = card["treatment_stated"]
    return stated


def _basis(card: Card, treatment: str, as_of: date, language: str) -> str:
    if _stated(card, as_of) is not None:
        on = card["treatment_stated_on"]
        if on is None:
            return gettext("said so")
        return gettext("said so on %(day)s") % {"day": day(on, language=language)}
    return _reactions(card, language)


def _unclear(card: Card, as_of: date, language: str) -> str:
    if _stated(card, as_of) == ASK:
        return gettext("wants to be asked each time")
    if card["personal_welcome"] + card["personal_unwelcome"]:
        return _reactions(card, language)
    return gettext("nothing said, no reaction on record")


def _reactions(card: Card, language: str) -> str:
    welcome = card["personal_welcome"]
    total = welcome + card["personal_unwelcome"]
    return ngettext(
        "%(welcome)s of %(total)s call or visit was welcome",
        "%(welcome)s of %(total)s calls and visits were welcome",
        total,
    ) % {
        "welcome": number(welcome, language=language),
        "total": number(total, language=language),
    }


def _greet(treatment: str) -> str:
    if treatment == "contact":
        return gettext("greet them by name and take time")
    return gettext("greet them briefly")


def _avoid(treatment: str) -> str:
    if treatment == "contact":
        return gettext("do not hurry them off")
    return gettext("no small talk, no call out of the blue")


def _name(treatment: str) -> str:
    return {
        "contact": gettext("contact"),
        "distance": gettext("distance"),
        ASK: gettext("to be asked each time"),
    }[treatment]
