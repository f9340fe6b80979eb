"""Words for the codes that facts carry."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext


def customer_kind(code: str) -> str:
    """Account or person; a code that is new here is shown as it is."""
    return {
        "account": pgettext("kind of customer", "account"),
        "person": pgettext("kind of customer", "person"),
    }.get(code, code)


def effect_basis(code: str) -> str:
    """Whether an effect was measured here or taken from elsewhere."""
    return {"assumed": gettext("assumed"), "measured": gettext("measured here")}.get(code, code)
