"""What problems took their customers, a second time, in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from naive_facts import Contact, History, Problem, Step, Value
from naive_voice_signals import is_open, told

LAST = datetime.max
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Took:
    contacts_again: int
    repeat_contacts: int
    channel_switches: int
    explained_again: int
    transfers: int
    reopenings: int


def repeat_contacts_365d(h: History) -> Value:
    return sum(took(h, p).repeat_contacts for p in lately(h))


def transfers_365d(h: History) -> Value:
    return sum(took(h, p).transfers for p in lately(h))


def explained_again_365d(h: History) -> Value:
    return sum(took(h, p).explained_again for p in lately(h))


def lately(h: History) -> list[Problem]:
    return [p for p in told(h) if p.on > h.as_of - timedelta(days=365)]


def took(h: History, problem: Problem) -> Took:
    """What the log of one problem says, as of the day looked at."""
    steps = [step for step in problem.steps if step.on <= h.as_of]
    transfers = [step for step in steps if step.kind == "transfer"]
    rows = [(*in_order(c), "contact", c.channel) for c in logged(steps, problem)]
    rows += [(*in_order(c), "contact", c.channel) for c in loose(h, problem)]
    rows += [(*in_order(t), "transfer", None) for t in transfers]
    repeats = switches = explained = contacts = 0
    before_on, before_channel, handed = problem.on, problem.channel, False
    for on, *_, kind, channel in sorted(rows, key=lambda row: row[:7]):
        if kind == "transfer":
            handed = True
            continue
        contacts += 1
        repeats += on - before_on <= WEEK
        switches += None not in (channel, before_channel) and channel != before_channel
        explained += handed
        before_on, before_channel, handed = on, channel, False
    reopened = sum(1 for on in problem.reopened_on if on <= h.as_of)
    reopened += sum(1 for step in steps if step.kind == "reopened")
    return Took(contacts, repeats, switches, explained, len(transfers), reopened)


def in_order(one: Contact | Step) -> tuple[date, int, datetime, bool, int, int, str]:
    """By day; contacts without an instant first, such transfers last, between them by instant."""
    is_transfer = isinstance(one, Step) and one.kind == "transfer"
    number = one.step if isinstance(one, Step) else None
    within = 1 if one.at else 2 if is_transfer else 0
    counted = (number is None, number or 0)
    return one.on, within, one.at or LAST, *counted, 2 if is_transfer else 1, one.key


def logged(steps: list[Step], problem: Problem) -> list[Step]:
    """Contacts of theirs that are logged with the problem, without the report itself."""
    theirs = [s for s in steps if s.kind == "contact" and s.began_by in (None, "customer")]
    theirs.sort(
        key=lambda s: (s.on, s.at is None, s.at or LAST, s.step is None, s.step or 0, s.key)
    )
    kept = []
    for place, step in enumerate(theirs):
        if step.at is not None and problem.at is not None:
            is_report = step.at <= problem.at
        else:
            is_report = place == 0 and step.on <= problem.on
        if not is_report:
            kept.append(step)
    return kept


def loose(h: History, problem: Problem) -> list[Contact]:
    """Contacts logged with no problem that belong to this one."""
    days = {s.on for s in logged([s for s in problem.steps if s.on <= h.as_of], problem)}
    again = {(s.on, s.key) for p in told(h) for s in p.steps if s.kind == "contact"}
    mine = []
    for contact in h.contacts:
        if (contact.on, contact.key) in again:
            continue
        if contact.began_by != "customer" or contact.on > h.as_of:
            continue
        could = [p for p in told(h) if could_be_about(contact, p, h.as_of)]
        # The newest; of one day one with an instant, the latest; then the first by key.
        could.sort(key=lambda p: p.key)
        could.sort(key=lambda p: (p.on, p.at is not None, p.at or datetime.min), reverse=True)
        if could and could[0] is problem and contact.on not in days:
            mine.append(contact)
    return mine


def could_be_about(contact: Contact, problem: Problem, as_of: date) -> bool:
    if contact.on <= problem.on:
        return False
    if is_open(problem, as_of):
        return True
    return problem.ended_on is not None and contact.on <= problem.ended_on


EFFORT_SIGNALS: tuple[Callable[[History], Value], ...] = (
    repeat_contacts_365d,
    transfers_365d,
    explained_again_365d,
)
