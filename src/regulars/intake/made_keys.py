"""Files of one import whose rows have no key: whether a row of the second is one of the first."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.contracts import Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.errors import RegularsError
from regulars.intake.own_columns import COUNTED_BY
from regulars.intake.recognise import Recognised
from regulars.intake.relations import own_columns

EXAMPLES = 3


class SameRowsTwice(RegularsError):
    """Rows of two files cannot be told apart, or known to be the same.

    `files` are the two, `count` such rows; `file_key` is the column that would tell.
    """

    exit_code = 3

    def __init__(
        self, message: str, *, files: tuple[str, str], fact: str, count: int, file_key: str
    ) -> None:
        self.files, self.fact, self.count, self.file_key = files, fact, count, file_key
        super().__init__(message)


def ask_whose_keys(
    engine: DuckDBEngine, files: Sequence[Recognised], *, contract: Contract
) -> None:
    """See that keys made of a row's columns and its place come from one file only.

    The second sale of a customer's day may be a sale of its own, or that of the first file again.
    Raises: SameRowsTwice, with examples.
    """
    keyless = {
        number: one
        for number, one in enumerate(files, start=1)
        if one.contract == contract and "source_id" not in own_columns(one)
    }
    if len(keyless) < 2 or contract.fact not in COUNTED_BY:
        return
    shared = engine.rows(
        "SELECT source_id, min(file_number), max(file_number), count(*) OVER ()"
        f" FROM {quoted(contract.fact)} WHERE file_number IN ({', '.join(map(str, keyless))})"
        " GROUP BY source, source_id HAVING min(file_number) <> max(file_number)"
        f" ORDER BY source, source_id LIMIT {EXAMPLES}"
    )
    if not shared:
        return
    [(_, first, second, count), *_] = shared
    told = ", ".join(f"“{key.rsplit(' ', 1)[0].strip()[:60]}”" for key, *_ in shared)
    raise SameRowsTwice(
        f"{keyless[first].file.name} and {keyless[second].file.name} both have {contract.fact} "
        f"rows of {told} ({count:,} in all), without a key that tells whether they are the same. "
        f"Nothing was imported. Add a column {contract.file_key}, or a column source that names "
        "the till or system of each file; where one file has all rows of the other, import that "
        "one alone.",
        files=(keyless[first].file.name, keyless[second].file.name),
        fact=contract.fact,
        count=count,
        file_key=contract.file_key,
    )
