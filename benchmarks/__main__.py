"""`make bench`: run all, or those named, and write the results into RESULTS.md."""

from __future__ import annotations

import sys

from benchmarks import (
    desk_during_import,
    desk_under_load,
    estimates_growth,
    fit_and_score,
    import_growth,
    import_online_retail,
    kills,
    problem_rush,
    refresh_growth,
    refresh_referrals,
    refresh_warehouse,
)
from benchmarks.results import write_results

ALL = {
    "desk_during_import": desk_during_import.measure,
    "desk_under_load": desk_under_load.measure,
    "estimates_growth": estimates_growth.measure,
    "fit_and_score": fit_and_score.measure,
    "import_growth": import_growth.measure,
    "import_online_retail": import_online_retail.measure,
    "import_online_retail_postgresql": import_online_retail.measure_postgresql,
    "kills": kills.measure,
    "problem_rush": problem_rush.measure,
    "problem_rush_postgresql": problem_rush.measure_postgresql,
    "refresh_growth": refresh_growth.measure,
    "refresh_referrals": refresh_referrals.measure,
    "refresh_warehouse": refresh_warehouse.measure,
}


def main() -> int:
    wanted = sys.argv[1:] or list(ALL)
    if unknown := sorted(set(wanted) - set(ALL)):
        print(f"No benchmark called {', '.join(unknown)}; there are {', '.join(ALL)}.")
        return 2
    for name in wanted:
        print(f"{name} …", flush=True)
        row = ALL[name]()
        if row is None:
            print("  skipped: ../shared/data, or a PostgreSQL server, is not here")
            continue
        print(f"  {row.seconds:.2f} s; baseline, its seconds, ratio: {row.compared}")
        write_results(row)
    return 0


sys.exit(main())
