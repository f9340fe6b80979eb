"""Which part of what happened is shown, and the ways to the rest."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import pgettext

from regulars.acts.portrait import Happening, Portrait

PAGE = 20
EVERY = ""


@dataclass(frozen=True)
class Choice:
    """One kind of fact that can be looked at alone."""

    fact: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Timeline:
    """Null: `more` is None where everything that is at hand is shown."""

    happenings: tuple[Happening, ...]
    choices: tuple[Choice, ...]
    fact: str
    first_new: int
    """Place of the first line that the last “show more” added; 0 before any."""
    more: int | None
    """How many to show next."""
    count: int
    elder: int
    """How many older ones lie beyond what the book hands to this page."""


def timeline(portrait: Portrait, *, fact: str, shown: str) -> Timeline:
    """The newest facts of one kind, or of every kind; `shown` comes from the address as written."""
    counts = dict.fromkeys(labels(), 0)
    for happening in portrait.timeline:
        counts[happening.fact] = counts.get(happening.fact, 0) + 1
    fact = fact if counts.get(fact) else EVERY
    chosen = [h for h in portrait.timeline if fact in (EVERY, h.fact)]
    upto = max(PAGE, int(shown)) if shown.isdecimal() and len(shown) < 7 else PAGE
    return Timeline(
        happenings=tuple(chosen[:upto]),
        choices=_choices(counts, fact=fact),
        fact=fact,
        first_new=upto - PAGE,
        more=upto + PAGE if len(chosen) > upto else None,
        count=len(chosen),
        elder=portrait.timeline_total - len(portrait.timeline),
    )


def _choices(counts: dict[str, int], *, fact: str) -> tuple[Choice, ...]:
    every = Choice(EVERY, pgettext("kind of fact", "Everything"), sum(counts.values()), fact == "")
    kinds = [
        Choice(name, labels().get(name, name), count, fact == name)
        for name, count in counts.items()
        if count
    ]
    return (every, *kinds)


def labels() -> dict[str, str]:
    """What each kind of fact is called."""
    return {
        "order": pgettext("kind of fact", "Orders"),
        "reservation": pgettext("kind of fact", "Bookings"),
        "contact": pgettext("kind of fact", "Contacts"),
        "problem": pgettext("kind of fact", "Problems"),
        "answer": pgettext("kind of fact", "Answers"),
        "review": pgettext("kind of fact", "Reviews"),
        "expectation": pgettext("kind of fact", "Expectations"),
        "referral": pgettext("kind of fact", "Referrals"),
        "introduction": pgettext("kind of fact", "Introductions"),
        "account_review": pgettext("kind of fact", "Account reviews"),
        "perk": pgettext("kind of fact", "Perks"),
        "care": pgettext("kind of fact", "Care"),
        "consent": pgettext("kind of fact", "Consent"),
        "treatment": pgettext("kind of fact", "Treatment"),
        "account_owner": pgettext("kind of fact", "Who looks after them"),
        "match": pgettext("kind of fact", "Merges"),
        "follow_up": pgettext("kind of fact", "What became of it"),
    }
