"""Text from files on a terminal: what would move the cursor or turn the line is shown, not done."""

from __future__ import annotations

_CONTROLS = [*range(0x09), 0x0B, 0x0C, *range(0x0D, 0x20), *range(0x7F, 0xA0)]
_TURNS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_SHOWN = {code: f"\\u{code:04x}" for code in (*_CONTROLS, *_TURNS)}


def harmless(text: str) -> str:
    """The text with control characters and marks of direction written out."""
    return text.translate(_SHOWN)
