"""`regulars serve` with its two processes: what one of them learns the other knows."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from regulars.opening import init_book

PATIENCE_SECONDS = 60
ASKED = 30
"""Requests of which both processes get some."""
GOOD = "rain on the tin roof"


class Browser:
    """Keeps its cookies and sends forms as a browser does; each request is a new connection."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self._opener.open(self._address + path, timeout=10) as answer:
            text: str = answer.read().decode()
        return text

    def post(self, path: str, form_on: str, **said: str) -> str:
        key = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.get(form_on)).group(1)
        body = urlencode({"csrfmiddlewaretoken": key, **said}).encode()
        with self._opener.open(Request(self._address + path, body), timeout=10) as answer:
            text: str = answer.read().decode()
        return text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, str, Path]]:
    """The book's folder, its address, the owner's link, and where the server prints errors."""
    folder = tmp_path_factory.mktemp("team") / "book"
    init_book(folder, name="Hill View", currency="BDT").close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    errors = folder.parent / "errors"
    with errors.open("w") as printed:
        server = subprocess.Popen(
            [sys.executable, "-m", "regulars.cli.main", "serve", "--book", str(folder)],
            env=os.environ | {"PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=printed,
            text=True,
        )
    assert server.stdout is not None
    link = next(found.group() for line in server.stdout if (found := re.search("/enter/.+", line)))
    address = f"http://127.0.0.1:{port}"
    _wait_until_it_answers(address)
    yield folder, address, link, errors
    server.terminate()
    server.wait(timeout=30)
    server.stdout.close()


def test_what_one_process_learns_the_other_knows(served) -> None:
    folder, address, link, errors = served
    owner = Browser(address)
    owner.post(link, link)
    owner.post("/account/password", "/account/password", password=GOOD, again=GOOD)

    # Guesses are counted together: five, whoever of the two answers them.
    for _ in range(6):
        said = Browser(address).post("/enter", "/enter", login="owner", password="wrong")
    assert "Wait five minutes" in said
    assert "Wait five minutes" in Browser(address).post(
        "/enter", "/enter", login="owner", password=GOOD
    )

    # The file is read anew by both.
    path = folder / "book.toml"
    path.write_text(path.read_text().replace("Hill View", "River View"))
    pages = [owner.get("/") for _ in range(ASKED)]
    assert all("River View" in page and "Hill View" not in page for page in pages)

    # Each look is in the record once, and whole.
    record = b"".join(one.read_bytes() for one in (folder / "record").iterdir())
    assert record.count(b'"what":"today"') >= ASKED
    assert all(line.startswith(b"{") and line.endswith(b"}") for line in record.splitlines())

    # Nothing that was printed lets anybody in.
    token = link.rsplit("/", 1)[1]
    with pytest.raises(HTTPError):
        Browser(address).get(f"/enter/{token}")
    assert token not in errors.read_text()
    assert not (folder / "attempts").stat().st_mode & 0o077


def _wait_until_it_answers(address: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            Browser(address).get("/enter")
            return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("The desk did not answer.")
