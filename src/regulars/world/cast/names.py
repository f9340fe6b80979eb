"""What everybody is called, in both scripts. Names decide nothing else in a world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats
from regulars.world.cast.account_names import draw_account_names
from regulars.world.cast.kinds import CABINS, NUMBER_OF
from regulars.world.cast.name_lists import ABROAD, COMMUNITIES, Community, Spelling
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance

FAMILY = NUMBER_OF["family"]
OTHER_SPELLINGS = (
    ("Hossain", "Hossen"),
    ("Ahmed", "Ahamed"),
    ("Chowdhury", "Choudhury"),
    ("Akter", "Akhter"),
    ("Haque", "Hoque"),
    ("Rahman", "Rahaman"),
    ("Chakraborty", "Chakrabarty"),
    ("Uddin", "Uddeen"),
    ("Barua", "Baruah"),
)
"""The shop's clerk writes by ear what the cabins take from a passport."""


@dataclass(frozen=True)
class Named:
    """A customer's name, and whether the person lives abroad (for the telephone number)."""

    spelling: Spelling
    is_abroad: bool


def draw_names(*, roster: Roster, seed: int) -> list[Named]:
    """The name of each row; the same person has one name, perhaps spelled in another way.

    Shape: (customers,), rows as in the roster.
    """
    chances = chance(seed=seed, part="names").random((len(roster), 4))
    account_names = draw_account_names(roster=roster, seed=seed)
    names: list[Named] = []
    for row in range(len(roster)):
        if int(roster.person[row]) < row:
            names.append(_by_ear(names[int(roster.person[row])]))
        elif row in account_names:
            abroad = roster.kind_at(row).name == "buyer abroad"
            names.append(Named(account_names[row], is_abroad=abroad))
        else:
            names.append(_own_name(roster=roster, row=row, chances=chances))
    return names


def _own_name(*, roster: Roster, row: int, chances: Floats) -> Named:
    """A person's full name, or a family's; members of a family share what it is called."""
    account = int(roster.account[row])
    in_family = account >= 0 and int(roster.kind[account]) == FAMILY
    community_row = account if in_family else row
    number = _community(chances[community_row, 0], roster.kind_at(community_row).source)
    community = COMMUNITIES[number]
    if int(roster.kind[row]) == FAMILY or in_family:
        family = _one_of(community.families_of_men, chances[community_row, 3])
        if not in_family:
            called = Spelling(f"{family.latin} family", f"{family.bengali} পরিবার")
            return Named(called, is_abroad=number == ABROAD)
        given = _given(community, chances[row])
    else:
        given = _given(community, chances[row])
        families = (
            community.families_of_men if chances[row, 1] < 0.55 else community.families_of_women
        )
        family = _one_of(families, chances[row, 3])
    full = Spelling(f"{given.latin} {family.latin}", f"{given.bengali} {family.bengali}")
    return Named(full, is_abroad=number == ABROAD)


def _community(at: float, source: str) -> int:
    shares = [c.cabins_share if source == CABINS else c.shop_share for c in COMMUNITIES]
    upper = np.cumsum(shares) / sum(shares)
    return int(np.searchsorted(upper, at, side="right"))


def _given(community: Community, chances: Floats) -> Spelling:
    return _one_of(community.men if chances[1] < 0.55 else community.women, chances[2])


def _one_of(spellings: tuple[Spelling, ...], at: float) -> Spelling:
    return spellings[int(at * len(spellings))]


def _by_ear(named: Named) -> Named:
    latin = named.spelling.latin
    for written, heard in OTHER_SPELLINGS:
        latin = latin.replace(written, heard)
    return Named(Spelling(latin, named.spelling.bengali), is_abroad=named.is_abroad)
