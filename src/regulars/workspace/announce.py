"""Telling web hooks what happened; the worker sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from regulars.ledger.forget import overwrite_deleted
from regulars.post.hooks import quiet_restored
from regulars.post.hooks_deliver import deliver_due, forget_old
from regulars.post.hooks_events import note_event
from regulars.workspace.opened import Opened, now

FORGETS_EACH = timedelta(hours=1)


class Announce(Opened):
    """What goes out of a book by itself."""

    _forgot_at: datetime | None = None

    def announce(self, event: str, data: Mapping[str, Any], *, at: datetime | None = None) -> int:
        """Note an event for whoever wants it; how many. Within a transaction, with that."""
        return note_event(event, data, at=at or now())

    def quiet_restored(self) -> None:
        """A book made of a backup sends nothing until its web hooks are switched on."""
        overwrite_deleted()
        quiet_restored(at=now())

    def send_what_is_due(self) -> int:
        """Send the messages that are due; how many were tried. For the worker alone."""
        if self._forgot_at is None or now() - self._forgot_at >= FORGETS_EACH:
            self._forgot_at = now()
            forget_old(at=self._forgot_at)
        return deliver_due(now=now)
