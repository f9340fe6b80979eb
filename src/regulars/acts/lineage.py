"""What one figure of a customer rests on, for people to read: how it is made, and its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from regulars.acts.behind import Behind
from regulars.acts.figures import figure_in_words, figure_label, what_null_means
from regulars.acts.today import Evidence
from regulars.signals import Signal
from regulars.wording import day, days, money, number

_NO_PARAMETERS = ("model", "customers", "log_likelihood", "between_windows")


@dataclass(frozen=True)
class Lineage:
    """A figure opened to its facts.

    Null: `value` None where it is not known, `why_not` then says why; `total` None where the figure
          is no sum; `now` None unless the facts have changed since: what they give now.
    """

    name: str
    label: str
    value: str | None
    low: str | None
    high: str | None
    why_not: str
    how: str
    as_of: date
    inputs: tuple[Evidence, ...]
    rows: tuple[Behind, ...]
    counted: str
    """How many rows, in words."""
    total: str | None
    total_minor: int | None
    now: str | None
    left_out: str = ""
    """Why there are no rows, where there could be some."""


def signal_lineage(
    signal: Signal,
    *,
    card: Mapping[str, Any],
    as_of: date,
    currency: str | None,
    language: str,
    value_now: Any,
    rows: Sequence[Behind],
    inputs: Sequence[Evidence] = (),
    left_out: str = "",
) -> Lineage:
    """Shape: `rows` newest first. Null: `value_now` as the facts give it now; compared."""
    value = card[signal.name]

    def words(one: Any) -> str | None:
        return figure_in_words(signal.name, one, currency=currency, language=language)

    amounts = [row.adds_minor for row in rows if row.adds_minor is not None]
    total = sum(amounts) if amounts and signal.type == "money" and value is not None else None
    changed = not left_out and not inputs and not _same(value_now, value)
    return Lineage(
        name=signal.name,
        label=signal.label[language],
        value=words(value),
        low=None,
        high=None,
        why_not="" if value is not None else what_null_means(signal.name, language=language),
        how=signal.how[language],
        as_of=as_of,
        inputs=tuple(inputs),
        rows=tuple(sorted(rows, key=_order, reverse=True)),
        counted=_counted(rows, language),
        total=None
        if total is None
        else money(total, currency=currency or "XXX", language=language),
        total_minor=total,
        now=(words(value_now) or gettext("not known")) if changed else None,
        left_out=left_out,
    )


def estimate_lineage(
    name: str,
    *,
    card: Mapping[str, Any],
    ends: tuple[str, str],
    expectation: Mapping[str, Any],
    as_of: date,
    currency: str | None,
    language: str,
) -> Lineage:
    """An estimate: what it was worked out from, by which model with which parameters."""

    def words(column: str) -> str | None:
        return figure_in_words(column, card.get(column), currency=currency, language=language)

    value = words(name)
    return Lineage(
        name=name,
        label=figure_label(name, language=language),
        value=value,
        low=words(ends[0]),
        high=words(ends[1]),
        why_not=_refused(expectation) if value is None else "",
        how=_models(name, expectation),
        as_of=as_of,
        inputs=tuple(_inputs(name, card, expectation, currency, language)),
        rows=(),
        counted="",
        total=None,
        total_minor=None,
        now=None,
    )


def sending_lineage(
    name: str,
    *,
    card: Mapping[str, Any],
    ends: tuple[str, str],
    sending: Mapping[str, Any],
    as_of: date,
    currency: str | None,
    language: str,
    rows: Sequence[Behind],
) -> Lineage:
    """An estimate of sending: from whom it comes, or by which model."""

    def words(column: str) -> str | None:
        return figure_in_words(column, card.get(column), currency=currency, language=language)

    value = words(name)
    amounts = [row.adds_minor for row in rows if row.adds_minor is not None]
    total = sum(amounts) if amounts else None
    return Lineage(
        name=name,
        label=figure_label(name, language=language),
        value=value,
        low=words(ends[0]),
        high=words(ends[1]),
        why_not="" if value is not None else gettext("not enough data yet"),
        how=_how_sent(name),
        as_of=as_of,
        inputs=tuple(_sending_inputs(name, card, sending, language)),
        rows=tuple(sorted(rows, key=_order, reverse=True)),
        counted=_counted(rows, language) if rows else "",
        total=None
        if total is None
        else money(total, currency=currency or "XXX", language=language),
        total_minor=total,
        now=None,
    )


def _how_sent(name: str) -> str:
    if name == "sends_365":
        return gettext(
            "Gamma–Poisson: everybody sends at a rate of their own, of which whom they sent so far "
            "tells; how lately they bought, how they rated and since when they are customers tell "
            "whether it goes on. Only what comes to be known is counted."
        )
    return gettext(
        "The spend expected of those they sent, shared alike among all who sent them. Who was "
        "sent in turn passes half of their share on, three levels at most, so that all shares add "
        "up to the spend. Who says they would have come anyway adds nothing. The interval holds 8 "
        "of 10 cases, if the models are right and those who were sent buy independently."
    )


def _sending_inputs(
    name: str, card: Mapping[str, Any], sending: Mapping[str, Any], language: str
) -> list[Evidence]:
    if name != "sends_365" or not sending.get("model"):
        return []
    told = [
        Evidence(
            figure_label("referrals_sent", language=language),
            number(card["referrals_sent"], language=language),
            signal="referrals_sent",
        )
    ]
    return [*told, *_parameters(sending["model"], language)]


def _inputs(
    name: str,
    card: Mapping[str, Any],
    expectation: Mapping[str, Any],
    currency: str | None,
    language: str,
) -> list[Evidence]:
    if not card["order_days"]:
        return []
    first, last = card["first_order_on"], card["last_order_on"]
    told = [
        Evidence(
            gettext("Days with an order after the first (x)"),
            number(card["order_days"] - 1, language=language),
            signal="order_days",
        ),
        Evidence(
            gettext("From the first to the last order (t_x)"),
            f"{days((last - first).days, language=language)} "
            f"({day(first, language=language)} – {day(last, language=language)})",
            signal="last_order_on",
        ),
        Evidence(
            gettext("From the first order to the day of the figures (T)"),
            days(card["tenure_days"], language=language),
            signal="tenure_days",
        ),
    ]
    if name.startswith("expected_spend"):
        spend = money(card["spend_minor"], currency=currency or "XXX", language=language)
        told.append(Evidence(gettext("Spend up to then"), spend, signal="spend_minor"))
    for model in _parts(name):
        if (fitted := _fitted(model, expectation)) is not None:
            told += _parameters(fitted, language)
    return told


def _parts(name: str) -> tuple[str, ...]:
    """What of the expectation a figure was worked out with."""
    return {
        "chance_active": ("active",),
        "chance_return_365": ("chance",),
        "expected_orders_365": ("purchases",),
    }.get(name, ("purchases", "spend"))


def _fitted(part: str, expectation: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Results of before the backtest had one model of purchases for all."""
    older = expectation.get("purchases") if part == "active" else None
    found: Mapping[str, Any] | None = expectation.get(part, older)
    return found


