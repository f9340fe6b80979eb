"""How far an import is, on one line of a terminal; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from typing import TextIO

OFTEN_SECONDS = 0.1


class Progress:
    """`told` for an import: writes `writing 45%` over itself on the terminal `to`."""

    def __init__(self, to: TextIO) -> None:
        self._to, self._at, self._wide = to, 0.0, 0

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._at < OFTEN_SECONDS and done < total:
            return
        self._at = now
        share = f" {done * 100 // total}%" if total else ""
        text = f"{step}{share}"
        self._to.write("\r" + text.ljust(self._wide))
        self._to.flush()
        self._wide = len(text)

    def end(self) -> None:
        """Clear the line."""
        if self._wide:
            self._to.write("\r" + " " * self._wide + "\r")
            self._to.flush()


class Silent(Progress):
    """For programs and files: says nothing."""

    def __call__(self, step: str, done: int, total: int) -> None:
        return


def progress(*, json: bool) -> Progress:
    """On standard error if that is a terminal and the report is for people."""
    return Silent(sys.stderr) if json or not sys.stderr.isatty() else Progress(sys.stderr)
