"""Corrected rows stand where the file has them, as if it had been right from the beginning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.uploads import Upload
    from regulars.workspace import Book

Correct = Callable[..., dict[str, Any]]
BAD = "customer_id,date,amount\na,2026-01-02,x\na,2026-01-02,5\nb,never,7\nc,2026-01-04,8\n"


def quiet(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def sent(book: Book) -> Callable[[dict[str, str]], Upload]:
    from regulars.intake.uploads import receiving_folder

    def to_desk(texts: dict[str, str]) -> Upload:
        files = []
        for name, text in texts.items():
            path = receiving_folder(book.folder) / f".receiving-{name}"
            path.write_text(text, encoding="utf-8")
            files.append((name, path))
        upload = book.new_upload(files, by="mitali")
        book.preview_upload(upload.id, language="en", told=quiet)
        return upload

    return to_desk


@pytest.fixture
def correct(book: Book, tmp_path: Path) -> Correct:
    """Change the rows that were given out, send them back; the preview then."""

    def back(upload: Upload, *changes: tuple[str, str], name: str = "rejects.csv") -> Any:
        path = tmp_path / "mine.csv"
        text = (upload.folder / name).read_text(encoding="utf-8-sig")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        book.correct_upload(upload.id, [("mine.csv", path)])
        book.preview_upload(upload.id, language="en", told=quiet)
        return book.preview(book.upload(upload.id))

    return back


def test_what_was_corrected_counts_in_its_place_and_with_its_own_key(
    book: Book, sent: Any, correct: Correct
) -> None:
    upload = sent({"till.csv": BAD})
    assert book.preview(upload)["rejected"] == 2
    found = correct(upload, (",x", ",4"), ("never", "2026-01-03"))
    assert (found["read"], found["rejected"]) == (4, 0)
    book.import_upload(upload.id, by="mitali", told=quiet)
    keys = {row["source_id"]: row["amount_minor"] for row in current()}
    assert keys == {
        "a 2026-01-02 1": 400,
        "a 2026-01-02 2": 500,
        "b 2026-01-03 1": 700,
        "c 2026-01-04 1": 800,
    }
    right = BAD.replace(",x", ",4").replace("never", "2026-01-03")
    path = book.folder.parent / "right.csv"
    path.write_text(right)
    assert book.import_files([path]).unchanged == 4 + 3, "the same as if it had been right"


def test_what_is_still_wrong_is_told_at_its_line_and_of_two_corrections_the_later_counts(
    book: Book, sent: Any, correct: Correct
) -> None:
    upload = sent({"till.csv": BAD})
    found = correct(upload, (",x", ",y"), ("never", "2026-01-03"))
    assert found["rejected"] == 1
    [row] = book.preview_rejects(upload, after=0, at_most=9)
    assert (row["file"], row["line"], row["value"]) == ("till.csv", 2, "y")
    assert correct(upload, (",y", ",4"))["rejected"] == 0


def test_a_row_that_was_taken_out_stays_not_taken_and_one_that_was_added_comes(
    book: Book, sent: Any, tmp_path: Path
) -> None:
    upload = sent({"till.csv": BAD})
    text = (upload.folder / "rejects.csv").read_text(encoding="utf-8-sig")
    head, first, _ = text.splitlines()
    path = tmp_path / "mine.csv"
    path.write_text(f"{head}\n{first.replace(',x', ',4')}\n,,,,d,2026-01-05,9\n")
    book.correct_upload(upload.id, [("mine.csv", path)])
    book.preview_upload(upload.id, language="en", told=quiet)
    found = book.preview(book.upload(upload.id))
    assert (found["read"], found["rejected"], found["new"]) == (5, 1, 4 + 3)


def test_rows_of_two_files_of_one_form_go_back_to_their_own(
    book: Book, sent: Any, correct: Correct
) -> None:
    text = "order_id,customer_id,date\n{n},a,never\n"
    upload = sent({"one.csv": text.format(n=1), "two.csv": text.format(n=2)})
    found = correct(upload, ("1,a,never", "1,a,2026-01-01"))
    assert found["rejected"] == 1
    [row] = book.preview_rejects(upload, after=0, at_most=9)
    assert row["file"] == "two.csv"


def test_a_file_that_is_no_corrected_rows_is_refused_with_what_to_do(
    book: Book, sent: Any, tmp_path: Path
) -> None:
    from regulars.intake.corrected import NothingToCorrect

    upload = sent({"till.csv": BAD})
    for text in ("customer_id,date,amount\na,2026-01-01,5\n", "regulars_line,other\n1,2\n"):
        path = tmp_path / "mine.csv"
        path.write_text(text)
        book.correct_upload(upload.id, [("mine.csv", path)])
        with pytest.raises(NothingToCorrect, match="leave its columns"):
            book.preview_upload(upload.id, language="en", told=quiet)


def current() -> list[dict[str, Any]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows("order", Q())
