"""After an erasure no byte of the book's folder holds the person, whatever is done next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from planted_person import AS_OF, EMAIL, ID, KEY, NAME, NEEDLES, OTHER, PHONE_ELSEWHERE, Planted

Search = Callable[[Path], dict[str, list[str]]]


def current(fact: str) -> list[dict[str, Any]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows(fact, Q())


def test_the_texts_are_there_before(planted: Planted, found_in: Search) -> None:
    found = found_in(planted.book.folder)
    planted.book.close()
    assert {text for texts in found.values() for text in texts} == set(NEEDLES)
    assert {Path(path).parts[0] for path in found} >= {"ledger.sqlite3", "mirror", "snapshots"}


def test_no_byte_is_left_after_erasing_undoing_importing_and_refreshing(
    planted: Planted, found_in: Search
) -> None:
    book = planted.book
    done = book.erase(customer_id=ID, by="test")
    assert done.rejects == 5
    assert found_in(book.folder) == {}

    book.undo(2)
    assert found_in(book.folder) == {}
    book.refresh(as_of=AS_OF)
    assert found_in(book.folder) == {}

    again = book.import_files(planted.first)
    assert again.suppressed == 1 + 9 + 1 + 2
    assert (again.new, again.changed, again.rejected) == (0, 0, 0)
    assert found_in(book.folder) == {}
    again = book.import_files(planted.second)
    assert (again.suppressed, again.rejected) == (2, 0)
    assert found_in(book.folder) == {}

    book.undo(1)
    book.refresh(as_of=AS_OF)
    book.close()
    assert found_in(book.folder) == {}


def test_the_sales_stay_as_sales_to_nobody_named_and_importing_again_changes_nothing(
    planted: Planted,
) -> None:
    book = planted.book
    before = {row["source_id"]: row["amount_minor"] for row in current("order")}
    book.erase(customer_id=ID, by="test")

    orders = current("order")
    assert sorted(row["amount_minor"] for row in orders) == sorted(before.values())
    assert {row["customer_key"] for row in orders} == {None, OTHER}
    book.import_files(planted.first)
    book.import_files(planted.second)
    assert sorted(map(str, current("order"))) == sorted(map(str, orders))


def test_what_is_about_others_stays(planted: Planted) -> None:
    book = planted.book
    book.erase(customer_id=ID, by="test")

    assert {row["source_id"] for row in current("customer")} == {"acme", OTHER}
    assert [row["note"] for row in current("contact")] == ["all well"]
    assert {row["source_id"] for row in current("identity")} == {"acme", OTHER}
    for fact in ("match", "referral", "introduction", "care", "consent", "perk"):
        assert not any(KEY in str(row) for row in current(fact)), fact


def test_results_leave_them_out_at_once_and_the_page_knows_nobody(planted: Planted) -> None:
    from regulars.workspace import UnknownCustomer

    book = planted.book
    assert ID in book.card()["customer_id"].to_pylist()
    book.erase(customer_id=ID, by="test")

    assert ID not in book.card()["customer_id"].to_pylist()
    assert book.card().num_rows == 2
    assert all(item.customer_id != ID for item in book.today(hours=8).items)
    with pytest.raises(UnknownCustomer):
        book.customer(customer_id=ID)
    with pytest.raises(UnknownCustomer):
        book.erase(customer_id=ID, by="test")


@pytest.mark.parametrize(
    "row",
    [f"new,person,,Q. O.,{EMAIL.upper()},", f"new,person,,Q. O.,,{PHONE_ELSEWHERE}"],
    ids=["e-mail", "phone"],
)
def test_under_a_new_key_they_are_known_by_address_and_number(
    planted: Planted, tmp_path: Path, row: str
) -> None:
    book = planted.book
    book.erase(customer_id=ID, by="test")
    path = tmp_path / "new.csv"
    path.write_text(
        f"customer_id,kind,account_id,name,email,phone\n{row}\nfree,person,,Ann,,01811 558822\n"
    )
    done = book.import_files([path])
    assert (done.suppressed, done.new) == (1, 2)
    assert {row["source_id"] for row in current("customer")} == {"acme", OTHER, "free"}


def test_an_address_that_others_share_keeps_nobody_else_out(
    planted: Planted, tmp_path: Path
) -> None:
    book = planted.book
    path = tmp_path / "household.csv"
    path.write_text(f"customer_id,kind,name,email\nwife,person,Ann Ozwick,{EMAIL}\n")
    book.import_files([path])
    book.erase(customer_id=ID, by="test")
    done = book.import_files([path])
    assert (done.suppressed, done.unchanged) == (0, 2)


def test_an_account_goes_alone_or_with_its_persons(planted: Planted) -> None:
    from regulars.contracts import customer_id

    book = planted.book
    book.erase(customer_id=customer_id(source="own", key="acme"), by="test")
    assert {row["account_key"] for row in current("customer")} == {None}
    assert len(current("customer")) == 2
    again = book.import_files(planted.first)
    assert (again.new, again.changed) == (0, 0)
    assert {row["account_key"] for row in current("customer")} == {None}


def test_with_its_persons_everybody_of_an_account_goes(planted: Planted, found_in: Search) -> None:
    from regulars.contracts import customer_id

    book = planted.book
    acme = customer_id(source="own", key="acme")
    done = book.erase(customer_id=acme, with_persons=True, by="test")
    assert len(done.keys) == 3
    assert current("customer") == []
    assert found_in(book.folder) == {}


def test_an_erasure_that_was_killed_between_ledger_and_files_is_finished_later(
    planted: Planted, found_in: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.workspace.custody import Custody

    book = planted.book

    def killed(self: object, touched: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Custody, "_clean", killed)
        with pytest.raises(KeyboardInterrupt):
            book.erase(customer_id=ID, by="test")
    assert found_in(book.folder)
    assert book.finish_erasures() == 1
    assert found_in(book.folder) == {}
    assert book.finish_erasures() == 0


def test_the_record_of_an_erasure_says_what_was_done_and_not_to_whom(planted: Planted) -> None:
    from regulars.ledger.models import Erasure

    planted.book.erase(customer_id=ID, by="test")
    record = Erasure.objects.get()
    assert record.erased_by == "test"
    assert record.finished_at is not None
    assert record.counts["rejects"] == 5
    assert record.counts["removed"]["customer"] == 1
    assert not any(text in str(record.counts) for text in (KEY, NAME, ID))


def test_a_customer_of_merged_records_goes_under_all_keys(planted: Planted, tmp_path: Path) -> None:
    """Two records with one address are one customer; either id erases both."""
    from regulars.contracts import customer_id

    book = planted.book
    path = tmp_path / "again.csv"
    path.write_text(f"customer_id,kind,name,email\nother-key,person,Q. Ozwick,{EMAIL}\n")
    book.import_files([path])
    book.refresh(as_of=AS_OF)
    done = book.erase(customer_id=customer_id(source="own", key="other-key"), by="test")
    assert {key for _, key in done.keys} == {KEY, "other-key"}
    assert {row["source_id"] for row in current("customer")} == {"acme", OTHER}
    assert book.card().num_rows == 2


def test_what_the_desk_said_of_an_erased_stay_names_nobody_and_stays_with_it(
    planted: Planted, found_in: Search
) -> None:
    from planted_person import AT, filled

    from regulars.contracts import BY_FACT
    from regulars.ledger.desk_facts import write_desk_facts

    stay = f"{KEY}-2025-05-05-1"  # as intake makes the key of a row without one
    booked = filled(BY_FACT["reservation"])
    write_desk_facts(fact="reservation", rows={stay: booked}, at=AT)
    word = {**filled(BY_FACT["follow_up"]), "about_source": "desk", "about_key": stay}
    write_desk_facts(fact="follow_up", rows={"word": word}, at=AT)
    planted.book.erase(customer_id=ID, by="test")

    keys = {row["source_id"] for row in current("reservation")}
    [left] = [row for row in current("follow_up") if row["source_id"] == "word"]
    assert left["customer_key"] is None
    assert left["about_key"] in keys - {"d-reservation", stay}
    assert found_in(planted.book.folder) == {}
