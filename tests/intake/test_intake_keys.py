"""What a row's key is, where the file gives one and where it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Rejected = Callable[["Imported"], list[tuple[Any, ...]]]
Current = Callable[[str], list[dict[str, Any]]]
KEYLESS = "customer_id,order_date,amount\n"
KEYED = "order_id,customer_id,order_date,amount\n"


def test_without_an_order_id_customer_day_and_place_make_the_key(
    take: Take, current: Current
) -> None:
    take(KEYLESS + "a,2026-01-02,5\nb,2026-01-02,6\na,2026-01-02,7\na,2026-01-03,8\n")
    found = {row["source_id"]: row["amount_minor"] for row in current("order")}
    assert found == {
        "a 2026-01-02 1": 500,
        "a 2026-01-02 2": 700,
        "a 2026-01-03 1": 800,
        "b 2026-01-02 1": 600,
    }


def test_keys_that_were_made_are_the_same_when_the_file_has_grown(take: Take) -> None:
    take(KEYLESS + "a,2026-01-02,5\nb,2026-01-02,6\n")
    done = take(KEYLESS + "z,2026-01-01,1\na,2026-01-02,5\nb,2026-01-02,6\na,2026-01-02,7\n")
    assert (done.new, done.changed, done.unchanged) == (3, 0, 4)


def test_a_row_that_is_corrected_later_keeps_its_place(take: Take, current: Current) -> None:
    take(KEYLESS + "a,2026-01-02,five\na,2026-01-02,6\n")
    assert [row["source_id"] for row in current("order")] == ["a 2026-01-02 2"]
    done = take(KEYLESS + "a,2026-01-02,5\na,2026-01-02,6\n")
    assert (done.new, done.unchanged) == (1, 2)


def test_of_one_key_the_last_line_counts_and_the_others_are_kept_as_rejects(
    take: Take, rejected: Rejected, current: Current
) -> None:
    done = take(KEYED + "1,a,2026-01-02,5\n2,b,2026-01-02,5\n1,a,2026-01-02,6\n1,c,2026-01-02,7\n")
    assert [(row["source_id"], row["amount_minor"]) for row in current("order")] == [
        ("1", 700),
        ("2", 500),
    ]
    assert rejected(done) == [
        (2, "repeated_key", "order_id", "1", "1,a,2026-01-02,5"),
        (4, "repeated_key", "order_id", "1", "1,a,2026-01-02,6"),
    ]
    assert (done.read, done.facts) == (4, {"identity": 2, "order": 2})


def test_a_customer_named_only_by_a_line_that_does_not_count_is_none(
    take: Take, current: Current
) -> None:
    take(KEYED + "1,ghost,2026-01-02,5\n1,a,2026-01-02,5\n")
    assert [row["source_id"] for row in current("identity")] == ["a"]


def test_a_line_said_twice_in_the_same_words_is_no_reject(take: Take) -> None:
    done = take(KEYED + "1,a,2026-01-02,5\n1,a,2026-01-02,5.00\n2,b,2026-01-02,5\n")
    assert (done.read, done.rejected, done.facts["order"]) == (3, 0, 2)


def test_one_that_says_what_the_last_line_says_is_no_reject_either(
    take: Take, rejected: Rejected
) -> None:
    done = take(KEYED + "1,a,2026-01-02,5\n1,a,2026-01-02,6\n1,a,2026-01-02,5\n")
    assert [row[0] for row in rejected(done)] == [3]


def test_a_rejected_later_line_does_not_replace_a_good_earlier_one(
    take: Take, rejected: Rejected, current: Current
) -> None:
    done = take(KEYED + "1,a,2026-01-02,5\n1,a,2026-01-02,six\n")
    assert [(row[0], row[1]) for row in rejected(done)] == [(3, "not_a_number")]
    assert [row["amount_minor"] for row in current("order")] == [500]


def test_keys_of_two_sources_are_two_keys(take: Take, current: Current) -> None:
    header = "source,order_id,customer_id,order_date,amount\n"
    done = take(header + "till,1,a,2026-01-02,5\nshop,1,a,2026-01-02,6\n,1,a,2026-01-02,7\n")
    assert done.rejected == 0
    found = {
        row["source"]: (row["customer_source"], row["amount_minor"]) for row in current("order")
    }
    assert found == {"till": ("till", 500), "shop": ("shop", 600), "own": ("own", 700)}
    assert len({row["customer_id"] for row in current("identity")}) == 3


def test_a_customer_of_another_source_is_named_by_customer_source(
    take: Take, current: Current
) -> None:
    header = "source,order_id,customer_source,customer_id,order_date,amount\n"
    take(header + "till,1,crm,a,2026-01-02,5\ntill,2,,a,2026-01-02,5\ntill,3,crm,,2026-01-02,5\n")
    assert [(row["customer_source"], row["customer_key"]) for row in current("order")] == [
        ("crm", "a"),
        ("till", "a"),
        (None, None),
    ]
    assert {row["source"] for row in current("identity")} == {"crm", "till"}


def test_a_later_file_of_the_same_import_counts_over_an_earlier_one(
    book: Any, tmp_path: Any, current: Current
) -> None:
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    paths[0].write_text(KEYED + "1,a,2026-01-02,5\n2,b,2026-01-02,5\n")
    paths[1].write_text(KEYED + "1,a,2026-01-02,6\n")
    done = book.import_files(paths)
    [reject] = book.rejects(done.batch)
    assert (reject["file"], reject["line"], reject["reason"]) == ("one.csv", 2, "repeated_key")
    assert [row["amount_minor"] for row in current("order")] == [600, 500]
    assert book.import_files(paths).changed == 0
