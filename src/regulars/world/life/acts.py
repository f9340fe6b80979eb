"""What a policy may decide: care of one kind for one customer on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from regulars.world.life.care_kinds import CARE_KINDS, MANNERS, PERSONAL


@dataclass(frozen=True)
class Act:
    """Care of one kind for one customer on one day.

    Units: `care` is one of CARE_KINDS, `manner` is `personal` (call, visit, counter) or
           `written`.
    Null:  `other` None but for an introduction: the second customer, (source, source_id).
    """

    on: date
    source: str
    source_id: str
    care: str
    manner: str = PERSONAL
    other: tuple[str, str] | None = None


def check_act(act: Act, *, first: date, last: date) -> None:
    """Nothing, where the act can be done.

    Raises: ValueError for a day outside of first and last, an unknown kind of care or manner, an
            introduction without its other side.
    """
    if not first <= act.on <= last:
        raise ValueError(f"An act on {act.on}; these days go from {first} to {last}.")
    if act.care not in CARE_KINDS:
        raise ValueError(f"There is no care “{act.care}”; it is one of {', '.join(CARE_KINDS)}.")
    if act.manner not in MANNERS:
        raise ValueError(f"The manner “{act.manner}” is none of {', '.join(MANNERS)}.")
    if (act.care == "introduction") != (act.other is not None):
        raise ValueError("An introduction, and nothing else, names the other customer.")
