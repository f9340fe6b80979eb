"""What belongs to some facts of a timeline: the lines of orders, the steps of problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext

from regulars.acts.code_words import channel_word
from regulars.acts.names import Key
from regulars.acts.portrait import Happening
from regulars.ledger.current import current_rows
from regulars.ledger.persons import current_parts
from regulars.wording import day, money, number

Row = Mapping[str, Any]
Detail = tuple[str, ...]


def details(told: Iterable[Happening], *, language: str) -> dict[tuple[str, str, str], Detail]:
    """The parts of those facts that have any, in the active language.

    Shape: by kind, source and key of the fact.
    """
    wholes: dict[str, list[Key]] = defaultdict(list)
    for one in told:
        wholes[one.fact].append((one.source, one.source_id))
    found: dict[tuple[str, str, str], Detail] = {}
    for fact, telling in (("order", _order_lines), ("problem", _problem_events)):
        if wholes[fact]:
            for key, parts in telling(wholes[fact], language).items():
                found[fact, *key] = tuple(parts)
    return found


def _order_lines(orders: Sequence[Key], language: str) -> dict[Key, list[str]]:
    lines = current_parts("order_line", orders)
    products = _products({row["product_key"] for row in lines if row["product_key"]})
    found: dict[Key, list[str]] = defaultdict(list)
    for row in sorted(lines, key=lambda row: row["source_id"]):
        product = products.get((row["source"], row["product_key"]), {})
        found[row["source"], row["order_key"]].append(_line(row, product, language))
    return found


def _line(row: Row, product: Row, language: str) -> str:
    names = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
    name = next((str(product[one]) for one in names if product.get(one)), row["product_key"])
    parts = [name or _kind(row["kind"])]
    if row["quantity_milli"] not in (None, 1000):
        parts[0] = f"{number(row['quantity_milli'] / 1000, language=language)} × {parts[0]}"
    if row["amount_minor"] is not None:
        parts.append(money(row["amount_minor"], currency=row["currency"], language=language))
    return " · ".join(parts)


def _kind(kind: str) -> str:
    return {
        "product": gettext("Product"),
        "shipping": gettext("Postage"),
        "discount": gettext("Discount"),
        "fee": gettext("Fee"),
        "adjustment": gettext("Adjustment"),
        "voucher": gettext("Voucher"),
    }.get(kind, kind)


def _products(keys: set[str]) -> dict[Key, Row]:
    rows = current_rows("product", Q(source_id__in=sorted(keys))) if keys else []
    return {(row["source"], row["source_id"]): row for row in rows}


def _problem_events(problems: Sequence[Key], language: str) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = defaultdict(list)
    rows = current_parts("problem_event", problems)
    for row in sorted(rows, key=lambda row: (row["happened_on"], row["source_id"])):
        parts = [f"{day(row['happened_on'], language=language)}: {event_word(row)}"]
        parts += [channel_word(row["channel"])] if row["channel"] else []
        parts += [row["reason"]] if row["reason"] else []
        parts += [f"“{row['note']}”"] if row["note"] else []
        found[row["source"], row["problem_key"]].append(" · ".join(parts))
    return found


def event_word(row: Row) -> str:
    """A step of a problem in words."""
    words: dict[str, Callable[[], str]] = {
        "contact": lambda: {
            "customer": gettext("they got in touch"),
            "us": gettext("we got in touch"),
        }.get(row["began_by"], gettext("spoke with them")),
        "transfer": lambda: gettext("handed on to somebody else"),
        "waiting": lambda: gettext("waiting"),
        "promise": lambda: gettext("promised them something"),
        "solved": lambda: pgettext("state of a problem", "solved"),
        "reopened": lambda: gettext("came back"),
        "closed": lambda: pgettext("state of a problem", "closed without a solution"),
        "note": lambda: gettext("note"),
    }
    return words[row["kind"]]() if row["kind"] in words else row["kind"]
