"""What the codes of problems and their effort are called on the page."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, ngettext, pgettext

from regulars import workspace
from regulars.book.effort_queue import Queued, Reason
from regulars.book.effort_read import Driver
from regulars.desk.formats.numbers import number
from regulars.workspace.problems import OpenProblem

HOURS_OF_A_DAY = 24


def state_word(state: str) -> str:
    """How a problem stands."""
    return {
        "open": pgettext("state of a problem", "open"),
        "waiting": pgettext("state of a problem", "waiting"),
        "solved": pgettext("state of a problem", "solved"),
        "closed": pgettext("state of a problem", "closed without a solution"),
    }.get(state, state)


def topic_word(topic: str | None) -> str:
    """What the business calls a topic; its code where nothing is kept of it, "" for none."""
    kept = workspace.current().problem_words().topic(topic)
    return kept.title[get_language()] if kept is not None else topic or ""


def no_stake(queued: Queued | None) -> str:
    """Why nothing is said of a stake; "" where there is one."""
    if queued is None:
        return gettext("no stake yet: told since the results; the next refresh works it out")
    why = next((one for one in queued.reasons if one.name == "no_stake"), None)
    return "" if why is None else _why_none(why)


def _why_none(why: Reason) -> str:
    return {
        "unnamed": gettext("no stake: nobody is named who told it"),
        "never_came": gettext("no stake known: they had not bought before"),
        "decided": gettext("no stake: open for so long that they have decided by now"),
        "loss_not_known": gettext(
            "not enough data yet: what so much effort costs is not known for them"
        ),
    }.get(why.about or "", gettext("not enough data yet: nobody knows what they will spend"))


def driver_word(driver: Driver) -> str:
    """What took effort, in words."""
    if driver.name == "hours_open":
        return _open_for(driver.amount)
    count = round(driver.amount)
    words = {
        "repeat_contacts": ngettext(
            "they had to get in touch again within a week %(count)s time",
            "they had to get in touch again within a week %(count)s times",
            count,
        ),
        "transfers": ngettext(
            "handed on to somebody else %(count)s time",
            "handed on to somebody else %(count)s times",
            count,
        ),
        "channel_switches": ngettext(
            "they changed the channel %(count)s time",
            "they changed the channel %(count)s times",
            count,
        ),
        "reopenings": ngettext(
            "it came back %(count)s time", "it came back %(count)s times", count
        ),
        "explained_again": ngettext(
            "they had to explain it again %(count)s time",
            "they had to explain it again %(count)s times",
            count,
        ),
    }
    return words[driver.name] % {"count": number(count)}


def driver_name(name: str) -> str:
    """What a driver is, without an amount."""
    return {
        "repeat_contacts": gettext("getting in touch again within a week"),
        "transfers": gettext("being handed on"),
        "channel_switches": gettext("changing the channel"),
        "reopenings": gettext("coming back of the same problem"),
        "explained_again": gettext("explaining it again"),
        "hours_open": gettext("waiting for us"),
    }.get(name, name)


def strongest(one: OpenProblem) -> str:
    """What took most effort of an open problem; "" where nothing is known."""
    drivers = one.queued.problem.drivers if one.queued else ()
    return driver_word(drivers[0]) if drivers else ""


def _open_for(hours: float) -> str:
    days = round(hours / HOURS_OF_A_DAY)
    if days < 1:
        count = max(1, round(hours))
        told = ngettext("waited for us %(count)s hour", "waited for us %(count)s hours", count)
        return told % {"count": number(count)}
    told = ngettext("waited for us %(count)s day", "waited for us %(count)s days", days)
    return told % {"count": number(days)}
