"""How a customer may be reached for a line: what is on record, allowed, and not too late for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext

from regulars.acts.today import Way, Ways
from regulars.ledger.contact_data import e164, plain_email, readable
from regulars.plays import Play
from regulars.wording import numerals

TEXT_LANGUAGES = ("en", "bn")

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Reach:
    """What decides about reaching customers now, the same for all lines of a list.

    Null: `quiet_until` None where it is no quiet time; `region` where numbers without a country
          code cannot be read.
    """

    business: str
    region: str | None
    quiet_until: time | None
    language: str


def ways_of(
    play: Play,
    *,
    records: Sequence[Record],
    key: str,
    treatment: str | None,
    allowed: Mapping[str, str],
    reach: Reach,
) -> Ways:
    """The ways for a line of this play, the fitting one first, in the active language.

    Service may use whatever is on record; optional care only a channel that they gave consent for.
    Shape: `records` of all identities of the customer, `allowed` by channel.
    """

    def may(channel: str) -> bool:
        return not play.optional or allowed.get(channel) == "given"

    said = _first(records, "phone") if may("call") or may("message") else None
    language = language_of(records) or reach.language
    text = _text(play, records, key, treatment, language, reach)
    ways = _ways(said, records, text, may, reach)
    may_write = may("message") or may("email")
    return Ways(
        ways=tuple(ways),
        number=readable(said, region=reach.region) if said and may("call") else "",
        text=text if may_write else "",
        language=language,
        why_not=_why_not(play, bool(said), bool(ways), may("call"), may_write, reach),
    )


def ways_to_answer(records: Sequence[Record], *, text: str, language: str, reach: Reach) -> Ways:
    """The ways to answer somebody who came to us: service may use whatever is on record."""
    said = _first(records, "phone")
    ways = _ways(said, records, text, lambda _: True, reach)
    return Ways(
        ways=tuple(ways),
        number=readable(said, region=reach.region) if said else "",
        text=text,
        language=language,
        why_not=_quiet(reach) if said and reach.quiet_until else "" if ways else _nothing(),
    )


def _ways(
    said: str | None,
    records: Sequence[Record],
    text: str,
    may: Callable[[str], bool],
    reach: Reach,
) -> list[Way]:
    phone = e164(said, region=reach.region) if said else None
    email = plain_email(_first(records, "email") or "") if may("email") else None
    ways = []
    if said and may("call") and reach.quiet_until is None:
        ways.append(Way("call", "phone", f"tel:{phone or _digits(said)}"))
    if phone and may("message"):
        ways.append(Way("message", "whatsapp", f"https://wa.me/{phone[1:]}?text={quote(text)}"))
        ways.append(Way("message", "sms", f"sms:{phone}?body={quote(text)}"))
    if email:
        subject = quote(reach.business)
        ways.append(
            Way("email", "mail", f"mailto:{quote(email)}?subject={subject}&body={quote(text)}")
        )
    return ways


def _why_not(  # noqa: PLR0917 - what may be missing, in the order in which it is told
    play: Play, has_number: bool, has_ways: bool, may_call: bool, may_write: bool, reach: Reach
) -> str:
    if play.optional and not may_call and not may_write:
        return ""  # the guidance says so already
    if has_number and may_call and reach.quiet_until is not None:
        return _quiet(reach)
    return "" if has_ways else _nothing()


def _quiet(reach: Reach) -> str:
    until = numerals(f"{reach.quiet_until:%H:%M}", language=reach.language)
    return gettext("quiet hours: no calls before %(time)s") % {"time": until}


def _nothing() -> str:
    return gettext("no number and no address on record that may be used")


def _text(  # noqa: PLR0917 - what one message is made of
    play: Play,
    records: Sequence[Record],
    key: str,
    treatment: str | None,
    language: str,
    reach: Reach,
) -> str:
    """For whom nothing is known of, the message that asks least."""
    text = (play.text_contact if treatment == "contact" else play.text_distance)[language]
    name = name_to_say(records, key, language)
    if name is None:
        text = text.replace(" {customer}", "").replace("{customer}, ", "")
    return text.format(customer=name, business=reach.business)


def name_to_say(records: Sequence[Record], key: str, language: str) -> str | None:
    """What to call them to their face: a name, never a number of ours."""
    order = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
    for record in records:
        for column in order:
            if record[column]:
                return str(record[column])
    is_name = any(letter.isalpha() for letter in key) and not any(map(str.isdigit, key))
    return key if is_name else None


def language_of(records: Sequence[Record]) -> str | None:
    """The language that they chose, where a message can be written in it; it is never guessed."""
    chosen = (_first(records, "language") or "").split("-")[0].lower()
    return chosen if chosen in TEXT_LANGUAGES else None


def _first(records: Sequence[Record], column: str) -> str | None:
    return next((str(one[column]).strip() for one in records if one[column]), None)


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit() or one == "+")
