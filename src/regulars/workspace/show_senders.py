"""Rows of a snapshot about spenders and senders as plain values, in the active language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from regulars.acts.code_words import code_word
from regulars.acts.senders import (
    Amount,
    Found,
    Judged,
    LikelySender,
    Reviews,
    Sender,
    SendingGroup,
    SentOne,
    WordOfMouth,
    WordOfMouthMonth,
)
from regulars.acts.sending_words import not_counted_words
from regulars.book.sending_groups import GROUPS
from regulars.estimates.share import share_of

LEVEL = 0.8
FEWEST_ANSWERS = 10
"""With fewer a share says nothing."""
DEPTH = 3


def groups_shown(
    rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> tuple[SendingGroup, ...]:
    """All four groups, also those of which nobody is."""
    found = {row["sending_group"]: row for row in rows}
    return tuple(
        SendingGroup(
            name,
            labels[name],
            found[name]["customers"] if name in found else 0,
            (found[name]["own_minor"] or 0) if name in found else 0,
            (found[name]["sent_minor"] or 0) if name in found else 0,
        )
        for name in GROUPS
    )


def sender_shown(
    row: Mapping[str, Any], names: Mapping[str, str], labels: Mapping[str, str]
) -> Sender:
    """One who brings customers."""
    return Sender(
        customer_id=row["customer_id"],
        customer=names[row["customer_id"]],
        group=row["sending_group"] or "",
        group_label=labels.get(row["sending_group"] or "", ""),
        referrals_sent=row["referrals_sent"],
        own=amount(row, "expected_spend_365"),
        sent=amount(row, "sent_value_365"),
    )


def likely_shown(row: Mapping[str, Any], names: Mapping[str, str]) -> LikelySender:
    """One who may send."""
    return LikelySender(
        customer_id=row["customer_id"],
        customer=names[row["customer_id"]],
        mean=row["sends_365"],
        low=int(row["sends_365_low"]),
        high=int(row["sends_365_high"]),
        referrals_sent=row["referrals_sent"],
        days_since=row["days_since_last_sent"],
    )


def amount(row: Mapping[str, Any], stem: str) -> Amount:
    """An expected amount with its ends, by the stem of its columns."""
    return Amount(*(row[f"{stem}{end}_minor"] for end in ("", "_low", "_high")))


def judged_shown(told: Mapping[str, Any] | None) -> Judged | None:
    """How last year's list did; None where nothing was judged."""
    if told is None:
        return None
    model, past = (told[name] and Found(**told[name]) for name in ("model", "past_referrals"))
    return Judged(date.fromisoformat(told["from"]), round(told["came"]), model, past)


def word_of_mouth_shown(rows: Sequence[Mapping[str, Any]]) -> WordOfMouth:
    """The months, and what those who were asked tell of the unknown."""
    months = tuple(
        WordOfMouthMonth(
            month=row["month"],
            new=row["new"],
            by_mouth=row["by_mouth"],
            others=row["known"] - row["by_mouth"],
            unknown=row["new"] - row["known"],
        )
        for row in rows
    )
    new, by_mouth = sum(one.new for one in months), sum(one.by_mouth for one in months)
    unknown = sum(one.unknown for one in months)
    answered = sum(row["answered"] for row in rows)
    told = share_of(sum(row["answered_by_mouth"] for row in rows), answered, level=LEVEL)
    whole = WordOfMouth(months, new, by_mouth, unknown, answered)
    ends = (told.share, told.low, told.high)
    if answered < FEWEST_ANSWERS or new == 0:
        return whole
    shares = [(by_mouth + unknown * (end or 0.0)) / new for end in ends]
    return WordOfMouth(months, new, by_mouth, unknown, answered, *shares)


def reviews_shown(row: Mapping[str, Any], star_share: tuple[float, float]) -> Reviews | None:
    """What the rating is assumed to be worth; None without a rating."""
    if not row["ratings"]:
        return None
    own = row["own_minor"]
    low, high = star_share
    return Reviews(
        ratings=row["ratings"],
        mean=row["rating_milli_sum"] / row["ratings"] / 1000,
        low_minor=None if own is None else round(own * low),
        high_minor=None if own is None else round(own * high),
        low_share=low,
        high_share=high,
    )


def named_below(below: Mapping[str, Sequence[Mapping[str, Any]]]) -> set[str]:
    """All customers of a tree."""
    return {row["customer_id"] for rows in below.values() for row in rows}


def tree_below(
    one: str,
    below: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    names: Mapping[str, str],
    shares: Mapping[str, int],
    path: tuple[str, ...],
) -> tuple[SentOne, ...]:
    """Those whom one sent; a path never comes back to who is on it."""
    found = []
    for row in below.get(one, ()):
        other = row["customer_id"]
        counts = row["not_counted"] is None and other not in path
        deeper = counts and len(path) < DEPTH
        sent = (
            tree_below(other, below, names=names, shares=shares, path=(*path, other))
            if deeper
            else ()
        )
        sure = row["confidence_permille"]
        found.append(
            SentOne(
                customer_id=other,
                customer=names[other],
                on=row["happened_on"],
                how=code_word(row["known_by"]),
                sure_percent=None if sure is None else round(sure / 10),
                not_counted=None
                if row["not_counted"] is None
                else not_counted_words()[row["not_counted"]],
                anyway=row["would_have_come"] == "yes",
                own=amount(row, "expected_spend_365"),
                share_minor=shares.get(other) if counts else None,
                sent=sent,
                more=row["referrals_sent"] if counts and not deeper else 0,
            )
        )
    return tuple(found)
