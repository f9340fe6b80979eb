"""The command that serves a book's tools to a language model."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec

from regulars.errors import RegularsError


class ExtraMissing(RegularsError):
    """What this needs is not installed with the rest."""

    exit_code = 3


def mcp(options: argparse.Namespace) -> None:
    """Become the server. Does not return."""
    if find_spec("mcp") is None:
        raise ExtraMissing(
            "The tools for language models are an extra. Install it with `pip install "
            "'regulars[mcp]'`, then try again."
        )
    folder = options.book or os.environ.get("REGULARS_BOOK") or "."
    words = ["--book", folder, "--staff", options.staff, "--language", options.language]
    words += ["--read-only"] if options.read_only else []
    os.execv(sys.executable, [sys.executable, "-m", "regulars.api.mcp", *words])
