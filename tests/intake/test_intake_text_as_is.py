"""Text comes into the ledger as it was written; making it harmless is for those who show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

NAMES = [
    "رنا المطيري",
    "\u202eevil\u202c",
    "\u200fשלום",
    "=cmd()|'/C calc'!A0",
    "+1-800",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE fact_customer;--",
    '"quoted"',
    "NULL",
    "null",
    "None",
    "0042",
    "1e5",
    "TRUE",
    "রাঙামাটি\u200c চা",
    "e\u0301 and \u00e9",
    "👩‍👩‍👧",
    "a\\b\\n",
    "line\u2028separator",
    "x" * 5_000,
]


def test_names_and_keys_are_kept_letter_by_letter(
    take: Callable[..., Imported], current: Callable[[str], list[dict[str, Any]]]
) -> None:
    texts = [name.replace('"', '""') for name in NAMES]
    done = take("customer_id,name\n" + "".join(f'"{text}","{text}"\n' for text in texts))
    assert done.rejected == 0
    assert {row["source_id"]: row["name"] for row in current("customer")} == dict(
        zip(NAMES, NAMES, strict=True)
    )
    assert {row["source_id"] for row in current("identity")} == set(NAMES)


def test_only_blanks_around_a_value_are_taken_off_and_an_empty_one_is_not_known(
    take: Callable[..., Imported], current: Callable[[str], list[dict[str, Any]]]
) -> None:
    take('customer_id,name,email\n 1 , Ann Lee ,""\n')
    [row] = current("customer")
    assert (row["source_id"], row["name"], row["email"], row["phone"]) == (
        "1", "Ann Lee", None, None,
    )  # fmt: skip
