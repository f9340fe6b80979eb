"""The events that web hooks can be told of, and writing one down for all who want it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from regulars.post.models import FAILED, Delivery, WebHook

EVENTS: dict[str, str] = {
    "refresh.done": "New results: `snapshot`, `as_of`, `customers`, `candidates`.",
    "fact.received": (
        "An import or a post was taken: `batch`, `sender` (null for files), `facts` (how many of "
        "each kind), `new`, `changed`, `unchanged`, `rejected`."
    ),
    "batch.undone": "An import or a post was taken back: `batch`.",
    "problem.new": (
        "An open problem came, by a post or at the desk: `source`, `source_id`, "
        "`customer_id` (null: nobody named), `owner`, the log-in name of who looks after them or "
        "their account (null: nobody)."
    ),
    "problem.step": (
        "A step of a problem was written at the desk: as above, `step` (`contact`, `transfer`, "
        "`promise`, `waiting`, `solved`, `reopened`, `note`), `undone` (it was taken back)."
    ),
    "care.done": "A line was done: `care_id`, `customer_id`, `play`, `staff`, `received`.",
    "care.snoozed": "A line was put off: as above, and `snoozed_until_on`.",
    "care.not_right": "A line was wrong: as above, and `reason`.",
    "care.put_back": "What was said of a line was taken back: as above.",
    "consent.said": "A customer's word: `customer_id`, `purpose`, `channel` (null: all), `state`.",
    "test": "Sent by hand from the desk, to try the address.",
}
"""Each with the keys of its `data`. No event has names, contact data or free text."""

ASKED_FOR = tuple(event for event in EVENTS if event != "test")
"""Those one can choose; a test comes when it is asked for."""


def is_wanted(event: str) -> bool:
    """Whether any web hook wants this event."""
    return any(event in hook.events for hook in _hearing())


def note_event(event: str, data: Mapping[str, Any], *, at: datetime) -> int:
    """A message for every web hook that wants this event; how many.

    One that is off because messages failed still gets its own, for when it is well again.
    Within the caller's transaction it is noted exactly when that commits.
    """
    assert event in EVENTS
    wanting = [hook for hook in _hearing() if event in hook.events]
    for hook in wanting:
        note_for(hook, event, data, at=at)
    return len(wanting)


def _hearing() -> Iterable[WebHook]:
    return WebHook.objects.filter(Q(off_at=None) | Q(off_why=FAILED))


def note_for(hook: WebHook, event: str, data: Mapping[str, Any], *, at: datetime) -> Delivery:
    """A message for one web hook, to be sent as soon as the worker looks."""
    said = {"type": event, "timestamp": at.isoformat(), "data": dict(data)}
    body = json.dumps(said, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return Delivery.objects.create(
        hook=hook,
        message_id=f"msg_{secrets.token_hex(12)}",
        event=event,
        body=body,
        made_at=at,
        next_at=at,
    )


def _plain(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
