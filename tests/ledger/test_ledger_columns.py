"""Facts come out of the ledger's columns as they went in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from regulars.contracts import BY_FACT, Type

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
SOME: dict[Type, list[Any]] = {
    Type.TEXT: ["", "0042", "নাম, “quoted”\nsecond line", "\u202eright to left", "NULL"],
    Type.INTEGER: [0, -1, 2**62, -(2**62), 7],
    Type.DATE: [date(1, 1, 1), date(1970, 1, 1), date(2024, 2, 29), date(2999, 12, 31), date.max],
    Type.INSTANT: [
        datetime(1, 1, 1),
        datetime(1970, 1, 1),
        datetime(2026, 11, 22, 23, 59, 59),
        datetime(2999, 12, 31),
        datetime(9999, 12, 31, 23, 59, 59),
    ],
}
ROWS = 5


def values(kind: Type, nulls_first: int) -> list[Any]:
    return [None] * nulls_first + SOME[kind][nulls_first:]


@pytest.mark.parametrize("nulls", [0, 3, ROWS], ids=["none_null", "first_null", "all_null"])
@pytest.mark.parametrize("fact", BY_FACT)
def test_what_is_appended_is_read_back(same_book: Book, fact: str, nulls: int) -> None:
    from regulars.ledger.batches import begin_batch
    from regulars.ledger.columns import append_facts, contract_schema, read_batch

    contract = BY_FACT[fact]
    given: dict[str, list[Any]] = {
        "source": ["own"] * ROWS,
        "source_id": [f"key {n}" for n in range(ROWS)],
    }
    for column in contract.columns:
        given[column.name] = values(column.type, nulls if column.may_be_null else 0)
    table = pa.table(given, schema=contract_schema(contract))
    batch = begin_batch(recipe="own", files=[], at=NOW)
    hashed = table.append_column("content_hash", pa.array([b"h"] * ROWS, pa.binary()))
    written = append_facts(
        fact=fact, rows=hashed, batch_id=batch.pk, recorded_at="2026-01-05 09:00:00"
    )
    assert list(written) == [ROWS]
    back = read_batch(fact=fact, batch_id=batch.pk, up_to=10**9)
    impersonal = [name for name in table.column_names if name in back.column_names]
    assert back.select(impersonal).to_pylist() == table.select(impersonal).to_pylist()


@pytest.mark.parametrize("fact", BY_FACT)
def test_names_contact_data_and_free_text_do_not_leave_by_the_columns(
    same_book: Book, fact: str
) -> None:
    from regulars.ledger.columns import read_batch

    personal = {column.name for column in BY_FACT[fact].columns if column.personal}
    assert not personal & set(read_batch(fact=fact, batch_id=1, up_to=1).column_names)


def test_the_desk_reads_what_was_written_in_columns(book: Book, tmp_path: Any) -> None:
    from regulars.ledger.models import Contact

    path = tmp_path / "contacts.csv"
    path.write_text(
        "contact_id,customer_id,channel,time,note\n1,a,call,2026-01-02T23:30:00+06:00,হ্যালো\n",
        encoding="utf-8",
    )
    book.import_files([path])
    [contact] = Contact.objects.all()
    assert contact.happened_at == datetime(2026, 1, 2, 17, 30, tzinfo=UTC)
    assert contact.happened_on == date(2026, 1, 2)
    assert (contact.note, contact.offer) == ("হ্যালো", None)
