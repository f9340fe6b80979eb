"""What follows of the answer to a line, said on the line: when its customer may come again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from regulars.acts.history import NEVER_AGAIN, TIMELY, cools_until
from regulars.plays import Play
from regulars.wording import day

Row = Mapping[str, Any]


def follows(row: Row, play: Play, *, language: str) -> str:
    """In the active language; nothing for a line that waits."""
    if row.get("state") == "not_right" and row["reason"] == NEVER_AGAIN:
        return gettext("on nobody’s list from now on, until this is undone")
    if row.get("state") not in ("done", "not_right"):
        return ""
    until = day(cools_until(row), language=language)
    if row["state"] == "done" or row["reason"] in TIMELY:
        return gettext("“%(play)s” lets them alone until %(day)s") % {
            "play": play.title[language],
            "day": until,
        }
    return gettext(
        "“%(play)s” was wrong about them and lets them alone until %(day)s; other plays do not"
    ) % {"play": play.title[language], "day": until}
