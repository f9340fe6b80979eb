"""A posted JSON object as the texts of a fact's columns, or why it is none."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

Text = str | None
SHOWN = 60


def texts_of(row: Any, columns: Collection[str]) -> dict[str, Text] | tuple[str, str | None]:
    """The texts by column, or the reason and the column for which the row is not taken.

    A number is taken as it is written in JSON, `true` as the word.
    """
    if not isinstance(row, dict):
        return "not_json", None
    texts: dict[str, Text] = {}
    for name, value in row.items():
        if name not in columns:
            return "unknown_column", storable(name)[:SHOWN]
        if isinstance(value, dict | list):
            return "nested_value", name
        text = _text(value)
        if text is not None and "\0" in text:
            return "nul_character", name
        if text is not None and storable(text) != text:
            return "unreadable", name
        texts[name] = text
    for needed in ("source", "source_id"):
        if not (texts.get(needed) or "").strip():
            return "missing", needed
    return texts


def _text(value: Any) -> Text:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def storable(text: str) -> str:
    """Without halves of characters, which JSON can write and nothing can keep."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
