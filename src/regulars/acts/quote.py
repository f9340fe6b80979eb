"""The fact that a line quotes, in words: an order, a talk, a problem, a review, a booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from regulars.acts.names import Key, customer_records, display_name, key_of_source
from regulars.acts.quoted_facts import KINDS, Asked, QuotedFacts
from regulars.acts.today import Evidence
from regulars.ledger.current import current_rows
from regulars.wording import day, money, number

NOTE_LETTERS = 140
INSTEAD = {"last_contact": "last_order"}
"""What is quoted where there is no such fact."""

Row = Mapping[str, Any]


class Quotations:
    """The facts quoted on the lines of a list, each told when asked for, in the active language.

    What has words of its own is quoted in them. None where the ledger has no such fact.
    """

    def __init__(self, asked: Iterable[Asked], *, as_of: date, language: str) -> None:
        asked = list(asked)
        second = [replace(one, kind=INSTEAD[one.kind]) for one in asked if one.kind in INSTEAD]
        self._language = language
        self._facts = QuotedFacts([*asked, *second], as_of=as_of)
        self._lines = _dearest_lines(self._facts.all_of("last_order"))
        self._products = _products(self._lines.values())
        sent = [_sent(row) for row in self._facts.all_of("last_sent")]
        self._names = customer_records(sent) if sent else {}

    def of(self, asked: Asked) -> Evidence | None:
        """The fact in words, with where it is in the ledger."""
        row = self._facts.of(asked)
        if row is None:
            instead = INSTEAD.get(asked.kind)
            return None if instead is None else self.of(replace(asked, kind=instead))
        label, value = {
            "last_order": self._order,
            "last_contact": self._contact,
            "open_problem": self._problem,
            "last_problem": self._problem,
            "low_rating": self._review,
            "last_sent": self._referral,
            "next_arrival": self._reservation,
        }[asked.kind](row)
        fact = KINDS[asked.kind].fact
        return Evidence(label, value, fact=fact, source=row["source"], source_id=row["source_id"])

    def _order(self, order: Row) -> tuple[str, str]:
        parts = [self._day(order["happened_on"])]
        if order["amount_minor"] is not None:
            currency = order["currency"]
            parts.append(money(order["amount_minor"], currency=currency, language=self._language))
        line = self._lines.get((order["source"], order["source_id"]))
        if line is not None:
            product = self._products.get((line["source"], line["product_key"]), {})
            names = ("name_bn", "name") if self._language == "bn" else ("name", "name_bn")
            parts.extend(str(product[name]) for name in names if product.get(name))
            del parts[3:]
        key = key_of_source(order)
        label = gettext("Last order %(key)s") % {"key": key} if key else gettext("Last order")
        return label, ", ".join(parts)

    def _contact(self, contact: Row) -> tuple[str, str]:
        return gettext("Last contact"), self._told(contact["happened_on"], contact["note"])

    def _problem(self, problem: Row) -> tuple[str, str]:
        words = problem["text"] or problem["topic"]
        return gettext("Problem"), self._told(problem["happened_on"], words)

    def _review(self, review: Row) -> tuple[str, str]:
        label = gettext("Review on %(site)s") % {"site": review["site"]}
        if review["rating_milli"] is None or not review["best_rating"]:
            return label, self._told(review["happened_on"], review["text"])
        points = gettext("%(points)s of %(most)s") % {
            "points": number(review["rating_milli"] / 1000, language=self._language),
            "most": number(review["best_rating"], language=self._language),
        }
        return label, self._told(review["happened_on"], review["text"], also=points)

    def _referral(self, referral: Row) -> tuple[str, str]:
        key = _sent(referral)
        name = display_name(self._names.get(key), key=key[1], language=self._language)
        return gettext("They sent"), f"{name}, {self._day(referral['happened_on'])}"

    def _reservation(self, booked: Row) -> tuple[str, str]:
        parts = [self._day(booked["arrives_on"])]
        if booked["departs_on"] is not None:
            nights = (booked["departs_on"] - booked["arrives_on"]).days
            parts.append(
                ngettext("%(nights)s night", "%(nights)s nights", nights)
                % {"nights": number(nights, language=self._language)}
            )
        if booked["unit"]:
            parts.append(str(booked["unit"]))
        return gettext("Booked"), ", ".join(parts)

    def _told(self, on: date, words: str | None, *, also: str | None = None) -> str:
        parts = [self._day(on), *([also] if also else [])]
        if words:
            parts.append(f"“{words[:NOTE_LETTERS]}”")
        return ", ".join(parts)

    def _day(self, on: date) -> str:
        return day(on, language=self._language)


def _sent(referral: Row) -> Key:
    return referral["other_source"], referral["other_key"]


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
