"""A problem's source and key as one part of an address, whatever signs they have."""

from __future__ import annotations

import base64
import binascii

from django.http import Http404

BETWEEN = "\x1f"


def problem_id(source: str, key: str) -> str:
    """Letters, digits, - and _ only."""
    text = f"{source}{BETWEEN}{key}".encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def key_of(one: str) -> tuple[str, str]:
    """Source and key again. Raises: Http404 where it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(one + "=" * (-len(one) % 4)).decode()
    except (binascii.Error, ValueError) as wrong:
        raise Http404(one) from wrong
    source, between, key = text.partition(BETWEEN)
    if not between:
        raise Http404(one)
    return source, key
