"""All plays. Adding one: its file, its spec (who is not chosen), its line here."""

from __future__ import annotations

from functools import cache

from regulars.plays.play import Play, read_play

NAMES: tuple[str, ...] = (
    "promise_broken",
    "call_before_they_call",
    "problem_open",
    "tell_fixed",
    "visit_after_third",
    "check_in",
    "low_rating",
    "rhythm_broke",
    "guest_arrives",
    "first_order",
    "sent_someone",
    "tell_sender",
    "keep_sender",
    "ask_likely_sender",
    "ask_reference",
    "large_and_silent",
    "anniversary",
)


@cache
def plays() -> dict[str, Play]:
    """All plays by name."""
    return {name: read_play(name) for name in NAMES}
