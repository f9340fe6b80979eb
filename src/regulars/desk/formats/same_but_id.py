"""A part that is the same on every line of a page but for the line's id, written out once."""

from __future__ import annotations

import re
from types import SimpleNamespace

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

ANY = "00000000-0000-4000-8000-000000000000"
"""Stands for the id meanwhile: as an address or a page writes it, it is the same text."""
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEPT = "same_but_id"
"""On the request: what a template keeps for itself ends with each part it includes."""


def same_but_id(context: Context, template: str, care_id: str) -> SafeString:
    """What the template says of a line of which it reads nothing but `item.care_id`.

    Kept for one page: language, token and choices are that page's.
    """
    kept: dict[str, str] = vars(context["request"]).setdefault(KEPT, {})
    one = care_id if UUID.fullmatch(care_id) is None else ANY
    if one != ANY or template not in kept:
        with context.push(item=SimpleNamespace(care_id=one)):
            written = get_template(template).template.render(context)
        if one != ANY:
            return written
        kept[template] = written
    return mark_safe(kept[template].replace(ANY, care_id))  # noqa: S308 - only digits differ
