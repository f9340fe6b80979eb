"""The counts behind a figure that sets a customer beside the whole book, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from regulars.acts.today import Evidence
from regulars.wording import number


def standing_evidence(
    name: str,
    *,
    customers: int,
    above: int,
    with_a_gap: int,
    language: str,
) -> tuple[Evidence, ...]:
    """What a rank was read from: of `customers` who ever bought, `above` come before."""
    if name == "book_gap_days":
        told = number(with_a_gap, language=language)
        return (Evidence(gettext("Customers with a usual gap of their own"), told),)
    label: dict[str, Callable[[], str]] = {
        "frequency_score": lambda: gettext("Of them, ordered more often"),
        "recency_score": lambda: gettext("Of them, ordered later"),
    }
    spent_more = gettext("Of them, spent more")
    return (
        Evidence(gettext("Customers who ever bought"), number(customers, language=language)),
        Evidence(label[name]() if name in label else spent_more, number(above, language=language)),
    )
