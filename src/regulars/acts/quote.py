"""The fact that a line quotes: the customer's last order, or the last contact with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from regulars.acts.names import Key
from regulars.acts.today import Evidence
from regulars.ledger.current import current_rows
from regulars.wording import day, money

NOTE_LETTERS = 140

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A quotation wanted: `kind` is a play's `quote`, `keys` are the customer's identities."""

    kind: str
    keys: Sequence[Key]
    card: Row


class Quotations:
    """The newest facts of some customers, read at once, each told when asked for.

    A contact with a note is quoted in the words noted. None where the ledger has no such fact.
    """

    def __init__(self, asked: Iterable[Asked], *, language: str) -> None:
        asked = list(asked)
        self._language = language
        self._contacts = _newest("contact", [a for a in asked if a.kind == "last_contact"])
        self._orders = _newest("order", asked)
        self._lines = _dearest_lines(self._orders.values())
        self._products = _products(self._lines.values())

    def of(self, asked: Asked) -> Evidence | None:
        """The fact in words, with where it is in the ledger."""
        if asked.kind == "last_contact":
            contact = _first(self._contacts, asked, asked.card["last_contact_on"])
            if contact is not None:
                return self._contact(contact)
        order = _first(self._orders, asked, asked.card["last_order_on"])
        return None if order is None else self._order(order)

    def _order(self, order: Row) -> Evidence:
        parts = [day(order["happened_on"], language=self._language)]
        if order["amount_minor"] is not None:
            currency = order["currency"]
            parts.append(money(order["amount_minor"], currency=currency, language=self._language))
        line = self._lines.get((order["source"], order["source_id"]))
        if line is not None:
            product = self._products.get((line["source"], line["product_key"]), {})
            names = ("name_bn", "name") if self._language == "bn" else ("name", "name_bn")
            parts.extend(str(product[name]) for name in names if product.get(name))
            del parts[3:]
        return Evidence(
            label=gettext("Last order %(key)s") % {"key": order["source_id"]},
            value=", ".join(parts),
            fact="order",
            source=order["source"],
            source_id=order["source_id"],
        )

    def _contact(self, contact: Row) -> Evidence:
        value = day(contact["happened_on"], language=self._language)
        if contact["note"]:
            value += f", “{contact['note'][:NOTE_LETTERS]}”"
        return Evidence(
            label=gettext("Last contact"),
            value=value,
            fact="contact",
            source=contact["source"],
            source_id=contact["source_id"],
        )


def _newest(fact: str, asked: Sequence[Asked]) -> dict[tuple[Key, Any], Row]:
    """One fact for each identity and day on which its customer's newest ones are."""
    on = f"last_{fact}_on"
    days = {a.card[on] for a in asked if a.card[on] is not None}
    keys = {key for a in asked for _, key in a.keys}
    if not days:
        return {}
    where = Q(customer_key__in=sorted(keys), happened_on__in=sorted(days))
    if fact == "order":
        where &= Q(state="placed")
    rows = sorted(current_rows(fact, where), key=lambda row: (row["source"], row["source_id"]))
    return {((r["customer_source"], r["customer_key"]), r["happened_on"]): r for r in rows}


def _first(found: Mapping[tuple[Key, Any], Row], asked: Asked, on: Any) -> Row | None:
    return next((found[key, on] for key in asked.keys if (key, on) in found), None)


def _dearest_lines(orders: Iterable[Row]) -> dict[Key, Row]:
    """The dearest product line of each order."""
    wanted = {(order["source"], order["source_id"]) for order in orders}
    if not wanted:
        return {}
    lines = current_rows("order_line", Q(order_key__in=sorted({key for _, key in wanted})))
    dearest: dict[Key, Row] = {}
    for line in sorted(lines, key=lambda row: (row["amount_minor"] or 0, row["source_id"])):
        order = (line["source"], line["order_key"])
        if order in wanted and line["product_key"]:
            dearest[order] = line
    return dearest


def _products(lines: Iterable[Row]) -> dict[Key, Row]:
    keys = sorted({line["product_key"] for line in lines})
    rows = current_rows("product", Q(source_id__in=keys)) if keys else []
    return {(row["source"], row["source_id"]): row for row in rows}
