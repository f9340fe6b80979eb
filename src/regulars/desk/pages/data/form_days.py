"""The part of the form where it is asked which comes first in a column of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from regulars.desk.formats.days import day_and_year
from regulars.desk.formats.numbers import number
from regulars.desk.pages.data.said import date_columns


@dataclass(frozen=True)
class Way:
    """One reading of a column's dates, to choose."""

    value: str
    said: str
    chosen: bool


@dataclass(frozen=True)
class Days:
    """How a column writes its dates: as `said`, or, where that is asked, in which of `ways`."""

    field: str
    column: str
    mixed: bool
    said: str
    ways: tuple[Way, ...]


def days_of(one: Mapping[str, Any], mine: Mapping[str, Any], *, mark: str) -> list[Days]:
    """How each column of dates is read; asked about where both readings are possible."""
    found = []
    for name in date_columns(one, mine):
        read = one["dates"].get(name)
        if read is None or read["way"] in ("year-first", "none") or not read["examples"]:
            continue
        asked = read["way"] in ("unclear", "mixed") and name not in one["dates_said"]
        ways = list(_ways(read, said=mine.get("dates", {}).get(name, "")))
        way = one["dates_said"].get(name, read["way"])
        sure = next((each for each in ways if each.value == way), None)
        found.append(
            Days(
                field=f"{mark}d{one['header'].index(name)}",
                column=name,
                mixed=read["way"] == "mixed",
                said="" if asked or sure is None else sure.said,
                ways=tuple(ways) if asked else (),
            )
        )
    return found


def _ways(read: Mapping[str, Any], *, said: str) -> Iterator[Way]:
    """The two readings, each with a date that can be read so."""
    labels = {
        "day-first": gettext("day first: %(text)s is %(day)s"),
        "month-first": gettext("month first: %(text)s is %(day)s"),
    }
    rows = {"day-first": read["day_rows"], "month-first": read["month_rows"]}
    for place, (way, label) in enumerate(labels.items(), start=1):
        example = next((one for one in read["examples"] if one[place]), None)
        if example is None:
            continue
        text = label % {"text": example[0], "day": _written(example[place])}
        if read["way"] == "mixed":
            only = gettext("rows that can only be read so: %(rows)s")
            text += " · " + only % {"rows": number(rows[way])}
        yield Way(way, text, said == way)


def _written(iso: str) -> str:
    return day_and_year(date.fromisoformat(iso))
