"""How long something takes, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext, pgettext

from regulars.desk.formats.numbers import number, numerals

MINUTES = 60
HOURS_OF_A_DAY, FEW_DAYS = 24, 2


def minutes(count: int) -> str:
    """2 h 10 min; 45 min; 4 h."""
    hours, rest = divmod(count, MINUTES)
    if hours and rest:
        return gettext("%(hours)s h %(minutes)s min") % {
            "hours": number(hours),
            "minutes": number(rest),
        }
    if hours:
        return pgettext("a duration", "%(hours)s h") % {"hours": number(hours)}
    return pgettext("a duration", "%(minutes)s min") % {"minutes": number(rest)}


def hours(count: float) -> str:
    """The same for a number of hours, to the minute."""
    return minutes(round(count * MINUTES))


def long_time(hours_taken: float) -> str:
    """25 days; below two days in hours."""
    if hours_taken < FEW_DAYS * HOURS_OF_A_DAY:
        return hours(hours_taken)
    count = round(hours_taken / HOURS_OF_A_DAY)
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}


def seconds(count: float) -> str:
    """3 s; 0.4 s below ten seconds where a tenth says something."""
    text = f"{count:.1f}" if count < 1 else f"{count:.0f}"
    return pgettext("a duration", "%(seconds)s s") % {"seconds": numerals(text)}