def _parameters(fitted: Mapping[str, Any], language: str) -> list[Evidence]:
    """Parameters are written with a point and western digits, as the papers write them."""
    named = [
        f"{name} = {value:.4g}"
        for name, value in fitted.items()
        if name not in _NO_PARAMETERS and isinstance(value, int | float)
    ]
    if "window_days" in fitted:
        learned = gettext("learned from what customers did in windows of %(days)s")
        span = days(fitted["window_days"], language=language)
        return [Evidence(fitted["model"], learned % {"days": span})]
    customers = number(fitted["customers"], language=language)
    told = ngettext(
        "%(parameters)s; fitted on %(customers)s customer",
        "%(parameters)s; fitted on %(customers)s customers",
        fitted["customers"],
    ) % {"parameters": ", ".join(named), "customers": customers}
    return [Evidence(gettext("Parameters of %(model)s") % {"model": fitted["model"]}, told)]


def _models(name: str, expectation: Mapping[str, Any]) -> str:
    fitted = [_fitted(part, expectation) for part in _parts(name)]
    model, values = [*(one["model"] if one else "–" for one in fitted), "–"][:2]
    if name == "chance_active":
        said = gettext(
            "%(model)s: from how often and how lately they ordered, how likely it is that they are "
            "customers still. Orders of one day are one. The interval is what the parameters of "
            "the model leave open."
        )
    elif name == "chance_return_365":
        said = gettext(
            "%(model)s: how likely an order is in the next 365 days. The interval is what the "
            "parameters leave open, and by how much whole windows of the past differed."
        )
    elif name == "expected_orders_365":
        said = gettext(
            "%(model)s: how many days with an order to expect in the next 365 days. In 8 of 10 "
            "cases the truth lies within the interval, if the model is right."
        )
    else:
        said = gettext(
            "%(model)s for how often, %(values)s for how much: the spend to expect in the next 365 "
            "days. In 8 of 10 cases the truth lies within the interval, if the models are right."
        )
    return said % {"model": model, "values": values}


def _refused(expectation: Mapping[str, Any]) -> str:
    if expectation.get("refused"):
        return gettext("too few customers came back to fit the model")
    return gettext("no purchase yet")


def _counted(rows: Sequence[Behind], language: str) -> str:
    if rows and rows[0].other is not None:
        words = ngettext("%(count)s customer", "%(count)s customers", len(rows))
    else:
        words = ngettext("%(count)s fact", "%(count)s facts", len(rows))
    return words % {"count": number(len(rows), language=language)}


def _order(row: Behind) -> tuple[date, int, str]:
    return row.on or date.min, row.adds_minor or 0, row.source_id


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return bool(one == other)
