"""What a customer allows, purpose by purpose, and what can be written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from regulars.acts.code_words import channel_word, purpose_word
from regulars.acts.portrait import Allowed, Portrait
from regulars.contracts import CONSENT

PURPOSES = CONSENT.column("purpose").choices
CHANNELS = CONSENT.column("channel").choices


@dataclass(frozen=True)
class Said:
    """`ways` are channels in words; all of them are told as “all channels”."""

    state: str
    ways: str
    on: date


@dataclass(frozen=True)
class Purpose:
    name: str
    label: str
    said: tuple[Said, ...]


def consents(portrait: Portrait) -> dict[str, object]:
    """Each purpose with what was said last, and the choices of the form."""
    return {
        "purposes": [
            Purpose(one, purpose_word(one), tuple(_said(portrait.allowed, one))) for one in PURPOSES
        ],
        "purpose_choices": [(one, purpose_word(one)) for one in PURPOSES],
        "channel_choices": [("", gettext("all channels"))]
        + [(one, channel_word(one)) for one in CHANNELS],
    }


def _said(allowed: tuple[Allowed, ...], purpose: str) -> list[Said]:
    told = []
    for state in ("given", "withdrawn"):
        own = [one for one in allowed if (one.purpose, one.state) == (purpose, state)]
        own.sort(key=lambda one: CHANNELS.index(one.channel or CHANNELS[0]))
        if own:
            ways = [channel_word(one.channel) for one in own if one.channel]
            every = gettext("all channels") if len(ways) == len(CHANNELS) else ", ".join(ways)
            told.append(Said(state, every, max(one.on for one in own)))
    return told
