"""The steps of what a process does, as seen from its interpreter: where a kill can be put exactly.

A step is the beginning or the end of a function of ours, or of a call that changes a file or the
ledger. Random moments seldom fall between two short steps; this hits them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from types import CodeType, FrameType
from typing import Any

OURS = ("/regulars/", "/adbc_driver_manager/")
CHANGING = {
    *("rename", "replace", "unlink", "remove", "mkdir", "rmdir", "open", "fsync", "link", "write"),
    *("writelines", "flush", "close", "truncate", "flock", "execute", "executemany", "commit"),
}


MINDS = ("str.", "bytes.", "datetime.", "date.")
"""Whose `replace` changes no file."""


def on_each_step(told: Callable[[str], None]) -> None:
    """From now on `told` hears of each step of this thread, in order."""

    names: dict[CodeType, str | None] = {}  # it is asked a million times

    def hear(frame: FrameType, event: str, what: Any) -> None:
        if event in ("call", "return"):
            code = frame.f_code
            if code not in names:
                names[code] = _name_of_ours(code)
            if name := names[code]:
                told(f"{event} {name}")
        elif what.__name__ in CHANGING and not what.__qualname__.startswith(MINDS):
            told(f"{event} {what.__qualname__}")

    sys.setprofile(hear)


def _name_of_ours(code: CodeType) -> str | None:
    for part in OURS:
        if part in code.co_filename:
            return f"{code.co_filename.rsplit(part, 1)[1]}:{code.co_qualname}"
    return None


def note_steps() -> list[str]:
    """The steps in their order, growing from now on."""
    seen: list[str] = []
    on_each_step(seen.append)
    return seen


def places_to_die(steps: Sequence[str]) -> list[tuple[str, int]]:
    """The first and the last occurrence of each step, in the order of the work."""
    whole, count = Counter(steps), Counter[str]()
    places = []
    for step in steps:
        count[step] += 1
        if count[step] in (1, whole[step]):
            places.append((step, count[step]))
    return places


def die_at(step: str, occurrence: int) -> None:
    """Kill this process at the given occurrence of a step, as `kill -9` does."""
    left = occurrence

    def look(now: str) -> None:
        nonlocal left
        if now == step:
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    on_each_step(look)
