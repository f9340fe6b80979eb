"""Stays, problems, answers and reviews a second time, in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import floor

from naive_facts import Answer, Consent, History, Problem, Reservation, Review, Value, newest_word


def stays(h: History) -> Value:
    return len(stays_of(h))


def no_shows(h: History) -> Value:
    return sum(1 for r in booked(h) if came(r, h.as_of) is False and r.arrives_on <= h.as_of)


def last_booked_on(h: History) -> Value:
    return max((r.on for r in booked(h)), default=None)


def last_departure_on(h: History) -> Value:
    days = [r.departs_on or r.arrives_on for r in stays_of(h)]
    return max((day for day in days if day <= h.as_of), default=None)


def next_arrival_on(h: History) -> Value:
    days = []
    for reservation in booked(h):
        today = reservation.arrives_on == h.as_of and came(reservation, h.as_of) is None
        if today or reservation.arrives_on > h.as_of:
            days.append(reservation.arrives_on)
    return min(days, default=None)


def days_until_arrival(h: History) -> Value:
    day = next_arrival_on(h)
    return (day - h.as_of).days if isinstance(day, date) else None


def booked(h: History) -> list[Reservation]:
    return [r for r in h.reservations if r.state != "cancelled" and r.on <= h.as_of]


def stays_of(h: History) -> list[Reservation]:
    return [r for r in booked(h) if came(r, h.as_of) is True and r.arrives_on <= h.as_of]


def came(reservation: Reservation, as_of: date) -> bool | None:
    """Whoever stood at the desk knows better than the source; None where neither tells."""
    word = newest_word(reservation.words, as_of=as_of)
    if word in ("arrived", "did_not_come"):
        return word == "arrived"
    return {"stayed": True, "no_show": False}.get(reservation.state)


def problems(h: History) -> Value:
    return len(told(h))


def problems_365d(h: History) -> Value:
    return sum(1 for p in told(h) if p.on >= h.as_of - timedelta(days=364))


def problems_open(h: History) -> Value:
    return sum(1 for p in told(h) if is_open(p, h.as_of))


def oldest_open_problem_days(h: History) -> Value:
    return max(((h.as_of - p.on).days for p in told(h) if is_open(p, h.as_of)), default=None)


def promise_broken_days(h: History) -> Value:
    late = [p.promised_at for p in told(h) if is_open(p, h.as_of) and has_no_word(p, h.as_of)]
    days = [(h.as_of - at.date()).days for at in late if at is not None and at.date() < h.as_of]
    return max(days, default=None)


def has_no_word(problem: Problem, as_of: date) -> bool:
    """Whether they were not got in touch with since they were promised something."""
    steps = [step for step in problem.steps if step.on <= as_of and step.at is not None]
    made = max((step.at for step in steps if step.kind == "promise"), default=problem.at)
    ours = [s.at for s in steps if s.kind == "contact" and s.began_by == "us"]
    last = max(ours, default=None)
    return last is None or (made is not None and last < made)


def last_problem_on(h: History) -> Value:
    return max((p.on for p in told(h)), default=None)


def problems_reopened(h: History) -> Value:
    return sum(1 for p in told(h) if any(day <= h.as_of for day in p.reopened_on))


def told(h: History) -> list[Problem]:
    return [problem for problem in h.problems if problem.on <= h.as_of]


def is_open(problem: Problem, as_of: date) -> bool:
    if problem.state in ("open", "waiting"):
        return True
    return problem.ended_on is not None and problem.ended_on > as_of


def answers(h: History) -> Value:
    return sum(1 for a in h.answers if a.score is not None and a.on <= h.as_of)


def last_ces(h: History) -> Value:
    answer = newest_answer(h, "ces")
    return answer.score if answer else None


def last_ces_on(h: History) -> Value:
    answer = newest_answer(h, "ces")
    return answer.on if answer else None


def last_nps(h: History) -> Value:
    answer = newest_answer(h, "nps")
    return answer.score if answer else None


def last_nps_on(h: History) -> Value:
    answer = newest_answer(h, "nps")
    return answer.on if answer else None


def newest_answer(h: History, kind: str) -> Answer | None:
    known = [a for a in h.answers if a.kind == kind and a.score is not None and a.on <= h.as_of]
    return max(known, key=lambda a: (a.on, a.at or datetime.min, -(a.score or 0)), default=None)


def who_told(h: History) -> Value:
    return newest_choice(h, "who_told")


def would_have_come(h: History) -> Value:
    return newest_choice(h, "would_have_come")


def newest_choice(h: History, question: str) -> str | None:
    told = [a for a in h.answers if a.question == question and a.choice and a.on <= h.as_of]
    newest = max(((a.on, a.at or datetime.min) for a in told), default=None)
    choices = [a.choice for a in told if (a.on, a.at or datetime.min) == newest and a.choice]
    return min(choices, default=None)


def reference_said(h: History) -> Value:
    said = [c for c in h.consents if c.purpose == "reference" and c.on <= h.as_of]

    def order(one: Consent) -> tuple[date, bool, bool, datetime, bool]:
        untimed = one.at is None and one.state == "withdrawn"
        timed = one.at or datetime.min
        return one.on, untimed, one.at is not None, timed, one.state == "withdrawn"

    return max(said, key=order).state if said else None


def days_since_reference_asked(h: History) -> Value:
    asked = [c.on for c in h.contacts if c.offer == "reference"]
    asked += [c.on for c in h.care if c.play == "ask_reference" and c.state == "done"]
    return min(((h.as_of - on).days for on in asked if on <= h.as_of), default=None)


def reviews(h: History) -> Value:
    return sum(1 for review in h.reviews if review.on <= h.as_of)


def last_rating_milli(h: History) -> Value:
    review = newest_rating(h)
    return of_five(review) if review else None


def last_rating_on(h: History) -> Value:
    review = newest_rating(h)
    return review.on if review else None


def low_rating_days(h: History) -> Value:
    days = []
    for review in h.reviews:
        rating = of_five(review)
        low = rating is not None and rating <= 3000
        if low and review.on <= h.as_of and not is_answered(review, h):
            days.append((h.as_of - review.on).days)
    return min(days, default=None)


def is_answered(review: Review, h: History) -> bool:
    if review.replied_on is not None and review.replied_on <= h.as_of:
        return True
    if newest_word(review.words, as_of=h.as_of) in ("replied", "needs_no_reply"):
        return True
    cared = [c.on for c in h.care if c.play == "low_rating" and c.state == "done"]
    return any(review.on <= on <= h.as_of for on in cared)


def newest_rating(h: History) -> Review | None:
    rated = [r for r in h.reviews if r.on <= h.as_of and of_five(r) is not None]
    return max(rated, key=lambda r: (r.on, r.at or datetime.min, -(of_five(r) or 0)), default=None)


def of_five(review: Review) -> int | None:
    if review.rating_milli is None or not review.best_rating or review.best_rating < 0:
        return None
    return floor(Fraction(review.rating_milli * 5, review.best_rating) + Fraction(1, 2))


VOICE_SIGNALS: tuple[Callable[[History], Value], ...] = (
    stays,
    no_shows,
    last_booked_on,
    last_departure_on,
    next_arrival_on,
    days_until_arrival,
    problems,
    problems_365d,
    problems_open,
    oldest_open_problem_days,
    promise_broken_days,
    problems_reopened,
    last_problem_on,
    answers,
    last_ces,
    last_ces_on,
    last_nps,
    last_nps_on,
    who_told,
    would_have_come,
    reference_said,
    days_since_reference_asked,
    reviews,
    last_rating_milli,
    last_rating_on,
    low_rating_days,
)
