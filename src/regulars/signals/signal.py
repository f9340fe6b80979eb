"""A signal: what the facts say of each customer, as one aggregate over one base."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from regulars.errors import RegularsError


class SignalWrong(RegularsError):
    """A signal's file is not of the form that signals have."""


@dataclass(frozen=True)
class Signal:
    """One column of the card, as its file declares it.

    Null: `null` says what a missing value means; `absent` is the value of a customer of whom the
          base has no row (`0` or None).
    """

    name: str
    base: str
    type: str
    """`count`, `days`, `money`, `share`, `score`, `date` or `text`: how it is shown."""
    unit: str
    absent: int | None
    label: dict[str, str]
    null: dict[str, str]
    source: str
    how: dict[str, str]
    """What it is computed from, in words."""
    sql: str


FIELDS = (
    "base",
    "type",
    "unit",
    "absent",
    "label.en",
    "label.bn",
    "null.en",
    "null.bn",
    "source",
    "source.bn",
)


def read_signal(name: str) -> Signal:
    """Read a signal's file: a header of `-- field: value` lines, then the expression."""
    text = (files("regulars.signals") / "shelf" / f"{name}.sql").read_text(encoding="utf-8")
    header = [line[3:] for line in text.splitlines() if line.startswith("-- ")]
    fields = dict(line.split(": ", 1) for line in header)
    if tuple(fields) != FIELDS:
        raise SignalWrong(f"{name}.sql has the fields {list(fields)}; write {list(FIELDS)}.")
    return Signal(
        name=name,
        base=fields["base"],
        type=fields["type"],
        unit=fields["unit"],
        absent=None if fields["absent"] == "null" else int(fields["absent"]),
        label={"en": fields["label.en"], "bn": fields["label.bn"]},
        null={"en": fields["null.en"], "bn": fields["null.bn"]},
        source=fields["source"],
        how={"en": fields["source"].removeprefix("ledger: "), "bn": fields["source.bn"]},
        sql="\n".join(line for line in text.splitlines() if not line.startswith("--")).strip(),
    )
