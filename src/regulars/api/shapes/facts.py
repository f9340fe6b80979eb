"""Facts that come, and what became of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from regulars.api.shapes.base import Shape

Result = Literal["new", "changed", "unchanged", "rejected", "left_out"]


class RowOut(Shape):
    """What became of one row."""

    row: int
    """Its place in what was sent, from 0."""
    result: Result
    """`unchanged`: known already, nothing was written. `rejected`: kept with its reason, not
    counted. `left_out`: about somebody who was erased; nothing of it is kept."""
    reason: str | None
    """A code, e.g. `not_a_date`. Null: it was taken."""
    column: str | None
    """The column that is wrong. Null: it was taken, or the whole row is wrong."""
    what: str | None
    """What to do, in English. Null: it was taken."""


class CountsOut(Shape):
    """Rows by result."""

    new: int
    changed: int
    unchanged: int
    rejected: int
    left_out: int


class PostedOut(Shape):
    """What a post did."""

    fact: str
    batch: int | None
    """Its number, to undo it by. Null: nothing had to be written."""
    counts: CountsOut
    rows: list[RowOut]


class ColumnOut(Shape):
    """A column of a fact."""

    name: str
    type: str
    description: str
    unit: str | None
    null: str | None
    """What a missing value means. Null: it may not be missing, unless it can be told from the
    rest."""
    choices: list[str]


class FactOut(Shape):
    """A fact that can be posted."""

    fact: str
    description: str
    columns: list[ColumnOut]


class FactsOut(Shape):
    """Every fact that can be posted."""

    facts: list[FactOut]
    most_rows: int
    """Of one post."""
    most_bytes: int
    """Of one request."""


class BatchOut(Shape):
    """An import, or what one sender posted in a day."""

    batch: int
    state: str
    """`loading`, `complete`, `undone`, `abandoned`."""
    recipe: str | None
    sender: str | None
    """Who posted it: log-in name and key. Null: files."""
    files: list[str]
    """Names of files; of a post, the facts that came."""
    counts: dict[str, Any]
    began_at: datetime
    published_at: datetime | None
    undone_at: datetime | None


class BatchesOut(Shape):
    """Batches, newest first."""

    imports: list[BatchOut]
    next: int | None
    """`before` of the next page. Null: this is the last."""


class RejectOut(Shape):
    """A row that was not taken."""

    file: str
    line: int
    reason: str
    column: str | None
    value: str | None
    row: str
    what: str


class RejectsOut(Shape):
    """Rows that were not taken, in the order in which they came."""

    rejects: list[RejectOut]
    next: int | None
    """`after` of the next page. Null: this is the last."""


class UndoneOut(Shape):
    """A batch that was left out."""

    batch: int
    state: Literal["undone"]
