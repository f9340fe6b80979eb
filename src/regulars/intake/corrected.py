"""Rejected rows that come back corrected: the columns that we added are told and left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from regulars.intake.heads import Head

if TYPE_CHECKING:
    from regulars.intake.recognise import Recognised

OURS = ("regulars_line", "regulars_reason", "regulars_message")
"""Columns that a file of rejects has before its own."""


def is_ours(name: str) -> bool:
    return name in OURS


def without_ours(head: Head) -> Head:
    """The names that the file had when it first came."""
    return replace(head, names=tuple(name for name in head.names if not is_ours(name)))


def put_back(found: Recognised, head: Head) -> Recognised:
    """How the whole file is cut, our columns in their places; they are never read."""
    if len(head.names) == len(found.header):
        return found
    own = iter(found.layout.columns)
    columns = tuple(name if is_ours(name) else next(own) for name in head.names)
    return replace(found, header=head.names, layout=replace(found.layout, columns=columns))
