"""Which candidates a day's minutes reach, and on whose list: best first, nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from regulars.acts.candidate import Candidate


@dataclass(frozen=True)
class Choice:
    """`shown` fit into the minutes; `held_out` would have, but are left untouched at random."""

    shown: tuple[Candidate, ...]
    held_out: tuple[Candidate, ...]


def choose(candidates: Iterable[Candidate], *, minutes: Mapping[str, int]) -> dict[str, Choice]:
    """Each person's part of candidates that come best first.

    A customer whom somebody looks after comes to that person, whose shared lines go to a colleague
    where that makes room. Everybody else comes to whoever has most time left. A customer gets one
    line in all, for the first candidate that is not held out; who is looked after by somebody not
    in `minutes` gets none. A line that does not fit is passed over; shorter ones may still fit.
    Shape: `minutes` by person; so is the result.
    """
    days = {staff: _Day(left) for staff, left in sorted(minutes.items())}
    served: set[str] = set()
    place: dict[Candidate, int] = {}
    for candidate in candidates:
        place.setdefault(candidate, len(place))
        if candidate.customer_id in served:
            continue
        day = _day_for(candidate, days)
        if day is None:
            continue
        if candidate.held_out:
            day.held_out.append(candidate)
            continue
        served.add(candidate.customer_id)
        day.take(candidate)
    return {
        # What was handed on to make room came late.
        staff: Choice(tuple(sorted(day.shown, key=place.__getitem__)), tuple(day.held_out))
        for staff, day in days.items()
    }


def one_each(candidates: Iterable[Candidate], *, at_most: int) -> tuple[Candidate, ...]:
    """The first candidate of each customer that is not held out, for the lines below the line."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        if not candidate.held_out and len(first) < at_most:
            first.setdefault(candidate.customer_id, candidate)
    return tuple(first.values())


@dataclass
class _Day:
    """What one person has so far; `left` in minutes."""

    left: int
    shown: list[Candidate] = field(default_factory=list)
    held_out: list[Candidate] = field(default_factory=list)

    def take(self, candidate: Candidate) -> None:
        self.shown.append(candidate)
        self.left -= candidate.minutes

    def give_up(self, candidate: Candidate) -> None:
        self.shown.remove(candidate)
        self.left += candidate.minutes


def _day_for(candidate: Candidate, days: Mapping[str, _Day]) -> _Day | None:
    if candidate.looked_after_by is None:
        day = max(days.values(), key=lambda one: one.left, default=None)
        return day if day is not None and candidate.minutes <= day.left else None
    own = days.get(candidate.looked_after_by)
    if own is None:
        return None
    if candidate.minutes > own.left and not candidate.held_out:
        _make_room(own, candidate.minutes, [one for one in days.values() if one is not own])
    return own if candidate.minutes <= own.left else None


def _make_room(day: _Day, minutes: int, others: list[_Day]) -> None:
    """Hand shared lines on, the least valuable first, when that gives the minutes."""
    moves: list[tuple[Candidate, _Day]] = []
    room = {id(one): one.left for one in others}
    freed = 0
    for line in reversed(day.shown):
        if day.left + freed >= minutes:
            break
        to = max(others, key=lambda one: room[id(one)], default=None)
        if to is None or line.looked_after_by is not None or line.minutes > room[id(to)]:
            continue
        room[id(to)] -= line.minutes
        freed += line.minutes
        moves.append((line, to))
    if day.left + freed < minutes:
        return
    for line, to in moves:
        day.give_up(line)
        to.take(line)
