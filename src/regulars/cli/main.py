"""The command `regulars`: its words, its exit codes."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from regulars.cli import custody, effort, facts, results, whole_book
from regulars.cli.parser import parser
from regulars.cli.record import write_down
from regulars.errors import RegularsError, disk_is_full

FAULT, DISK_FULL = 1, 7
LONG_WORK = (
    *(facts.import_, results.refresh, results.backtest, effort.effort),
    *(facts.watch, whole_book.worker, custody.backup),
)
LOWER_PRIORITY = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is that of docs/command-line.md."""
    options = parser().parse_args(arguments)
    if arguments is None and options.run in LONG_WORK:
        _give_way_to_the_desk()
    code = FAULT
    try:
        code = _run(options)
    finally:
        write_down(options, exit_code=code)
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        options.run(options)
    except RegularsError as error:
        print(f"regulars: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("regulars: stopped. Nothing half done counts.", file=sys.stderr)
        return 130
    except Exception as error:
        return _not_on_purpose(error)
    return 0


def _give_way_to_the_desk() -> None:
    """Long work takes what the pages leave of the processor: people at the counter do not wait."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, LOWER_PRIORITY)


def _not_on_purpose(error: Exception) -> int:
    """Tell what stopped the command, and the cure; an error that has none is raised again."""
    if disk_is_full(error):
        print(
            f"regulars: The disk is full ({str(error).splitlines()[0]}). Nothing half done counts. "
            "Make room on it, then do the same again.",
            file=sys.stderr,
        )
        return DISK_FULL
    if isinstance(error, OSError):
        print(
            f"regulars: {error.strerror or error}: {error.filename or 'the disk'}. "
            "Check the place, its permissions and the room on the disk, then try again.",
            file=sys.stderr,
        )
        return 3
    if not _is_of_the_ledger(error):
        raise error
    words = " ".join(str(error).split())
    print(f"regulars: The ledger cannot be used ({words}). {_cure()}", file=sys.stderr)
    return 5


def _cure() -> str:
    from django.db import connection

    if connection.vendor == "postgresql":
        return (
            "Nothing half done counts. Check that PostgreSQL runs and has room on its disk "
            "(`regulars doctor` tells whether it answers), then do the same again."
        )
    return "If the disk is full, make room; if its file is damaged, restore the book's last backup."


def _is_of_the_ledger(error: Exception) -> bool:
    """Whether a database says it; those not loaded, which takes a while, have said nothing."""
    loaded = [sys.modules.get(name) for name in ("django.db", "adbc_driver_manager")]
    return any(isinstance(error, module.Error) for module in loaded if module is not None)


if __name__ == "__main__":
    sys.exit(main())
