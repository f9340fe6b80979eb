"""A thousand kills −9 of imports, refreshes, undos, backups and answers at the desk.

What must be true after each is a test's to say: this runs that test with more kills than usual, or
with as many as `REGULARS_KILLS` says. There is nothing to compare its seconds with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.results import Result

KILLS = int(os.environ.get("REGULARS_KILLS", "1000"))
TEST = Path(__file__).parents[1] / "tests" / "faults" / "test_faults_kills.py"


def measure() -> Result:
    """Raises: RuntimeError when a kill left something that is not as it must be."""
    began = time.perf_counter()
    line = [sys.executable, "-m", "pytest", "-q", str(TEST)]
    done = subprocess.run(line, env=os.environ | {"REGULARS_KILLS": str(KILLS)}, check=False)
    if done.returncode:
        raise RuntimeError("a kill left something that is not as it must be: see above")
    seconds = time.perf_counter() - began
    return Result(
        name="kills",
        what=f"{KILLS:,} kills −9 of import, refresh, undo, backup, desk: all or nothing each time",
        seconds=seconds,
        baseline=None,
        baseline_seconds=None,
        peak_mib=None,
    )
