"""The base of every error that Regulars raises on purpose."""

from __future__ import annotations


class RegularsError(Exception):
    """Says what happened, the value seen, and what to do next.

    `exit_code` is what the command line returns for it; docs/command-line.md lists them.
    """

    exit_code = 1
