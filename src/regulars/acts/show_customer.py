"""One customer's page from the card, the ledger and what was done for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from regulars.acts.columns import ESTIMATES, SERVICE_DUE, ends
from regulars.acts.figures import figure_in_words, figure_label, what_null_means
from regulars.acts.happenings import happenings
from regulars.acts.more_figures import more_figures
from regulars.acts.names import Key, customer_records, display_name, record_that_names
from regulars.acts.portrait import Figure, Other, Portrait
from regulars.acts.relations import allowed, owner_now, relations, troubles
from regulars.acts.stated import with_statement
from regulars.acts.treatment import how_to, position_of, treatment_evidence
from regulars.signals import signals

Row = Mapping[str, Any]

SHOWN: tuple[str, ...] = (
    "chance_active",
    "chance_return_365",
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


@dataclass(frozen=True)
class Around:
    """What the ledger knows of a customer beside the card.

    Shape: `facts` by kind, as `facts_about` gives them; `others` are the other customers that
           these name, by identity.
    Null: `account` None for an account, and who belongs to none.
    """

    facts: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    others: Mapping[Key, Other] = field(default_factory=dict)
    account: Other | None = None
    persons: tuple[Other, ...] = ()
    changed: frozenset[str] = frozenset()
    """Figures that rest on facts which have changed since the results were made."""
    news: tuple[str, ...] = ()
    """What was written of them since the results, in words."""
    worked_out: bool = True
    """Whether the card is of the results; else it is `nothing_known`."""


def nothing_known(customer_id: str) -> dict[str, Any]:
    """The card of somebody whom the results do not know yet."""
    estimates = (*ESTIMATES, "sends_value_365_minor")
    expected = [column for name in estimates for column in (name, *ends(name))]
    return {
        "customer_id": customer_id,
        **dict.fromkeys((*expected, "sends_top_share", "sending_group", *SERVICE_DUE)),
        **{one.name: one.absent for one in signals()},
    }


def portrait(
    card: Row,
    *,
    keys: Sequence[Key],
    as_of: date,
    currency: str | None,
    language: str,
    around: Around,
) -> Portrait:
    """The customer of a card row, in the active language.

    Shape: `keys` are all identities of the customer, the one that names them first.
    """
    card = with_statement(card, keys=keys, as_of=as_of)
    records = customer_records(keys)
    named, facts = record_that_names(keys, records), around.facts
    timeline = happenings(facts, keys=keys, others=around.others, language=language)
    sent_by, sent = relations(facts.get("referral", ()), keys=keys, others=around.others)
    stem = "expected_spend_365"
    return Portrait(
        customer_id=card["customer_id"],
        customer=display_name(named, key=keys[0][1], language=language),
        kind=card["kind"] or (named and named["kind"]) or "person",
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
        sent_value_365_minor=card["sent_value_365_minor"],
        sent_value_365_low_minor=card["sent_value_365_low_minor"],
        sent_value_365_high_minor=card["sent_value_365_high_minor"],
        figures=tuple(_figure(name, card, currency, language) for name in SHOWN),
        groups=more_figures(card, currency=currency, language=language),
        timeline=timeline,
        timeline_total=len(timeline),
        worked_out=around.worked_out,
        keys=tuple(keys),
        looked_after_by=owner_now(facts.get("account_owner", ())),
        problems=troubles(facts.get("problem", ()), as_of=as_of),
        expectations=tuple(one for one in timeline if one.fact == "expectation"),
        sent_by=sent_by,
        sent=sent,
        account=around.account,
        persons=around.persons,
        allowed=allowed(facts.get("consent", ())),
        treatment_stated=card["treatment_stated"],
        changed=around.changed,
        news=around.news,
    )


def _figure(name: str, card: Row, currency: str | None, language: str) -> Figure:
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
