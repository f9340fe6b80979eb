"""What can be shown, filtered and sorted of all customers: every figure of the card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from regulars.acts.figures import figure_kind, figure_label
from regulars.signals import signals

ESTIMATES = (
    "chance_active",
    "chance_return_365",
    "expected_orders_365",
    "expected_spend_365_minor",
    "sent_value_365_minor",
    "sends_365",
)
GROUP = "sending_group"
SERVICE_DUE = ("exposed_silent_days", "fixed_untold_days", "check_in_due_days")
LOOKED_AFTER = "looked_after_by"
"""Not a figure: who of the staff looks after them, as said up to now."""
USUAL = (
    "orders",
    "spend_minor",
    "last_order_on",
    "days_overdue",
    "problems_open",
    "chance_active",
    "expected_spend_365_minor",
)
"""The columns of somebody who chose none."""

GROUPS: dict[str, tuple[str, ...]] = {
    "who": ("customers",),
    "buying": ("orders", "order_gaps", "discounts", "standing"),
    "staying": ("reservations",),
    "contacts": ("contacts", "silences"),
    "problems": ("problems",),
    "voice": ("answers", "reviews"),
    "sending": ("told", "reference_words", "referrals", "referred", "referral_credit"),
}
"""Bases by what they speak of; a base that is in none is of `other`."""
LABELS = {
    "expected": gettext_lazy("Expected"),
    "who": gettext_lazy("Who they are"),
    "buying": gettext_lazy("Buying"),
    "staying": gettext_lazy("Staying"),
    "contacts": gettext_lazy("Contacts"),
    "problems": gettext_lazy("Problems"),
    "voice": gettext_lazy("What they say"),
    "sending": gettext_lazy("Whom they send"),
    "other": gettext_lazy("Other"),
}


@dataclass(frozen=True)
class CardColumn:
    """One figure of all customers.

    `kind`: as a signal's type, or `estimated money`, or `staff`; it decides how the figure is
    shown and how it can be asked for. `may_be_unknown`: whether it is null of some.
    """

    name: str
    kind: str
    group: str
    may_be_unknown: bool

    def label(self, *, language: str) -> str:
        return figure_label(self.name, language=language)

    @property
    def has_interval(self) -> bool:
        return self.name in ESTIMATES

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of the card that it is shown from."""
        return (self.name, *ends(self.name)) if self.has_interval else (self.name,)


def ends(name: str) -> tuple[str, str]:
    """The columns with the lower and the upper end of an estimate's interval."""
    stem = name.removesuffix("_minor")
    unit = "_minor" if stem != name else ""
    return f"{stem}_low{unit}", f"{stem}_high{unit}"


def card_columns() -> dict[str, CardColumn]:
    """All by name, in the order of the card, the estimates first."""
    of_base = {base: group for group, bases in GROUPS.items() for base in bases}
    columns = [
        CardColumn(name, figure_kind(name), "expected", may_be_unknown=True) for name in ESTIMATES
    ]
    columns += [
        CardColumn(one.name, one.type, of_base.get(one.base, "other"), one.absent is None)
        for one in signals()
    ]
    columns.append(CardColumn(GROUP, "text", "sending", may_be_unknown=True))
    columns += [CardColumn(name, "days", "problems", may_be_unknown=True) for name in SERVICE_DUE]
    columns.append(CardColumn(LOOKED_AFTER, "staff", "who", may_be_unknown=True))
    return {column.name: column for column in columns}


def known_columns(names: Iterable[str]) -> tuple[CardColumn, ...]:
    """Those of these names that there are, each once, in the order given; the usual for none."""
    columns = card_columns()
    chosen = tuple(columns[name] for name in dict.fromkeys(names) if name in columns)
    return chosen or tuple(columns[name] for name in USUAL)
