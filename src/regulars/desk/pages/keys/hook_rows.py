"""A web hook and its messages in the words of the page."""

from __future__ import annotations

from regulars.desk.pages.keys.words import event_word, off_word, state_word, trouble_word
from regulars.post.hooks import Hook, Sent


def hook_row(hook: Hook) -> dict[str, object]:
    """One web hook; `troubled` where somebody has to look after it."""
    last = None if hook.last is None else sent_row(hook.last)
    return vars(hook) | {
        "off": None if hook.off_why is None else off_word(hook.off_why),
        "events": [event_word(one) for one in hook.events],
        "troubled": hook.off_why in ("failed", "gone"),
        "last": last,
    }


def sent_row(sent: Sent) -> dict[str, object]:
    """One message."""
    return vars(sent) | {
        "event": event_word(sent.event),
        "state_word": state_word(sent.state),
        "trouble": trouble_word(sent.trouble),
    }
