"""Django's PostgreSQL backend, with a connection that is looked after outside of requests too."""

from __future__ import annotations

import time

from django.db.backends.postgresql import base

LOOKED_AFTER_SECONDS = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Before a transaction, asks a connection that failed or rested whether it still works.

    Django asks once for each request of a web server. Commands, jobs and programs that use the
    Python interface have no requests; they too go on by themselves after a restart.
    """

    _looked_at = 0.0

    def close_if_health_check_failed(self) -> None:
        # A connection that is being made, or has a transaction, is not in autocommit: not then.
        if self.connection is not None and self.connection.autocommit:
            now = time.monotonic()
            if self.errors_occurred or now - self._looked_at > LOOKED_AFTER_SECONDS:
                self.health_check_done = False
            self._looked_at = now
        super().close_if_health_check_failed()
