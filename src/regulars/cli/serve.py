"""The desk on this machine: gunicorn on 127.0.0.1, its worker, and the link to log in by."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book

HOST = "127.0.0.1"
PORT = 8000
WORKERS = 2
THREADS = 4


class PortTaken(RegularsError):
    """Something else listens there."""

    exit_code = 6


def serve_book(book: Book) -> None:
    """Start the worker, print a log-in link and become the web server. Does not return."""
    from regulars.people.login_link import make_login_link

    port = _port()
    if book.has_snapshot:
        book.plan_team()
    token = make_login_link(at=datetime.now(UTC))
    folder = str(book.folder)
    print(
        f"\nThe desk is at http://{HOST}:{port}/\n"
        f"Log in with this link, it works once:\n\n    http://{HOST}:{port}/enter/{token}\n\n"
        "Stop with Ctrl-C.",
        flush=True,
    )
    book.close()
    os.environ["REGULARS_BOOK"] = folder
    start_worker_beside(folder)
    os.execv(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"{HOST}:{port}",
            "--workers",
            str(WORKERS),
            "--threads",
            str(THREADS),
            "--worker-class",
            "gthread",
            "--log-level",
            "warning",
            "regulars.desk.wsgi:served()",
        ],
    )


def start_worker_beside(folder: str) -> None:
    """Start the book's worker; it ends when this process and all that it becomes have ended."""
    ended, going = os.pipe()
    # The web server inherits this end and never writes: the worker sees it close.
    os.set_inheritable(going, True)
    subprocess.Popen(
        [
            *(sys.executable, "-m", "regulars.cli.main", "worker"),
            *("--book", folder, "--until-closed", str(ended)),
        ],
        pass_fds=[ended],
    )
    os.close(ended)


def _port() -> int:
    wanted = os.environ.get("PORT", str(PORT))
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise PortTaken(f"PORT is “{wanted}”, which is no port. Write e.g. PORT=8080.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(wanted)))
        except OSError:
            raise PortTaken(
                f"Something listens on port {wanted} already. Stop it, or choose another port: "
                "PORT=8080 regulars serve."
            ) from None
    return int(wanted)
