"""What customers need of each other: needs, offers, and how well they fit. Reviewed topics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance


@dataclass(frozen=True)
class Topic:
    """Something one can need and another can offer, with the kinds that do."""

    key: str
    name: str
    name_bn: str
    offered_by: tuple[str, ...]
    needed_by: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "uniforms",
        "uniforms for the staff",
        "কর্মীদের ইউনিফর্ম",
        ("tailor", "garment maker"),
        ("office", "school", "guest house", "hotel", "institution"),
    ),
    Topic(
        "rooms for groups",
        "rooms for a group",
        "দলের জন্য ঘর",
        ("guest house", "hotel"),
        ("trekking club", "office", "buyer abroad", "garment maker"),
    ),
    Topic(
        "retail shelf",
        "a shop that shows their things",
        "জিনিস রাখার দোকান",
        ("boutique",),
        ("tailor", "garment maker"),
    ),
    Topic(
        "sewing capacity",
        "somebody who sews for them",
        "সেলাইয়ের লোক",
        ("garment maker", "tailor"),
        ("boutique", "buyer abroad", "hotel"),
    ),
    Topic(
        "tea for meetings",
        "tea and snacks for meetings",
        "সভার চা-নাস্তা",
        ("tea stall",),
        ("office", "school", "institution"),
    ),
    Topic(
        "a guided day out",
        "a guided day out",
        "গাইডসহ এক দিনের ভ্রমণ",
        ("trekking club",),
        ("school", "office", "institution"),
    ),
    Topic(
        "software",
        "help with computers and stock lists",
        "কম্পিউটার ও স্টকের তালিকা",
        ("office",),
        ("garment maker", "boutique", "hotel", "guest house"),
    ),
    Topic(
        "a hall",
        "a hall for an event",
        "অনুষ্ঠানের হল",
        ("school", "institution"),
        ("trekking club", "boutique", "office"),
    ),
)
NEEDS_SHARE = 0.35
"""Of accounts whose kind may need something: who does at present."""
OFFERS_SHARE = 0.6
NONE = -1


@dataclass(frozen=True)
class Fits:
    """Who needs and who offers what, and who would get on with whom.

    Shape: `needs` and `offers` (customers,), places in TOPICS or -1; `one`, `other` and `fit`
           (pairs,): rows of who needs and who offers, and the chance that they meet again.
    """

    needs: Ints
    offers: Ints
    one: Ints
    other: Ints
    fit: Floats


PAIRS_OF_A_NEED = 3


def draw_fits(*, roster: Roster, seed: int) -> Fits:
    """For each need a few who offer it, within the same house or another."""
    rng = chance(seed=seed, part="fits")
    needs = _some(roster=roster, side="needed_by", share=NEEDS_SHARE, rng=rng)
    offers = _some(roster=roster, side="offered_by", share=OFFERS_SHARE, rng=rng)
    one, other = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for number in range(len(TOPICS)):
        able, wanting = np.flatnonzero(offers == number), np.flatnonzero(needs == number)
        if len(able) == 0:
            continue
        met = able[rng.integers(0, len(able), (len(wanting), PAIRS_OF_A_NEED))].ravel()
        asks = np.repeat(wanting, PAIRS_OF_A_NEED)
        keep = roster.person[met] != roster.person[asks]
        one.append(asks[keep])
        other.append(met[keep])
    pairs = np.unique(np.stack([np.concatenate(one), np.concatenate(other)]), axis=1)
    return Fits(
        needs=needs,
        offers=offers,
        one=pairs[0],
        other=pairs[1],
        fit=np.asarray(rng.beta(1.6, 1.6, pairs.shape[1])),
    )


def _some(*, roster: Roster, side: str, share: float, rng: np.random.Generator) -> Ints:
    found = np.full(len(roster), NONE)
    kind = np.array([one.name for one in KINDS])[roster.kind]
    for number in rng.permutation(len(TOPICS)).tolist():
        may = np.isin(kind, getattr(TOPICS[number], side))
        takes = may & (found == NONE) & (rng.random(len(roster)) < share)
        found[takes] = number
    return found
