"""Writes down who saw and changed what at the command line, as the desk does for its pages."""

from __future__ import annotations

import argparse
import getpass
import os

# What serves or examines a book as a whole: nobody is seen by it.
NOT_RECORDED = {"serve", "worker", "watch", "doctor"}
LOOKING = {
    *(
        "imports",
        "rejects",
        "customer",
        "matches",
        "card",
        "export",
        "erased",
        "backup",
        "people",
        "key list",
    )
}


def write_down(options: argparse.Namespace, *, exit_code: int) -> None:
    """Add an entry to the record of the book that the command opened; to none where it did not."""
    book = getattr(options, "opened", None)
    if book is None or options.command in NOT_RECORDED:
        return
    what = " ".join(filter(None, (options.command, getattr(options, "what", None))))
    named = (getattr(options, name, None) for name in ("customer_id", "other_id"))
    book.write_down(
        who=account(),
        way="cli",
        what=what,
        act="saw" if what in LOOKING else "changed",
        outcome={0: "done", 1: "failed"}.get(exit_code, "refused"),
        customers=[one for one in named if one is not None],
    )


def account() -> str:
    """The account of the machine that runs the command."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a name for its user
        return f"user {os.getuid()}"
