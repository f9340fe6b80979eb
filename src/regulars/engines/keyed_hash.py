"""HMAC in SQL: whether a text is on a list of keyed hashes, for whole columns at once."""

from __future__ import annotations

from regulars.engines.duckdb_engine import literal

BLOCK_BYTES = 64
"""Of SHA-256, for the two pads of HMAC (RFC 2104)."""


def hmac_sql(hash_key: str, text: str) -> str:
    """HMAC-SHA256 of an SQL text, in hexadecimal digits as `ledger.suppression.digest` has it."""
    key = bytes.fromhex(hash_key).ljust(BLOCK_BYTES, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in key).hex() for pad in (0x36, 0x5C))
    inside = f"sha256(unhex({literal(inner)}) || encode({text}))"
    return f"sha256(unhex({literal(outer)}) || unhex({inside}))"
