"""What the user said of how dates are written, for all columns or for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from regulars.errors import RegularsError
from regulars.intake.dates import DAY_FIRST, MONTH_FIRST

if TYPE_CHECKING:
    from regulars.intake.recognise import Recognised


class AnswerWrong(RegularsError):
    """An answer that is none, or of a column that there is not."""

    exit_code = 2


@dataclass(frozen=True)
class DateAnswers:
    """`by_column` by what the file or the contract calls the column, in small letters.

    Null: `for_all` None where nothing was said.
    """

    for_all: str | None = None
    by_column: Mapping[str, str] = field(default_factory=dict)

    def of(self, column: str, *, called: str) -> str | None:
        one = self.by_column
        return one.get(called.casefold(), one.get(column.casefold(), self.for_all))

    def over(self, saved: Mapping[str, str]) -> DateAnswers:
        """These answers before those of a saved recipe, where "" stands for all columns."""
        kept = {name.casefold(): way for name, way in saved.items() if name}
        return DateAnswers(self.for_all or saved.get(""), {**kept, **self.by_column})

    def kept(self) -> dict[str, str]:
        """As a saved recipe keeps them."""
        return {**({"": self.for_all} if self.for_all else {}), **self.by_column}

    def check(self, files: Sequence[Recognised]) -> None:
        """Raises: AnswerWrong for a column that no file has."""
        held = {name.casefold() for one in files for name in (*one.header, *one.layout.columns)}
        if unknown := sorted(set(self.by_column) - held):
            raise AnswerWrong(
                f"No file has a column {unknown[0]}. Nothing was imported. Correct `--dates`."
            )


def date_answers(said: str | Sequence[str] | None) -> DateAnswers:
    """Reads `day-first`, `month-first`, `COLUMN=day-first`, one or several. Raises: AnswerWrong."""
    for_all, by_column = None, {}
    for one in [said] if isinstance(said, str) else said or ():
        column, _, way = one.rpartition("=")
        if way not in (DAY_FIRST, MONTH_FIRST):
            raise AnswerWrong(
                f"“{one}” does not say how dates are written. Write {DAY_FIRST}, {MONTH_FIRST}, or "
                f"a column and one of them: `--dates order_date={DAY_FIRST}`."
            )
        if column:
            by_column[column.strip().casefold()] = way
        else:
            for_all = way
    return DateAnswers(for_all, by_column)
