"""What a person can answer on a line, in the words of the page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

HOURS = (0, 1, 2, 3, 4, 6, 8)
"""0: not here today."""
ARRIVALS_SHOWN = 20
"""Of each kind: arriving, leaving, coming tomorrow. The page says where there are more."""
ALL_ARRIVALS = "?arrivals=all"
NOT_SAID = ""
NOTE_LENGTH = 1000


def arrivals_shown(request: HttpRequest) -> int | None:
    """How many arrivals the page shows; None for all."""
    return None if request.GET.get("arrivals") == "all" else ARRIVALS_SHOWN


def choices() -> dict[str, object]:
    """The answers as pairs of value and label, in the active language."""
    return {
        "received_choices": received(),
        "channel_choices": channels(),
        "snooze_choices": snoozes(),
        "reason_choices": reasons(),
        "note_length": NOTE_LENGTH,
    }


def received() -> list[tuple[str, str]]:
    return [
        ("welcome", pgettext("how it was received", "Welcome")),
        ("neutral", pgettext("how it was received", "Neutral")),
        ("unwelcome", pgettext("how it was received", "Unwelcome")),
        (NOT_SAID, pgettext("how it was received", "Don’t know")),
    ]


def channels() -> list[tuple[str, str]]:
    return [
        ("call", pgettext("how they were in touch", "Call")),
        ("message", pgettext("how they were in touch", "Message")),
        ("email", pgettext("how they were in touch", "E-mail")),
        ("counter", pgettext("how they were in touch", "Here")),
        ("visit", pgettext("how they were in touch", "At theirs")),
    ]


def snoozes() -> list[tuple[str, str]]:
    return [("1", gettext("1 day")), ("3", gettext("3 days")), ("7", gettext("1 week"))]


def reasons() -> list[tuple[str, str]]:
    return [
        ("wrong_facts", gettext("The facts are wrong")),
        ("wrong_moment", gettext("Not the moment")),
        ("no_longer_a_customer", gettext("No longer a customer")),
        ("other", gettext("Something else")),
    ]
