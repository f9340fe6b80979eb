"""BPRD, 9,515 Bengali reviews: what the ledger holds against a count by hand."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Imported


def by_hand(real_data: Path) -> list[dict[str, str]]:
    with (real_data / "bprd" / "BPRD.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def plain(words: str) -> str:
    """All line ends of one kind, blanks around it cut off."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip(" ")


def test_every_review_is_imported_with_its_stars_and_words(bprd: Imported, real_data: Path) -> None:
    rows = by_hand(real_data)
    told = bprd.first
    assert (told["recipe"], told["read"], told["rejected"]) == ("bprd", 9_515, 0)
    assert told["anonymous"] == len(rows)
    with sqlite3.connect(f"file:{bprd.folder / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
        found = Counter(
            ledger.execute("SELECT text, product_key, rating_milli FROM fact_review").fetchall()
        )
    assert found == Counter(
        (plain(row["Reviews"]), row["category"], int(row["Label"]) * 1000) for row in rows
    )
    assert Counter(stars // 1000 for _, _, stars in found.elements()) == {
        5: 2_238, 1: 2_199, 4: 1_989, 2: 1_563, 3: 1_526,
    }  # fmt: skip


def test_the_second_import_changes_nothing(bprd: Imported) -> None:
    told = bprd.second
    assert (told["new"], told["changed"], told["unchanged"]) == (0, 0, bprd.first["new"])


def test_undo_of_both_imports_leaves_nothing(
    bprd: Imported, copied: Callable[[Imported], Path], tell: Callable[..., dict[str, Any]]
) -> None:
    folder = copied(bprd)
    for batch in (1, 2):
        assert tell(folder, "undo", str(batch)) == {"batch": batch, "state": "undone"}
    assert tell(folder, "refresh")["customers"] == 0
