"""Real servers on this machine, for mail and for web hooks, that do as a test says; and a book."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from hook_receiver import Clock, Heard, Receiver

import regulars
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

NAMES = ("Karim Store", "Anwara Begum", "Kamal", "Hill Store", "Tea Stall", "<b>Rahela & Co</b>")


@dataclass
class Mailbox:
    """What the server has taken, and how it behaves."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    said: str = "250 OK"
    """What it answers to a whole mail."""
    breaks: bool = False
    """It closes the connection after having read a mail, without a word."""
    log_ins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        if self.breaks:
            self.mails.append(mail)
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 OK"
        if self.said.startswith("2"):
            self.mails.append(mail)
        return self.said


@pytest.fixture(scope="session")
def refreshed(
    tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path
) -> tuple[Path, datetime]:
    """A book refreshed today just after it was due, with everybody's list; the instant of it."""
    folder = tmp_path_factory.mktemp("morning") / "book"
    folder.mkdir()
    shutil.copy(empty_ledger, folder / LEDGER_FILE)
    clock = datetime.now(UTC)
    zone = _where_it_is_morning(clock)
    init_book(folder, name="Hill View", zone=zone, currency="EUR").close()
    due = clock.astimezone(ZoneInfo(zone))
    file = folder / "book.toml"
    text = file.read_text().replace('refresh_at = "07:00"', f'refresh_at = "{due:%H:%M}"')
    file.write_text(text.replace("holdout_share = 0.1", "holdout_share = 0"))
    ordered_on = due.date() - timedelta(days=9)
    rows = [f"{n},{name},{ordered_on},25" for n, name in enumerate(NAMES)]
    path = folder.parent / "orders.csv"
    path.write_text("\n".join(["order_id,customer_id,order_date,amount", *rows]) + "\n")
    book = regulars.open(folder)
    book.import_files([path])
    book.refresh()
    for name, role, hours in (
        ("mina", "staff", 0.25),
        ("omar", "staff", 0.5),
        ("rita", "read_only", 1),
    ):
        _add_person(name, role, hours)
    book.plan_team()
    book.close()
    return folder, clock


def _where_it_is_morning(now: datetime) -> str:
    """A zone whose clocks show seven: no test is cut in two by midnight, whenever it runs."""
    hours = (7 - now.hour + 12) % 24 - 12
    return f"Etc/GMT{-hours:+d}"


@pytest.fixture
def morning(refreshed: tuple[Path, datetime], tmp_path: Path) -> Iterator[datetime]:
    """That book, fresh and open; a minute after its refresh."""
    folder, clock = refreshed
    shutil.copytree(folder, tmp_path / "book")
    opened = regulars.open(tmp_path / "book")
    yield clock + timedelta(minutes=1)
    opened.close()


@pytest.fixture
def book(morning: datetime) -> Book:
    from regulars import workspace

    return workspace.current()


def _add_person(name: str, role: str, hours: float) -> None:
    from django.contrib.auth.models import User

    from regulars.people.models import Person

    user = User.objects.create_user(name, first_name=name.title())
    Person.objects.create(user=user, role=role, hours=hours)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A server that takes everything, also with a log-in."""
    yield from _served(Mailbox(), auth_required=False)


@pytest.fixture
def guarded_mailbox() -> Iterator[Mailbox]:
    """A server that asks for `desk` and `secret`."""
    yield from _served(Mailbox(), auth_required=True)


def _served(box: Mailbox, *, auth_required: bool) -> Iterator[Mailbox]:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
        assert isinstance(said, LoginPassword)
        box.log_ins.append((said.login, said.password))
        return AuthResult(success=(said.login, said.password) == (b"desk", b"secret"))

    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=_free_port(),
        auth_required=auth_required,
        auth_require_tls=False,
        authenticator=check if auth_required else None,
    )
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver at http://127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            state.heard.append(Heard(self.path, dict(self.headers), body))
            answer = state.answers.pop(0) if state.answers else 204
            if callable(answer):
                answer(self)
                return
            self.send_response(answer)
            if 300 <= answer < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *what: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Receiver(f"http://127.0.0.1:{server.server_port}/hook?book=1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()
