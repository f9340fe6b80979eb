"""What a revision says, as the hash by which an import knows it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from regulars.contracts import BY_FACT

MADE_KEY = r"[ -][0-9]{4}-?[0-9]{2}-?[0-9]{2}[ -][0-9]+$"
"""The end of keys that intake makes of customer, day and place in the file."""


def content_hash(fact: str, content: Mapping[str, Any]) -> bytes:
    """The same as intake makes of the same content (`intake/facts.py`); a test compares them."""
    said = ((name, content.get(name)) for name in BY_FACT[fact].names)
    text = "\x1f".join(f"{name}\x1e{_written(value)}" for name, value in said if value is not None)
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None):%Y-%m-%d %H:%M:%S}"
    return str(value)
