"""A text as a QR code, drawn into the page itself: nothing is asked of anybody."""

from __future__ import annotations

import segno

MODULE = 4
QUIET = 4


def qr_code(text: str) -> str:
    """An SVG element without styles, dark on white in both themes. Its class is `qr`."""
    drawn: str = segno.make(text, micro=False, error="m").svg_inline(
        scale=MODULE, border=QUIET, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return drawn
