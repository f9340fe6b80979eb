"""What is known of one problem, a second time in plain Python, from the facts of a small ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from naive_effort_signals import took
from naive_facts import History, Problem
from naive_voice_signals import is_open

FOLLOWED = timedelta(days=90)


@dataclass(frozen=True)
class Known:
    ended_as: str | None
    ended_on: date | None
    hours_open: float | None
    repeat_contacts: int
    transfers: int
    channel_switches: int
    reopenings: int
    explained_again: int
    visits_before: int
    lost: int | None


def known_of(h: History, problem: Problem) -> Known:
    over = not is_open(problem, h.as_of)
    ended_on = ended_day(h, problem) if over else None
    hours: float | None
    if not over:
        hours = 24.0 * (h.as_of - problem.on).days
    else:
        hours = None if ended_on is None else 24.0 * max(0, (ended_on - problem.on).days)
    effort = took(h, problem)
    return Known(
        ended_as=problem.state if over else None,
        ended_on=ended_on,
        hours_open=hours,
        repeat_contacts=effort.repeat_contacts,
        transfers=effort.transfers,
        channel_switches=effort.channel_switches,
        reopenings=effort.reopenings,
        explained_again=effort.explained_again,
        visits_before=sum(day <= problem.on for day in visits(h)),
        lost=lost(h, problem, ended_on),
    )


def ended_day(h: History, problem: Problem) -> date | None:
    if problem.ended_on is not None and problem.ended_on <= h.as_of:
        return problem.ended_on
    return None


def visits(h: History) -> set[date]:
    """Days of purchases and of arrivals; no order here bills a stay."""
    days = {order.on for order in h.purchases}
    for stay in h.reservations:
        if stay.state == "stayed" and stay.on <= h.as_of and stay.arrives_on <= h.as_of:
            days.add(stay.arrives_on)
    return days


def lost(h: History, problem: Problem, ended_on: date | None) -> int | None:
    if ended_on is None or ended_on + FOLLOWED > h.as_of:
        return None
    if not any(day <= problem.on for day in visits(h)):
        return None
    came = any(ended_on < day <= ended_on + FOLLOWED for day in visits(h))
    bad = [a.on for a in h.answers if a.kind == "csat" and a.score is not None and a.score <= 2]
    for review in h.reviews:
        best, rating = review.best_rating, review.rating_milli
        if best and best > 0 and rating is not None and rating * 5 <= best * 2000:
            bad.append(review.on)
    said = any(problem.on <= day <= ended_on + FOLLOWED and day <= h.as_of for day in bad)
    return int(said or not came)
