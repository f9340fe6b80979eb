"""A part of a page that was written out before is not written out again while it says the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from regulars.desk.formats.numbers import numerals

PARTS_KEPT = 500
"""Of about 9 KB each, in every process that serves pages."""
TOKEN = "token-of-the-page-that-shows-it"  # noqa: S105 - stands for one
"""Each page has a CSRF token of its own."""


def kept(context: Context, template: str, **told: Any) -> SafeString:
    """What the template says of these values alone, for `{% kept "…" item=item %}`.

    It reads nothing else of the page. Values have to be equal where they say the same: frozen ones,
    and lists of such.
    """
    names, values = tuple(told), tuple(_frozen(value) for value in told.values())
    written = _written(
        template, names, values, get_language(), get_current_timezone_name(), numerals("0123456789")
    )
    token = str(context.get("csrf_token", ""))
    return mark_safe(written.replace(TOKEN, token))  # noqa: S308 - a token is letters and digits


@lru_cache(PARTS_KEPT)
def _written(template: str, names: tuple[str, ...], values: tuple[Any, ...], *_active: Any) -> str:
    """`_active` is what else decides how a value is written: language, zone, digits."""
    told = dict(zip(names, values, strict=True))
    return get_template(template).template.render(Context({**told, "csrf_token": TOKEN}))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
