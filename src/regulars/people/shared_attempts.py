"""Where attempts to log in are counted: files, which all processes of the desk share."""

from __future__ import annotations

import fcntl
import random
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

LOCK = "add.lock"
LOOKS_AFTER_EACH = 64
"""Counters, on average: to see whether there are too many takes longer the more there are."""


class SharedAttempts(FileBasedCache):
    """Django's cache in files, in which of two processes that add the same key only one does.

    See decisions/013. The counting rests on `add`, which Django does in two steps.
    """

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        self._createdir()
        with (Path(self._dir) / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            added: bool = super().add(key, value, timeout, version)
            return added

    def _cull(self) -> None:
        if random.randrange(LOOKS_AFTER_EACH) == 0:  # noqa: S311 - guards no secret
            super()._cull()
