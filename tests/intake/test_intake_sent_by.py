"""A file of new customers that says who sent each: the customer is who came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.mark.parametrize("name", ["sent_by", "Referred by", "recommended-by"])
def test_who_sent_is_in_the_column_and_who_came_is_the_customer(
    book: Book, tmp_path: Path, name: str
) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    file = tmp_path / "new.csv"
    file.write_text(f"customer_id,{name},date,known_by\nnew,ann,2026-05-01,asked\nx,,2026-05-02,\n")
    taken = book.import_files([file])
    [row] = current_rows("referral", Q())
    assert (row["customer_key"], row["other_key"], row["known_by"]) == ("ann", "new", "asked")
    assert taken.rejected == 1, "who was sent by nobody is no referral"


def test_without_it_the_customer_is_who_sent(book: Book, tmp_path: Path) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    file = tmp_path / "sent.csv"
    file.write_text("customer_id,referred_id,date\nann,new,2026-05-01\n")
    book.import_files([file])
    [row] = current_rows("referral", Q())
    assert (row["customer_key"], row["other_key"]) == ("ann", "new")
