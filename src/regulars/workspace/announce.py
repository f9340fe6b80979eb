"""Telling web hooks what happened; the worker sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from regulars.post.hooks_deliver import deliver_due, forget_old
from regulars.post.hooks_events import note_event
from regulars.workspace.opened import Opened, now


class Announce(Opened):
    """What goes out of a book by itself."""

    def announce(self, event: str, data: Mapping[str, Any], *, at: datetime | None = None) -> int:
        """Note an event for whoever wants it; how many. Within a transaction, with that."""
        return note_event(event, data, at=at or now())

    def send_what_is_due(self) -> int:
        """Send the messages that are due; how many were tried. For the worker alone."""
        tried = deliver_due(now=now)
        if tried:
            forget_old(at=now())
        return tried
