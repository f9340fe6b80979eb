"""Files that come over the desk: cut off, bombs, a worker that is killed with them in its hands.

The worker and the process that reads the files are real ones, killed as `kill -9` does.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import newest_state, wait_for
from django.core.files.uploadedfile import SimpleUploadedFile

import regulars
from regulars.ledger.lock import held, only_one

if TYPE_CHECKING:
    from regulars.workspace import Book

STARTS_WITHIN_SECONDS = 60
ENDS_WITHIN_SECONDS = 15


def quiet(step: str, done: int, total: int) -> None:
    pass


def sent(book: Book, paths: list[Path]) -> str:
    """The files as an upload of the desk; its number."""
    from regulars.intake.uploads import receiving_folder

    files = []
    for path in paths:
        there = receiving_folder(book.folder) / f".receiving-{path.name}"
        shutil.copy(path, there)
        files.append((path.name, there))
    return book.new_upload(files, by="owner").id


def work_once(book: Book) -> None:
    """A worker that looks once and reads files in a process of its own, as the real one does."""
    from regulars.cli.apart import by_another_process
    from regulars.jobs.worker import run_worker

    going = iter([True])
    run_worker(
        book,
        folder=book.folder,
        morning_at=lambda: (None, "UTC"),
        made_at=book.made_at,
        now=lambda: datetime.now(UTC),
        going_on=lambda: next(going, False),
        apart=by_another_process(book.folder, going_on=lambda: True),
    )


def until(true: Callable[[], bool], seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if true():
            return True
        time.sleep(0.05)
    return False


MOMENTS: dict[str, Callable[[Path, int], bool]] = {
    "while it reads": lambda folder, known: any(folder.glob("staging-*")),
    "while it writes": lambda folder, known: newest_state(folder)[0] > known,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_worker_that_is_killed_leaves_nothing_half_done_and_the_desk_goes_on(
    own: Path,
    files: list[Path],
    facts_before: dict[str, Any],
    facts_after: dict[str, Any],
    facts_of: Callable[[Book], dict[str, Any]],
    moment: str,
) -> None:
    from regulars.jobs.queue import BROKEN_OFF, FAILED, job, newest, worker_runs
    from regulars.jobs.tasks import ask

    book = regulars.open(own)
    upload = sent(book, files)
    known, _ = newest_state(own)
    asked, _ = ask(kind="import", by="owner", about=upload)
    book.close()
    worker = subprocess.Popen(
        [sys.executable, "-m", "regulars.cli.main", "worker", "--book", str(own)]
    )
    wait_for(lambda: MOMENTS[moment](own, known))
    worker.kill()
    worker.wait()

    book = regulars.open(own)
    assert until(lambda: not held(folder=own, work="import"), ENDS_WITHIN_SECONDS), "it ends too"
    assert not worker_runs(own)
    assert facts_of(book) == facts_before
    assert book.upload(upload).files, "the files are still there"
    from django.test import Client

    from regulars.people.login_link import make_login_link

    client = Client()
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    page = client.get(f"/data/uploads/{upload}").content.decode()
    assert "Nothing works in the background just now" in page

    book.preview_upload(upload, language="en", told=quiet)
    work_once(book)
    told = job(asked.id)
    assert (told.state, told.came["error"]) == (FAILED, BROKEN_OFF)
    page = client.get(f"/data/uploads/{upload}")
    if page.status_code == 200:
        assert "Go on from here" in page.content.decode()
    client.post(f"/data/uploads/{upload}/import")
    work_once(book)
    assert newest(kinds=["import"]).came["batch"] == newest_state(own)[0]
    assert facts_of(book) == facts_after
    assert not list(own.glob("staging-*"))
    assert list((own / "uploads").iterdir()) == []
    book.close()


def test_killed_after_its_last_word_the_import_is_there_once_and_is_found(
    own: Path, files: list[Path], facts_after: dict[str, Any], facts_of: Any
) -> None:
    """The worker died between the batch that counts and its own note of it."""
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.tasks import ask

    book = regulars.open(own)
    upload = sent(book, files)
    kept = shutil.copytree(own / "uploads" / upload, own / "kept")
    ask(kind="import", by="owner", about=upload)
    work_once(book)
    batches = len(book.imports())
    kept.rename(own / "uploads" / upload)
    DBTaskResult.objects.filter(status="SUCCESSFUL").update(status="RUNNING")
    work_once(book)
    ask(kind="import", by="owner", about=upload)
    work_once(book)
    assert len(book.imports()) == batches
    assert facts_of(book) == facts_after
    assert list((own / "uploads").iterdir()) == []
    book.close()


@pytest.mark.parametrize("kind", ["gzip", "xlsx"])
def test_a_bomb_is_told_on_the_page_and_nothing_else_notices(
    book: Book, tmp_path: Path, kind: str
) -> None:
    from django.test import Client
    from test_faults_hostile_packed import SHEET, workbook

    from regulars.people.login_link import make_login_link

    if kind == "gzip":
        member = gzip.compress(b"1,a,2026-01-02,5\n" * (1 << 20), compresslevel=9)
        content, name = gzip.compress(b"order_id,customer_id,date\n") + member * 40, "o.csv.gz"
    else:
        path = workbook(tmp_path / "o.xlsx", {SHEET: b" " * (1 << 24)})
        content, name = path.read_bytes(), "o.xlsx"
    client = Client()
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    files = [SimpleUploadedFile(name, content), SimpleUploadedFile("c.csv", b"customer_id\na\n")]
    address = client.post("/data/import", {"files": files, "whole": "1"})["Location"]
    began = time.monotonic()
    work_once(book)
    assert time.monotonic() - began < 120
    page = client.get(address).content.decode()
    assert f"“{name}” unpacks to far more than its size" in page
    assert "recognised: Customers" in page, "the other file is told all the same"
    assert not list(book.folder.glob("staging-*"))


def test_what_hangs_while_it_is_looked_at_is_stopped_and_told(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that reads is stopped, as a file that keeps a parser busy for ever would do."""
    from regulars.desk.words.refusals import refusal
    from regulars.jobs import kinds
    from regulars.jobs.queue import newest
    from regulars.jobs.tasks import ask

    monkeypatch.setitem(kinds.APART, "look", 3)
    path = tmp_path / "c.csv"
    path.write_text("customer_id\na\n")
    upload = sent(book, [path])
    ask(kind="look", by="owner", about=upload)
    with only_one(folder=book.folder, work="pause"):
        stopped = _stop_the_reader()
        work_once(book)
        stopped()
    told = newest(kinds=["look"])
    assert told is not None
    assert told.came["error"] == "TookTooLong"
    assert refusal(told.came).foreign is None


