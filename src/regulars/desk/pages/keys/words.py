"""What the codes of keys and web hooks are called on the page."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from regulars.people.scopes import Scope

VALID_DAYS = ("30", "90", "365")


def scope_word(scope: Scope) -> str:
    """What a scope lets a program do."""
    return {
        Scope.READ: gettext("look: customers, figures, lists"),
        Scope.WRITE_FACTS: gettext("send facts: sales, problems, answers"),
        Scope.WRITE_ACTS: gettext("act for me: done, snooze, consent"),
        Scope.ADMIN: gettext("take imports back"),
    }[scope]


def lives() -> list[tuple[str, str]]:
    """How long a key may be valid, as pairs of value and label."""
    return [
        ("", gettext("until I revoke it")),
        ("30", gettext("30 days")),
        ("90", gettext("90 days")),
        ("365", gettext("a year")),
    ]


def event_word(event: str) -> str:
    """What an event is; its code where a newer Regulars noted it."""
    return {
        "refresh.done": gettext("New results"),
        "fact.received": gettext("An import or a post was taken"),
        "batch.undone": gettext("An import was taken back"),
        "problem.new": gettext("A new problem came by a post or at the desk"),
        "care.done": gettext("A line was done"),
        "care.snoozed": gettext("A line was put off"),
        "care.not_right": gettext("A line was wrong"),
        "care.put_back": gettext("A line waits again"),
        "consent.said": gettext("A customer allowed or forbade something"),
        "test": gettext("Test"),
    }.get(event, event)


def off_word(why: str) -> str:
    """Why a web hook is off."""
    return {
        "by_hand": gettext("switched off"),
        "failed": gettext("switched off: messages failed for more than two days"),
        "restored": gettext("switched off when the book was restored"),
        "gone": gettext("switched off: the receiver said that it wants no more"),
    }[why]


def state_word(state: str) -> str:
    """What became of a message."""
    return {
        "delivered": pgettext("message", "taken"),
        "waiting": pgettext("message", "waits"),
        "held": pgettext("message", "waits until it is switched on"),
        "given_up": pgettext("message", "given up"),
    }[state]


def trouble_word(trouble: str | None) -> str:
    """What was wrong at the last attempt; empty where nothing was."""
    return {
        None: "",
        "refused": gettext("the receiver refused it"),
        "moved": gettext("the receiver is elsewhere now; correct the address"),
        "tls": gettext("its certificate is not valid"),
        "too_slow": gettext("it took too long"),
        "unreachable": gettext("it does not answer"),
        "not_a_url": gettext("its address is none"),
        "not_https": gettext("its address is not https"),
        "not_found": gettext("its name leads nowhere"),
        "inside": gettext("it leads into this network, which is not allowed for it"),
        "never": gettext("it leads to where nothing is sent"),
    }.get(trouble, trouble or "")
