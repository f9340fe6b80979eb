"""One measured row, and the table that keeps the last of each."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).parent / "RESULTS.md"
HEAD = """# Results

The last run of each benchmark. A ratio compares with a baseline measured in the same run, in turn;
both are medians. `make bench` writes this page.

| benchmark | what | seconds | baseline | baseline seconds | ratio | peak memory | machine | day |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Result:
    """Units: seconds of wall time (medians); MiB of peak resident memory.

    Null:  `peak_mib` None where memory was not measured; `baseline` and `baseline_seconds` None
           where there is nothing to compare with.
    """

    name: str
    what: str
    seconds: float
    baseline: str | None
    baseline_seconds: float | None
    peak_mib: float | None

    @property
    def ratio(self) -> float | None:
        return None if self.baseline_seconds is None else self.seconds / self.baseline_seconds

    @property
    def compared(self) -> str:
        """The baseline, its seconds and the ratio, as cells of the table."""
        if self.ratio is None:
            return "none | – | –"
        return f"{self.baseline} | {self.baseline_seconds:.2f} | {times(self.ratio)}"


def times(ratio: float) -> str:
    """To one decimal; where that would say nothing, to two digits that count."""
    return f"{ratio:.1f}×" if ratio >= 1 else f"{ratio:.2g}×"


def write_results(row: Result) -> None:
    """Put the row into RESULTS.md in the place of its last run."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    kept = {line.split("|")[1].strip(): line for line in lines if line.startswith("| ")}
    kept = {name: line for name, line in kept.items() if name not in ("benchmark", "---")}
    kept[row.name] = (
        f"| {row.name} | {row.what} | {row.seconds:.2f} | {row.compared} | {_memory(row)} | "
        f"{_machine()} | "
        f"{datetime.now(UTC):%Y-%m-%d} |"
    )
    FILE.write_text(HEAD + "\n".join(kept[name] for name in sorted(kept)) + "\n", encoding="utf-8")


def _memory(row: Result) -> str:
    return "not measured" if row.peak_mib is None else f"{row.peak_mib:.0f} MiB"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"
