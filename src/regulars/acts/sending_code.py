"""A customer's own code: short enough for paper, and nobody can make one up.

Six letters of the customer's id and three that sign all of it with the book's salt. Letters and
digits are those of Crockford's base 32, which knows no I, L, O, U.
"""

from __future__ import annotations

import hashlib
import hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
OF_ID, OF_SIGNATURE = 6, 3
LENGTH = OF_ID + OF_SIGNATURE
BITS = 5
_READ = str.maketrans("OIL০১২৩৪৫৬৭৮৯", "0110123456789")
HEX_DIGITS = 8


def sending_code(customer_id: str, *, salt: str) -> str:
    """The code of a customer, e.g. `4F7-Q2M-9XD`."""
    whole = _letters(_first_bits(customer_id), OF_ID) + _signature(customer_id, salt)
    return "-".join(whole[at : at + 3] for at in range(0, LENGTH, 3))


def ids_of_code(code: str) -> tuple[str, str] | None:
    """Of which customer ids a code can be: from the first up to, but without, the last.

    Read as people write it: without dashes, in small letters, in Bengali digits, O for 0.
    Null: None for what is no code.
    """
    plain = _plain(code)
    if plain is None:
        return None
    first = 0
    for letter in plain[:OF_ID]:
        first = first << BITS | LETTERS.index(letter)
    spare = HEX_DIGITS * 4 - OF_ID * BITS
    beyond = (first + 1) << spare
    last = "g" if beyond >> (HEX_DIGITS * 4) else f"{beyond:0{HEX_DIGITS}x}"
    return f"{first << spare:0{HEX_DIGITS}x}", last


def is_code_of(code: str, *, customer_id: str, salt: str) -> bool:
    """Whether this is the code of this customer."""
    plain, own = _plain(code), sending_code(customer_id, salt=salt).replace("-", "")
    return plain is not None and hmac.compare_digest(plain, own)


def _plain(code: str) -> str | None:
    letters = "".join(one for one in code.upper().translate(_READ) if one.isalnum())
    if len(letters) != LENGTH or set(letters) - set(LETTERS):
        return None
    return letters


def _first_bits(customer_id: str) -> int:
    spare = HEX_DIGITS * 4 - OF_ID * BITS
    return int(customer_id.replace("-", "")[:HEX_DIGITS], 16) >> spare


def _signature(customer_id: str, salt: str) -> str:
    digest = hmac.digest(salt.encode(), f"sending code|{customer_id}".encode(), hashlib.sha256)
    return _letters(int.from_bytes(digest[:8], "big"), OF_SIGNATURE)


def _letters(number: int, length: int) -> str:
    found = ""
    for _ in range(length):
        number, place = number >> BITS, number & (len(LETTERS) - 1)
        found = LETTERS[place] + found
    return found
