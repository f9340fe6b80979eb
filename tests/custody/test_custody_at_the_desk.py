"""What lies in a book's folder because of the desk is searched by an erasure too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from planted_person import EMAIL, ID, KEY, NAME, OTHER, PHONE_ELSEWHERE, Planted

Search = Callable[[Path], dict[str, list[str]]]


def quiet(step: str, done: int, total: int) -> None:
    pass


def send(planted: Planted, paths: list[Path]) -> Any:
    from regulars.intake.uploads import receiving_folder

    files = []
    for path in paths:
        there = receiving_folder(planted.book.folder) / f".receiving-{path.name}"
        shutil.copy(path, there)
        files.append((path.name, there))
    return planted.book.new_upload(files, by="test")


def test_uploads_exports_backups_and_jobs_keep_no_byte_of_whom_was_erased(
    planted: Planted, found_in: Search
) -> None:
    from regulars.intake.uploads import UploadGone, receiving_folder
    from regulars.jobs.models import Job
    from regulars.jobs.queue import unfinished
    from regulars.jobs.tasks import ask

    book = planted.book
    book.erase(customer_id=ID, by="test")
    assert found_in(book.folder) == {}
    upload = send(planted, planted.first)
    book.look_at_upload(upload.id, told=quiet)
    book.preview_upload(upload.id, language="en", told=quiet)
    half = receiving_folder(book.folder) / ".receiving-half"
    half.write_text(NAME)
    assert any(path.startswith("uploads/") for path in found_in(book.folder))
    handed = book.folder / "downloads"
    handed.mkdir()
    (handed / "x.json").write_text(json.dumps({"name": NAME}))
    job, _ = ask(kind="export", by="test", about=ID)
    Job.objects.filter(pk=job.id).update(came={"name": f"{ID}.json"})
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.update(status="FAILED", traceback=f"There is no {KEY}")
    # Somebody else is erased: of whom the files speak, nobody can tell.
    from regulars.contracts import customer_id

    book.erase(customer_id=customer_id(source="own", key=OTHER), by="test")
    assert found_in(book.folder) == {}
    emptied = book.upload(upload.id)
    assert (emptied.files, emptied.emptied_at is not None) == ((), True)
    assert unfinished() == []
    with pytest.raises(UploadGone):
        book.upload("0" * 32)


def test_an_export_to_take_away_is_the_whole_export_and_goes_with_the_erasure(
    planted: Planted,
) -> None:
    from regulars.book.outgoing import DownloadGone

    book = planted.book
    came = book.export_to_hand_out(customer_id=ID, by="owner")
    path = book.to_hand_out(came["file"])
    assert path.stat().st_mode & 0o777 == 0o600
    held = json.loads(path.read_text())
    assert held["customer_id"] == ID
    assert {fact: len(one["revisions"]) for fact, one in held["facts"].items()} == came["facts"]
    told = book.erase_as_asked(customer_id=ID, with_persons=False, by="owner")
    assert told["erasure"] == 1
    assert ID not in json.dumps(told)
    with pytest.raises(DownloadGone):
        book.to_hand_out(came["file"])
    for name in ("../book.toml", "", ".."):
        with pytest.raises(DownloadGone):
            book.to_hand_out(name)


def test_a_backup_to_take_away_can_be_restored(planted: Planted, tmp_path: Path) -> None:
    from regulars.opening import restore_book

    book = planted.book
    came = book.backup_to_hand_out()
    path = Path(shutil.copy(book.to_hand_out(came["file"]), tmp_path / came["name"]))
    assert path.stat().st_size == came["bytes"]
    restored = restore_book(path, tmp_path / "restored").book
    assert [one.customer for one in restored.find_people(KEY)] == [NAME]


@pytest.mark.parametrize("said", [NAME.lower(), "quill", KEY, EMAIL.upper(), PHONE_ELSEWHERE])
def test_a_person_is_found_by_name_key_address_and_number(planted: Planted, said: str) -> None:
    [found] = planted.book.find_people(said)
    assert (found.customer_id, found.customer) == (ID, NAME)
    assert all(EMAIL not in text and "558822" not in text for text in found.reached)


def test_nobody_is_found_by_a_letter_or_by_what_nobody_has(planted: Planted) -> None:
    assert planted.book.find_people("q") == []
    assert planted.book.find_people("nobody@nowhere.example") == []


def test_what_is_held_of_a_person_is_told_with_what_they_allow(planted: Planted) -> None:
    book = planted.book
    book.consent(customer_id=ID, purpose="marketing", state="withdrawn", channel="call")
    held = book.held(customer_id=ID)
    exported = book.export(customer_id=ID, by="test")
    assert held.facts == {k: len(one["revisions"]) for k, one in exported["facts"].items()}
    assert held.rejects == len(exported["rejects"])
    assert held.confirm == NAME
    said = {(one.purpose, one.channel): one.state for one in held.consents}
    assert said["marketing", "call"] == "withdrawn"


def test_somebody_of_an_undone_import_only_is_found_too(planted: Planted) -> None:
    book = planted.book
    book.undo(1)
    book.undo(2)
    assert [one.customer_id for one in book.find_people(NAME)] == [ID]
