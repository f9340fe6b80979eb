"""The desk: gunicorn, on 127.0.0.1 unless said otherwise, its worker, and a link to log in."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from regulars.book.serving import LOCAL, Serving
from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book

PORT = 8000
HERE_TOO = (LOCAL, "0.0.0.0", "::")  # noqa: S104 - only asked for, never chosen
WORKERS = min(4, 2 * (os.cpu_count() or 1))
"""More than there are processors: two long pages in one process wait for each other, also while
another processor is free."""
THREADS = 2


class NotThisMachine(RegularsError):
    """It cannot listen on an address that it has not."""

    exit_code = 3


class PortTaken(RegularsError):
    """Something else listens there."""

    exit_code = 6


def serve_book(book: Book) -> None:
    """Start the worker, print a log-in link and become the web server. Does not return."""
    from regulars.people.login_link import make_login_link

    serving = book.serving
    port = _port(serving.listen)
    if book.has_snapshot:
        book.plan_team()
    token = make_login_link(at=datetime.now(UTC))
    folder = str(book.folder)
    print(_told(serving, port, token), flush=True)
    book.close()
    os.environ["REGULARS_BOOK"] = folder
    start_worker_beside(folder)
    os.execv(
        sys.executable,
        [
            *(sys.executable, "-m", "gunicorn"),
            *("--bind", f"{_in_brackets(serving.listen)}:{port}"),
            *("--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread"),
            *("--log-level", "warning", "--logger-class", "regulars.desk.server_log.ServerLog"),
            # Whom to believe decides the desk, which knows the book: see frame/behind_proxy.py.
            *("--forwarded-allow-ips", ""),
            "--no-control-socket",
            "regulars.desk.wsgi:served()",
        ],
    )


def _told(serving: Serving, port: int, token: str) -> str:
    here = [f"http://{LOCAL}:{port}"] if serving.listen in HERE_TOO else []
    addresses = [*serving.addresses, *here]
    lines = ["", *(f"The desk is at {one}/" for one in addresses[:1])]
    if serving.listen != LOCAL:
        lines.append(f"It listens on {serving.listen}, port {port}.")
    if serving.listen != LOCAL and not serving.addresses:
        lines.append(
            "It answers nobody by that address yet: write the one that people use into [serve] of "
            "book.toml (docs/serving.md)."
        )
    lines += [
        f"Careful: at {one}/ everybody in the network can read along and take over a log-in "
        "(docs/serving.md)."
        for one in serving.in_the_clear
    ]
    lines += ["Log in with this link, it works once:", ""]
    for one in dict.fromkeys((*addresses[:1], *here)):
        lines += [f"    {one}/enter/{token}", ""]
    return "\n".join([*lines, "Stop with Ctrl-C."])


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


def _in_brackets(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _port(listen: str) -> int:
    wanted = os.environ.get("PORT", str(PORT))
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise PortTaken(f"PORT is “{wanted}”, which is no port. Write e.g. PORT=8080.")
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, int(wanted)))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise NotThisMachine(
                    f"listen = “{listen}” in [serve] is no address of this machine. Write "
                    "127.0.0.1, one of its own, or 0.0.0.0 for all of them."
                ) from None
            raise PortTaken(
                f"Something listens on port {wanted} already. Stop it, or choose another port: "
                "PORT=8080 regulars serve."
            ) from None
    return int(wanted)
