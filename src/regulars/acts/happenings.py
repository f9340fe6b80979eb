"""A customer's facts in the order of time, each in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext

from regulars.acts.names import Key
from regulars.acts.portrait import Happening
from regulars.ledger.current import current_rows
from regulars.plays import plays
from regulars.wording import money

Row = Mapping[str, Any]


def happenings(keys: Sequence[Key], *, language: str) -> tuple[Happening, ...]:
    """Orders, contacts and care of a customer, newest first, in the active language."""
    whose = Q()
    for source, key in keys:
        whose |= Q(customer_source=source, customer_key=key)
    found = [
        *(_order(row, language) for row in current_rows("order", whose)),
        *(_contact(row) for row in current_rows("contact", whose)),
        *(
            _care(row, language)
            for row in current_rows("care", whose & ~Q(state__in=["held_out", "shown"]))
        ),
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.fact, one.source_id), reverse=True))


def _order(row: Row, language: str) -> Happening:
    words = {
        "placed": gettext("Order %(key)s"),
        "cancelled": gettext("Order %(key)s, cancelled"),
        "returned": gettext("Return %(key)s"),
    }[row["state"]] % {"key": row["source_id"]}
    if row["amount_minor"] is not None:
        amount = money(row["amount_minor"], currency=row["currency"], language=language)
        words = f"{words} · {amount}"
    where = channel_word(row["channel"]) if row["channel"] else row["source"]
    return _happening(row, "order", row["happened_on"], words, where)


def _contact(row: Row) -> Happening:
    began = {
        "customer": gettext("They got in touch"),
        "us": gettext("We got in touch"),
    }.get(row["began_by"], gettext("Contact"))
    parts = [began]
    if row["note"]:
        parts.append(f"“{row['note']}”")
    if row["reaction"]:
        parts.append(reaction_word(row["reaction"]))
    return _happening(
        row, "contact", row["happened_on"], " · ".join(parts), channel_word(row["channel"])
    )


def _care(row: Row, language: str) -> Happening:
    play = plays().get(row["play"])
    title = play.title[language] if play else row["play"]
    state = {
        "done": gettext("Done"),
        "snoozed": gettext("Snoozed"),
        "not_right": gettext("Not right"),
    }[row["state"]]
    parts = [f"{state}: {title}"]
    if row["received"]:
        parts.append(reaction_word(row["received"]))
    if row["note"]:
        parts.append(f"“{row['note']}”")
    return _happening(row, "care", row["planned_on"], " · ".join(parts), row["staff"])


def _happening(row: Row, fact: str, on: Any, text: str, where: str) -> Happening:
    return Happening(on, fact, text, where, row["source"], row["source_id"])


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