def _stop_the_reader() -> Callable[[], None]:
    """Stops the next child of this process that is a worker apart, as soon as it is there."""
    import threading

    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            for entry in Path("/proc").glob("[0-9]*/stat"):
                try:
                    parent = int(entry.read_text().rpartition(")")[2].split()[1])
                    words = (entry.parent / "cmdline").read_bytes().split(b"\0")
                except (OSError, ValueError):
                    continue
                if parent == os.getpid() and b"--apart" in words:
                    os.kill(int(entry.parent.name), signal.SIGSTOP)
            time.sleep(0.05)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()

    def stop() -> None:
        ended.set()
        thread.join()

    return stop


@pytest.fixture
def served(book: Book) -> Iterator[tuple[int, Path, dict[str, str]]]:
    """The real desk of an empty book: its port, its folder, and the owner's cookies."""
    folder = book.folder
    book.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "regulars.cli.main", "serve", "--book", str(folder)],
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        path = next(
            found[1] for line in server.stdout if (found := re.search(r"(/enter/\S+)", line))
        )
        assert until(lambda: _answers(port), STARTS_WITHIN_SECONDS)
        cookies: dict[str, str] = {}
        token = _asked(port, "GET", path, cookies)[1]
        key = re.search(r'csrfmiddlewaretoken" value="([^"]+)', token)
        assert key
        _asked(port, "POST", path, cookies, f"csrfmiddlewaretoken={key[1]}")
        yield port, folder, cookies
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _asked(
    port: int, method: str, path: str, cookies: dict[str, str], body: str | None = None
) -> tuple[int, str]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    link.request(method, path, body, headers)
    answer = link.getresponse()
    text = answer.read().decode()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            cookie, _, rest = value.partition("=")
            cookies[cookie] = rest.partition(";")[0]
    link.close()
    return answer.status, text


def test_an_upload_that_is_cut_off_leaves_nothing_and_the_desk_goes_on(
    served: tuple[int, Path, dict[str, str]],
) -> None:
    port, folder, cookies = served
    status, page = _asked(port, "GET", "/data/import", cookies)
    assert status == 200
    key = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
    assert key
    mark, part = "----regulars", "Content-Disposition: form-data; name="
    body = (
        f'--{mark}\r\n{part}"csrfmiddlewaretoken"\r\n\r\n{key[1]}\r\n'
        f'--{mark}\r\n{part}"files"; filename="orders.csv"\r\n'
        f"Content-Type: text/csv\r\n\r\ncustomer_id,date\n" + "a,2026-01-02\n" * 100_000
    ).encode()
    head = (
        f"POST /data/import HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}\r\n"
        f"Content-Type: multipart/form-data; boundary={mark}\r\n"
        f"Content-Length: {len(body) + 1_000_000}\r\n\r\n"
    ).encode()
    uploads = folder / "uploads"
    for breaks in (True, False):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
            link.sendall(head + body)
            assert until(lambda: uploads.exists() and any(uploads.iterdir()), 10), "it comes"
            if breaks:
                link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            else:
                link.shutdown(socket.SHUT_WR)
                answer = b""
                while piece := link.recv(65_536):
                    answer += piece
                assert not answer or answer.startswith(b"HTTP/1.1 4")
        assert until(lambda: not any(uploads.iterdir()), ENDS_WITHIN_SECONDS), "nothing is left"
        assert _asked(port, "GET", "/data", cookies)[0] == 200
