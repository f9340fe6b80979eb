"""A file's encoding is told from its bytes."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = "order_id,customer_id,order_date,amount\n"


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("রাঙামাটি", lambda text: text.encode()),
        ("রাঙামাটি", lambda text: codecs.BOM_UTF8 + text.encode()),
        ("রাঙামাটি", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
        ("রাঙামাটি", lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be")),
        ("রাঙামাটি", lambda text: text.encode("utf-16-le")),
        ("রাঙামাটি", lambda text: text.encode("utf-16-be")),
        ("রাঙামাটি", lambda text: gzip.compress(text.encode("utf-16"))),
        ("Müller – 5 €", lambda text: text.encode("cp1252")),
        ("রাঙামাটি", lambda text: gzip.compress(text.encode())),
        ("Müller", lambda text: gzip.compress(text.encode("cp1252"))),
    ],
    ids=[
        "utf8",
        "utf8_mark",
        "utf16_le",
        "utf16_be",
        "le_no_mark",
        "be_no_mark",
        "utf16_gzip",
        "cp1252",
        "gzip",
        "gzip_cp1252",
    ],
)
def test_text_is_read_as_it_was_written(
    take: Take, current: Current, name: str, encoded: Callable[[str], bytes]
) -> None:
    done = take(encoded(f"{HEADER}1,{name},2026-01-02,5\n"))
    assert (done.read, done.rejected) == (1, 0)
    assert [row["customer_key"] for row in current("order")] == [name]


@pytest.mark.parametrize("name", ["orders.csv", "orders.csv.gz", "orders"])
def test_gzip_is_told_from_the_bytes_and_not_from_the_name(
    take: Take, current: Current, name: str
) -> None:
    take(gzip.compress(f"{HEADER}1,a,2026-01-02,5\n".encode()), name=name)
    assert len(current("order")) == 1


def test_gzip_of_several_members_is_read_to_its_end(take: Take, current: Current) -> None:
    take(gzip.compress(HEADER.encode()) + gzip.compress(b"1,a,2026-01-02,5\n"))
    assert len(current("order")) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old_mac"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "cut"])
def test_line_ends_of_every_kind_are_read(
    take: Take,
    rejected: Callable[[Any], list[tuple[Any, ...]]],
    end: str,
    last: bool,
) -> None:
    rows = [HEADER.strip(), "1,a,2026-01-02,5", "2,b,2026-01-02,x", "3,c,2026-01-02,5"]
    done = take(end.join(rows) + (end if last else ""))
    assert (done.read, done.facts["order"]) == (3, 2)
    assert [row[0] for row in rejected(done)] == [3]


def test_line_ends_of_several_kinds_in_one_file_are_read(take: Take, current: Current) -> None:
    take(HEADER + "1,a,2026-01-02,5\r\n2,b,2026-01-02,5\n3,c,2026-01-02,5\r\n")
    assert len(current("order")) == 3


def test_line_ends_inside_quotes_belong_to_the_value(take: Take, current: Current) -> None:
    take(HEADER + '1,"first\nsecond",2026-01-02,5\n2,b,2026-01-02,5\n')
    assert [row["customer_key"] for row in current("order")] == ["first\nsecond", "b"]
