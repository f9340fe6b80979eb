"""Which files can be read, and a backup to take away."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
TILL = """
fact = "order"
header = ["Client No", "Day"]
source = "till"

[columns]
customer_id = "Client No"
date = "Day"
"""


@pytest.fixture
def desk(empty_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


def test_every_recipe_is_listed_with_what_it_reads(
    desk: Client, text_of: Words, empty_book: Book
) -> None:
    from regulars.intake.recipe import shipped_recipes

    (empty_book.folder / "recipes").mkdir()
    (empty_book.folder / "recipes" / "till.toml").write_text(TILL)
    said = text_of(desk.get("/data/recipes"))
    for recipe in shipped_recipes():
        assert recipe.title in said
    assert "till Orders · till" in said
    assert "Client No Customer" in said
    assert "Day Day" in said


def test_a_layout_that_was_kept_can_be_removed_by_the_staff(
    desk: Client, as_role: Any, text_of: Words, empty_book: Book
) -> None:
    place = empty_book.folder / "recipes" / "till.toml"
    place.parent.mkdir()
    place.write_text(TILL)
    assert as_role("read_only").post("/data/recipes/till/drop").status_code == 403
    assert as_role("staff").post("/data/recipes/till/drop").status_code == 302
    assert not place.exists()
    assert desk.post("/data/recipes/till/drop").status_code == 409
    assert desk.post("/data/recipes/..%2Fbook/drop").status_code in (404, 409)
    assert (empty_book.folder / "book.toml").exists()


def test_a_layout_that_somebody_spoiled_is_told_and_hides_no_page(
    desk: Client, text_of: Words, empty_book: Book
) -> None:
    (empty_book.folder / "recipes").mkdir()
    (empty_book.folder / "recipes" / "bad.toml").write_text("fact = ")
    assert "says something wrong" in text_of(desk.get("/data/recipes"))


def test_a_backup_is_made_by_the_worker_and_taken_away_by_the_owner(
    desk: Client, as_role: Any, text_of: Words, worker: Callable[[], None], empty_book: Book
) -> None:
    from regulars.jobs.queue import newest

    assert "None is known." in text_of(desk.get("/data/backup"))
    desk.post("/data/backup")
    worker()
    page = desk.get("/data/backup")
    assert "is ready" in text_of(page)
    job = newest(kinds=["backup"])
    answer = desk.get(f"/data/downloads/{job.id}")
    with tarfile.open(fileobj=io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "ledger.sqlite3" in archive.getnames()
    for role in ("read_only", "staff"):
        assert as_role(role).get("/data/backup").status_code == 403
        assert as_role(role).post("/data/backup").status_code == 403
        assert "Backup" not in text_of(as_role(role).get("/data"))
    for path in (empty_book.folder / "downloads").iterdir():
        path.unlink()
    gone = desk.get(f"/data/downloads/{job.id}")
    assert gone.status_code == 410
    assert "kept for a day" in text_of(gone)
    assert "is ready" not in text_of(desk.get("/data/backup"))
