"""A customer's code: read as people write it, and made up by nobody."""

from __future__ import annotations

import uuid
from random import Random

import pytest

pytestmark = pytest.mark.usefixtures("empty_book")

IDS = [str(uuid.UUID(int=Random(seed).getrandbits(128))) for seed in range(300)]
EDGES = [
    "00000000-0000-5000-8000-000000000000",
    "ffffffff-ffff-5fff-bfff-ffffffffffff",
]


def test_a_code_leads_to_the_ids_that_begin_like_it() -> None:
    from regulars.acts.sending_code import ids_of_code, sending_code

    for one in (*IDS, *EDGES):
        low, high = ids_of_code(sending_code(one, salt="salt"))
        assert low <= one < high
        assert sum(low <= other < high for other in IDS) <= 2


def test_it_is_read_as_people_write_it() -> None:
    from regulars.acts.sending_code import ids_of_code, is_code_of, sending_code

    for one in IDS:
        code = sending_code(one, salt="salt")
        written = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert ids_of_code(written) == ids_of_code(code)
        assert is_code_of(written, customer_id=one, salt="salt")
        bengali = code.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
        assert is_code_of(bengali, customer_id=one, salt="salt")


def test_what_is_no_code_is_none() -> None:
    from regulars.acts.sending_code import ids_of_code, is_code_of

    for text in ("", "ABC", "ABC-DEF-GHJK", "!!!-!!!-!!!", "ABC-DEF-GHU", "A\u202eC"):
        assert ids_of_code(text) is None
        assert not is_code_of(text, customer_id=IDS[0], salt="salt")


def test_another_letter_or_another_book_gives_no_code_of_theirs() -> None:
    from regulars.acts.sending_code import LETTERS, is_code_of, sending_code

    right = 0
    for one in IDS:
        code = sending_code(one, salt="salt")
        assert not is_code_of(code, customer_id=one, salt="pepper")
        for letter in LETTERS:
            right += is_code_of(code[:-1] + letter, customer_id=one, salt="salt")
    assert right == len(IDS)
