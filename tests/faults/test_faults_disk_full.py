"""A disk that is full stops the work with the cure; nothing half done counts, and it goes on."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import small_books as books
from small_books import NEXT_DAY, SAID_AT

import regulars
from regulars.cli.main import DISK_FULL, main
from regulars.opening import restore_book

KIB = 1024
SIZE = 48 * 1024 * KIB
FREE = (0, 48 * KIB, 72 * KIB, 96 * KIB, 400 * KIB)
"""Room that is left: for nothing, for the first steps of the work, for some of its rows."""
UNREADABLE = 5


class Disk:
    """A small disk of its own; `fill` leaves so many bytes on it, `make_room` clears it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, *, but: int) -> None:
        state = os.statvfs(self.folder)
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(state.f_bavail * state.f_frsize - but, 1))

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("books")
    books.make_books(place)
    return place


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        words = f"a small disk cannot be mounted here: {done.stderr.strip()}"
        if os.environ.get("REGULARS_NO_SKIP") == "1":
            pytest.fail(words)
        pytest.skip(words)
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def no_collector() -> Iterator[None]:
    """What has to be closed is closed, not left to the collector of garbage."""
    gc.disable()
    yield
    gc.enable()


WORK: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "import": ("bought", lambda place: ["import", *map(str, books.second(place))]),
    "refresh": ("due", lambda _: ["refresh", "--as-of", str(NEXT_DAY)]),
    "undo": ("due", lambda _: ["undo", "1"]),
}


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("work", WORK)
def test_a_command_says_so_and_does_all_or_nothing_and_works_when_there_is_room(
    work: str, place: Path, disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begins, words_at = WORK[work]
    free = shutil.copytree(place / begins, tmp_path / "undisturbed")
    before = held(free)
    words = words_at(place)
    assert main([*words, "--book", str(free)]) == 0
    after, files = held(free), books.kinds_of_files(free)

    codes = []
    for but in FREE:
        folder = shutil.copytree(place / begins, disk.folder / "book")
        disk.fill(but=but)
        capsys.readouterr()
        codes.append(main([*words, "--book", str(folder)]))
        told = capsys.readouterr().err
        if codes[-1]:
            assert codes[-1] in (DISK_FULL, UNREADABLE), told
            assert "make room" in told.lower(), told
            assert "Traceback" not in told
        disk.make_room()
        assert books.unsound(folder) is None
        assert not books.not_whole(folder)
        assert held(folder) == (before if codes[-1] else after), (but, told)
        if codes[-1]:
            assert main([*words, "--book", str(folder)]) == 0
        assert held(folder) == after
        assert books.kinds_of_files(folder) == files
        shutil.rmtree(folder)
    assert any(codes)


@pytest.mark.parametrize("but", FREE[:-1])
def test_a_backup_says_so_and_leaves_no_file_and_works_when_there_is_room(
    but: int, place: Path, disk: Disk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(place / "due", tmp_path / "book")
    target = disk.folder / "b.tar"
    disk.fill(but=but)
    assert main(["backup", str(target), "--book", str(folder)]) == DISK_FULL
    told = capsys.readouterr().err
    assert told.startswith("regulars: The disk is full")
    assert "Make room" in told
    disk.make_room()
    assert list(disk.folder.iterdir()) == []
    assert main(["backup", str(target), "--book", str(folder)]) == 0
    assert [path.name for path in disk.folder.iterdir()] == ["b.tar"]
    restored = restore_book(target, tmp_path / "restored").book
    facts = books.facts_held()
    restored.close()
    assert facts == held(folder)[0]


def test_the_desk_says_so_and_keeps_what_was_said_before(place: Path, disk: Disk) -> None:
    from datetime import UTC, datetime

    folder = shutil.copytree(place / "bought", disk.folder / "book")
    book = regulars.open(folder)
    from django.test import Client

    from regulars.people.login_link import make_login_link

    client = Client(raise_request_exception=False)
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    lines = [item.care_id for item in book.today().items if item.state == "shown"]
    said: set[str] = set()
    refused = 0
    disk.fill(but=24 * KIB)
    for number in range(40):
        line = lines[number % len(lines)]
        # A note as long as the desk takes, so that the disk is soon full.
        answer = client.post(f"/today/{line}/done", {"note": f"{number} " + "x" * 400})
        if answer.status_code == 302:
            said.add(line)
            continue
        refused += 1
        assert answer.status_code == 500
        page = answer.content.decode()
        assert "The disk is full" in page
        assert "was not recorded" in page
    assert refused
    disk.make_room()
    found = {item.care_id: item.state for item in book.today().items}
    assert {line for line in lines if found[line] == "done"} == said
    assert client.post(f"/today/{lines[0]}/done", {}).status_code == 302
    book.done(care_id=lines[-1], received="welcome", note=None, at=SAID_AT)
    book.close()
    assert books.unsound(folder) is None


def test_an_upload_says_so_and_leaves_nothing_and_comes_when_there_is_room(
    place: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from django.core.files.uploadedfile import SimpleUploadedFile

    folder = shutil.copytree(place / "bought", disk.folder / "book")
    book = regulars.open(folder)
    from django.test import Client

    from regulars.people.login_link import make_login_link

    client = Client(raise_request_exception=False)
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    rows = b"customer_id,date\n" + b"c1,2026-01-02\n" * 200_000

    def send() -> object:
        file = SimpleUploadedFile("orders.csv", rows)
        return client.post("/data/import", {"files": [file], "whole": "1"})

    disk.fill(but=KIB * KIB)
    answer = send()
    assert answer.status_code == 500
    assert "The disk is full" in answer.content.decode()
    assert list((folder / "uploads").iterdir()) == []
    assert books.unsound(folder) is None
    disk.make_room()
    assert send().status_code == 302
    [upload] = book.uploads()
    assert upload.paths[0].read_bytes() == rows
    book.close()


def test_an_import_of_the_desk_says_so_on_its_page_and_comes_when_there_is_room(
    place: Path, disk: Disk
) -> None:
    from datetime import UTC, datetime

    folder = shutil.copytree(place / "bought", disk.folder / "book")
    book = regulars.open(folder)
    from regulars.cli.apart import by_another_process
    from regulars.desk.words.refusals import refusal
    from regulars.intake.uploads import receiving_folder
    from regulars.jobs.queue import newest
    from regulars.jobs.tasks import ask
    from regulars.jobs.worker import run_worker

    files = []
    for path in books.second(place):
        there = receiving_folder(folder) / f".receiving-{path.name}"
        shutil.copy(path, there)
        files.append((path.name, there))
    upload = book.new_upload(files, by="owner").id

    def work() -> None:
        going = iter([True])
        run_worker(
            book,
            folder=folder,
            morning_at=lambda: (None, "UTC"),
            made_at=book.made_at,
            now=lambda: datetime.now(UTC),
            going_on=lambda: next(going, False),
            apart=by_another_process(folder, going_on=lambda: True),
        )

    before = books.facts_held()
    ask(kind="import", by="owner", about=upload)
    disk.fill(but=96 * KIB)
    work()
    disk.make_room()
    told = newest(kinds=["import"])
    assert told is not None
    assert told.state == "failed"
    assert refusal(told.came).what == "The disk is full."
    assert books.facts_held() == before
    ask(kind="import", by="owner", about=upload)
    work()
    assert newest(kinds=["import"]).state == "done"
    assert books.unsound(folder) is None
    book.close()


def held(folder: Path) -> tuple[str, str | None]:
    book = regulars.open(folder)
    told = books.facts_held(), books.results_held(folder)
    book.close()
    return told
