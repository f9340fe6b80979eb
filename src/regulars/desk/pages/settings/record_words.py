"""What an entry of the record says somebody did, in words; what is not known here stays a code."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from regulars.people.record import Entry


def did(entry: Entry) -> tuple[str, str]:
    """What was done, and the code that it was done to; "" where the words say all."""
    known = _known().get((entry.what, entry.act)) if entry.way == "desk" else None
    if known is not None:
        return known, ""
    verb = pgettext("record", "saw") if entry.act == "saw" else pgettext("record", "changed")
    return verb, entry.what


def came_of_it(entry: Entry) -> str:
    """ "" where it was done; a code that is new here is shown as it is."""
    return {
        "done": "",
        "refused": pgettext("record", "refused"),
        "failed": pgettext("record", "failed"),
    }.get(entry.outcome, entry.outcome)


def _known() -> dict[tuple[str, str], str]:
    logged_in, line = gettext("logged in"), gettext("answered a line of Today")
    return {
        ("enter", "changed"): logged_in,
        ("account_login", "changed"): logged_in,
        ("mfa_authenticate", "changed"): logged_in,
        ("leave", "changed"): gettext("logged out"),
        ("today", "saw"): gettext("looked at Today"),
        ("plan", "changed"): gettext("planned the day"),
        ("done", "changed"): line,
        ("snooze", "changed"): line,
        ("not_right", "changed"): line,
        ("put_back", "changed"): line,
        ("customer", "saw"): gettext("looked at a customer"),
        ("problem", "saw"): gettext("looked at a problem"),
        ("say_of_problem", "changed"): gettext("wrote into the log of a problem"),
        ("undo_step", "changed"): gettext("took back a step of a problem"),
        ("settings_record", "saw"): gettext("read this record"),
        ("settings_book", "changed"): gettext("changed settings of the book"),
        ("settings_sending", "changed"): gettext("changed settings of sending"),
        ("settings_rates", "changed"): gettext("added a rate"),
        ("settings", "changed"): gettext("added somebody to the team"),
        ("person", "changed"): gettext("changed somebody of the team"),
        ("make_key", "changed"): gettext("made a key for a program"),
        ("revoke_key", "changed"): gettext("revoked a key"),
        ("make_hook", "changed"): gettext("added a web hook"),
        ("remove_hook", "changed"): gettext("removed a web hook"),
        ("person_link", "changed"): gettext("made a log-in link"),
    }
