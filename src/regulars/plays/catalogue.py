"""All plays. Adding one: its file, its spec (who is not chosen), its line here."""

from __future__ import annotations

from functools import cache

from regulars.plays.play import Play, read_play

NAMES: tuple[str, ...] = ("rhythm_broke", "first_order", "large_and_silent")


@cache
def plays() -> dict[str, Play]:
    """All plays by name."""
    return {name: read_play(name) for name in NAMES}
