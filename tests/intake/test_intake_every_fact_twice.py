"""A fact that a second file tells anew is the newer one in a refresh, whatever its columns are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regulars.contracts import CONTRACTS

if TYPE_CHECKING:
    from regulars.workspace import Book

OURS = {"newest_first", "seq", "revision_id", "batch_id"}
"""What the choice of the newest revision calls its own columns."""


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.fact)
def test_no_contract_has_a_column_of_the_choice_of_the_newest(contract) -> None:
    assert not OURS & set(contract.names)


def test_a_claim_and_an_issue_told_twice_are_refreshed(book: Book, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("customer_id,date,amount\na,2026-01-02,5\n")
    book.import_files([orders])
    for place in ("website", "reception"):
        claims = tmp_path / f"claims-{place}.csv"
        claims.write_text(f"claim_id,text,place\n1,Hot water at all hours,{place}\n")
        issues = tmp_path / f"known-issues-{place}.csv"
        issues.write_text(
            f"known_issue_id,title,since_on,state,place\n1,Cold water,2026-01-01,open,{place}\n"
        )
        book.import_files([claims, issues])
    assert book.refresh().customers == 1
