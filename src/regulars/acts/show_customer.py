"""One customer's page from the card, the ledger and what was done for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from regulars.acts.figures import figure_in_words, figure_label, what_null_means
from regulars.acts.happenings import happenings
from regulars.acts.more_figures import more_figures
from regulars.acts.names import Key, customer_records, display_name
from regulars.acts.portrait import Figure, Portrait
from regulars.acts.treatment import how_to, position_of, treatment_evidence

SHOWN: tuple[str, ...] = (
    "chance_active",
    "expected_orders_365",
    "expected_spend_365_minor",
    "orders",
    "spend_minor",
    "last_order_on",
    "median_gap_days",
    "days_overdue",
    "trend_90d_minor",
    "returns_share",
    "last_contact_on",
)


def portrait(
    card: Mapping[str, Any],
    *,
    keys: Sequence[Key],
    as_of: date,
    currency: str | None,
    language: str,
) -> Portrait:
    """The customer of a card row, in the active language.

    Shape: `keys` are all identities of the customer, the one that names them first.
    """
    records = customer_records(keys)
    named = next((records[key] for key in keys if key in records), None)
    timeline = happenings(keys, language=language)
    stem = "expected_spend_365"
    return Portrait(
        customer_id=card["customer_id"],
        customer=display_name(named, key=keys[0][1], language=language),
        kind=card["kind"] or "person",
        since_on=(named and named["since_on"]) or card["first_order_on"],
        as_of=as_of,
        currency=currency or "XXX",
        how=how_to(
            card,
            as_of=as_of,
            language=language,
            contact=gettext("likes contact: speak to them, take time"),
            distance=gettext("likes distance: short and in writing, no small talk"),
        ),
        how_evidence=treatment_evidence(card, language=language),
        treatment_position=position_of(card, as_of=as_of),
        expected_spend_365_minor=card[f"{stem}_minor"],
        expected_spend_365_low_minor=card[f"{stem}_low_minor"],
        expected_spend_365_high_minor=card[f"{stem}_high_minor"],
        figures=tuple(_figure(name, card, currency, language) for name in SHOWN),
        groups=more_figures(card, currency=currency, language=language),
        timeline=timeline,
        timeline_total=len(timeline),
    )


def _figure(name: str, card: Mapping[str, Any], currency: str | None, language: str) -> Figure:
    def words(column: str) -> str | None:
        return figure_in_words(column, card.get(column), currency=currency, language=language)

    stem = name.removesuffix("_minor")
    unit = "_minor" if stem != name else ""
    value = words(name)
    if value is None and name == "last_contact_on":
        value = gettext("none on record")
    return Figure(
        name=name,
        label=figure_label(name, language=language),
        value=value,
        low=words(f"{stem}_low{unit}"),
        high=words(f"{stem}_high{unit}"),
        note="" if value is not None else what_null_means(name, language=language),
    )
