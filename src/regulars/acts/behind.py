"""One row that a figure of a customer is made of, for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from regulars.acts.figures import figure_in_words
from regulars.acts.portrait import Happening, Other
from regulars.wording import days


@dataclass(frozen=True)
class Behind:
    """One row that a figure is made of.

    Null: `adds` None where the figure is no sum; `other` None where it is about nobody else.
    """

    on: date | None
    text: str
    where: str
    adds: str | None
    adds_minor: int | None
    other: Other | None
    fact: str
    source: str
    source_id: str


def fact_behind(told: Happening, *, adds: str | None, adds_minor: int | None) -> Behind:
    """A row of a base that is of one fact, which the timeline tells in the same words."""
    text = told.text if told.quote is None else f"{told.text} · “{told.quote}”"
    return Behind(
        on=told.on,
        text=text,
        where=told.where,
        adds=adds,
        adds_minor=adds_minor,
        other=told.other,
        fact=told.fact,
        source=told.source,
        source_id=told.source_id,
    )


def gap_words(gap_days: int | None, *, language: str) -> str:
    """How long after the one before; of the first one, that there is none before it."""
    if gap_days is None:
        return gettext("the first")
    return gettext("%(days)s after the one before") % {"days": days(gap_days, language=language)}


def record_behind(row: Mapping[str, Any], *, language: str) -> Behind:
    """A row of what a source says of the customer: who they are, how they came, what they said."""
    parts = [gettext("Record %(key)s") % {"key": row["source_id"]}]
    for name in ("kind", "acquired_through", "treatment"):
        if row.get(name):
            parts.append(
                figure_in_words(
                    "treatment_stated" if name == "treatment" else name,
                    row[name],
                    currency=None,
                    language=language,
                )
                or ""
            )
    return Behind(
        on=row.get("treatment_on") or row.get("since_on"),
        text=" · ".join(parts),
        where=row["source"],
        adds=None,
        adds_minor=None,
        other=None,
        fact="customer",
        source=row["source"],
        source_id=row["source_id"],
    )


def related_behind(row: Mapping[str, Any], *, other: Other, adds: str | None) -> Behind:
    """A row that is of another customer: one whom they sent, or who sent them."""
    return Behind(
        on=row.get("happened_on"),
        text=other.customer,
        where="",
        adds=adds,
        adds_minor=row.get("adds"),
        other=other,
        fact="referral",
        source="",
        source_id=other.customer_id,
    )
