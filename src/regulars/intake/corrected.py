"""Rejected rows that come back corrected: the columns that we added are told and left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from regulars.errors import RegularsError
from regulars.intake.heads import Head, heads

if TYPE_CHECKING:
    from regulars.intake.recognise import Recognised
    from regulars.intake.staging import StagedFile

FILE, LINE = "regulars_file", "regulars_line"
OURS = (FILE, LINE, "regulars_reason", "regulars_message")
"""Columns that a file of rejects has before its own; older ones lack the first."""


class NothingToCorrect(RegularsError):
    """A file is no corrected rows of these files; or of which of `several` cannot be told."""

    exit_code = 3

    def __init__(self, *, file: str, several: bool) -> None:
        self.file, self.several = file, several
        why = (
            f"does not say of which file its rows are: the column {FILE} is gone"
            if several
            else f"has not the columns of the rows that were not taken ({', '.join(OURS)} and the "
            "file's own)"
        )
        super().__init__(
            f"{file} {why}. Nothing was imported. Correct the rows in the file that was given out, "
            "and leave its columns as they are."
        )


def is_ours(name: str) -> bool:
    return name in OURS


def without_ours(head: Head) -> Head:
    """The names that the file had when it first came."""
    return replace(head, names=tuple(name for name in head.names if not is_ours(name)))


def corrections_of(
    files: Sequence[StagedFile], originals: Sequence[Recognised]
) -> dict[int, list[Recognised]]:
    """Of each file (from 1), the files of corrected rows that stand for rows of it, in order.

    A file of corrected rows has the names of the file's columns, and ours.
    Raises: NothingToCorrect.
    """
    found: dict[int, list[Recognised]] = {}
    for file in files:
        whole = False
        for head in heads(file, delimiter=None):
            names = without_ours(head).names
            same = [n for n, one in enumerate(originals, 1) if one.header == names]
            if names == head.names or not same:
                continue
            if len(same) > 1 and FILE not in head.names:
                raise NothingToCorrect(file=file.name, several=True)
            for number in same:
                one = originals[number - 1]
                layout = replace(
                    one.layout, delimiter=head.delimiter, quote='"', header_lines=head.line
                )
                found.setdefault(number, []).append(
                    put_back(replace(one, file=file, layout=layout), head)
                )
            whole = True
            break
        if not whole:
            raise NothingToCorrect(file=file.name, several=False)
    return found


def put_back(found: Recognised, head: Head) -> Recognised:
    """How the whole file is cut, our columns in their places; they are never read."""
    if len(head.names) == len(found.header):
        return found
    own = iter(found.layout.columns)
    columns = tuple(name if is_ours(name) else next(own) for name in head.names)
    return replace(found, header=head.names, layout=replace(found.layout, columns=columns))
