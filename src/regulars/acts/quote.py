"""The fact that a line quotes: the customer's last order, or the last contact with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from regulars.acts.names import Key
from regulars.acts.today import Evidence
from regulars.ledger.current import current_rows
from regulars.wording import day, money

NOTE_LETTERS = 140


def quoted_fact(
    play_quote: str, *, keys: Sequence[Key], card: Mapping[str, Any], language: str
) -> Evidence | None:
    """The fact in words, with where it is in the ledger; None where the ledger has none.

    The newest contact with a note is quoted in the words noted.
    """
    if play_quote == "last_contact":
        contact = _newest("contact", keys, card["last_contact_on"])
        if contact is not None:
            return _contact(contact, language)
    order = _newest("order", keys, card["last_order_on"], state="placed")
    return None if order is None else _order(order, language)


def _newest(fact: str, keys: Sequence[Key], on: Any, **where: str) -> Mapping[str, Any] | None:
    if on is None:
        return None
    condition = Q(happened_on=on, **where)
    whose = Q()
    for source, key in keys:
        whose |= Q(customer_source=source, customer_key=key)
    rows = current_rows(fact, condition & whose)
    return max(rows, key=lambda row: (row["source"], row["source_id"]), default=None)


def _order(order: Mapping[str, Any], language: str) -> Evidence:
    parts = [day(order["happened_on"], language=language)]
    if order["amount_minor"] is not None:
        parts.append(money(order["amount_minor"], currency=order["currency"], language=language))
    parts.extend(_things(order, language))
    return Evidence(
        label=gettext("Last order: %(key)s") % {"key": order["source_id"]},
        value=", ".join(parts),
        fact="order",
        source=order["source"],
        source_id=order["source_id"],
    )


def _things(order: Mapping[str, Any], language: str) -> list[str]:
    """The dearest product of the order, by name."""
    lines = current_rows("order_line", Q(source=order["source"], order_key=order["source_id"]))
    priced = [line for line in lines if line["product_key"] and line["amount_minor"] is not None]
    if not priced:
        return []
    dearest = max(priced, key=lambda line: (line["amount_minor"], line["source_id"]))
    named = current_rows("product", Q(source=order["source"], source_id=dearest["product_key"]))
    columns = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
    return [str(name) for row in named for name in (row[columns[0]] or row[columns[1]],) if name]


def _contact(contact: Mapping[str, Any], language: str) -> Evidence:
    value = day(contact["happened_on"], language=language)
    if contact["note"]:
        value += f", “{contact['note'][:NOTE_LETTERS]}”"
    return Evidence(
        label=gettext("Last contact"),
        value=value,
        fact="contact",
        source=contact["source"],
        source_id=contact["source_id"],
    )
