"""The real files counted again in plain Python: no engine, nothing of Regulars."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

NOT_SPEND = {"POST", "DOT", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK"}
NO_PRODUCTS = NOT_SPEND | {"D", "M", "S", "B"}


@dataclass
class Bought:
    """What one customer bought; `last_on` is the day of the last purchase, as ISO text."""

    orders: int = 0
    spend_minor: int = 0
    last_on: str | None = None

    def add(self, *, amount_minor: int, on: str) -> None:
        self.spend_minor += amount_minor
        if amount_minor > 0:
            self.orders += 1
            self.last_on = max(self.last_on or on, on)


@dataclass
class Invoice:
    customer: str
    moment: str
    amount_minor: int = 0
    quantities: list[Decimal] = field(default_factory=list)
    prices: list[Decimal] = field(default_factory=list)

    def is_stock_movement(self) -> bool:
        return not self.customer and max(self.quantities) < 0 and max(self.prices) == 0


@dataclass
class Retail:
    lines: int = 0
    anonymous_lines: int = 0
    cancellation_lines: int = 0
    product_lines: int = 0
    lines_minor: int = 0
    lines_milli: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    products: set[str] = field(default_factory=set)
    invoices: dict[str, Invoice] = field(default_factory=dict)
    customers: dict[str, Bought] = field(default_factory=lambda: defaultdict(Bought))
    states: dict[str, str] = field(default_factory=dict)
    returns: dict[str, str | None] = field(default_factory=dict)


@dataclass
class Cdnow:
    lines: int = 0
    cents: int = 0
    free: int = 0
    customers: dict[str, Bought] = field(default_factory=lambda: defaultdict(Bought))


def minor(amount: Decimal) -> int:
    """Hundredths, half away from zero."""
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def count_retail(path: Path) -> Retail:
    found = Retail()
    sold: dict[tuple[str, str, Decimal], list[tuple[str, Decimal, str]]] = defaultdict(list)
    given_back: list[tuple[str, tuple[str, str, Decimal], Decimal, str]] = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            number, stock = row["InvoiceNo"].strip().upper(), row["StockCode"].strip().upper()
            customer = row["CustomerID"].strip().removesuffix(".0")
            quantity, price = Decimal(row["Quantity"]), Decimal(row["UnitPrice"])
            amount, moment = minor(quantity * price), row["InvoiceDate"]
            found.lines += 1
            found.anonymous_lines += not customer
            found.cancellation_lines += number.startswith("C")
            found.lines_minor += amount
            found.lines_milli += int(quantity * 1000)
            is_product = stock not in NO_PRODUCTS and not stock.startswith("GIFT_0001")
            found.product_lines += is_product
            if is_product:
                found.products.add(stock)
            invoice = found.invoices.setdefault(number, Invoice(customer, moment))
            assert invoice.customer == customer, "an invoice of two customers"
            invoice.moment = min(invoice.moment, moment)
            invoice.amount_minor += 0 if stock in NOT_SPEND else amount
            invoice.quantities.append(quantity)
            invoice.prices.append(price)
            if customer and number.startswith("C"):
                if quantity < 0:
                    given_back.append((number, (customer, stock, price), -quantity, moment))
            elif customer:
                sold[customer, stock, price].append((number, quantity, moment))
    for number, invoice in found.invoices.items():
        found.states[number] = _state(number, invoice)
        if invoice.customer and found.states[number] != "cancelled":
            on = invoice.moment[:10]
            bought = found.customers[invoice.customer]
            bought.add(amount_minor=invoice.amount_minor, on=on)
            # An order of nothing is no purchase; nor is a return, whose amount is not above 0.
            assert number[0] != "C" or invoice.amount_minor <= 0
    found.returns = _tied(found, sold, given_back)
    return found


def _state(number: str, invoice: Invoice) -> str:
    if number.startswith("C"):
        return "returned"
    return "cancelled" if number.startswith("A") or invoice.is_stock_movement() else "placed"


def _tied(
    found: Retail,
    sold: dict[tuple[str, str, Decimal], list[tuple[str, Decimal, str]]],
    given_back: list[tuple[str, tuple[str, str, Decimal], Decimal, str]],
) -> dict[str, str | None]:
    """For each cancellation the earlier invoice with most of its lines, the latest of these."""
    lines: dict[str, Counter[str]] = defaultdict(Counter)
    latest: dict[tuple[str, str], str] = {}
    for number, what, pieces, moment in given_back:
        fitting = [one for one in sold.get(what, []) if one[1] >= pieces and one[2] <= moment]
        lines[number].update({invoice for invoice, _, _ in fitting})
        for invoice, _, at in fitting:
            latest[number, invoice] = max(latest.get((number, invoice), at), at)
    return {
        number: max(
            lines[number],
            key=lambda invoice, number=number: (
                lines[number][invoice],
                latest[number, invoice],
                invoice,
            ),
            default=None,
        )
        for number, state in found.states.items()
        if state == "returned"
    }


def count_cdnow(path: Path) -> Cdnow:
    found = Cdnow()
    for line in path.read_text(encoding="ascii").splitlines()[1:]:
        customer, day, _, dollars = line.split()
        cents = minor(Decimal(dollars))
        found.lines += 1
        found.cents += cents
        found.free += cents == 0
        on = f"{day[:4]}-{day[4:6]}-{day[6:]}"
        found.customers[customer].add(amount_minor=cents, on=on)
    return found
