"""What an engine makes of a name that is given a second time."""

from __future__ import annotations

from itertools import pairwise

from spec.engines import Engine


def test_a_name_means_what_was_last_said_of_it_whether_it_runs_once_or_each_time(
    engine: Engine,
) -> None:
    defines = (engine.define_view, engine.define_table)
    ways = [defines[way] for way in (0, 1, 1, 0, 0)]
    for number, define in enumerate(ways):
        define("facts_of_today", f"SELECT {number} AS number")
        assert engine.rows("SELECT number FROM facts_of_today") == [(number,)]
    assert {(a, b) for a, b in pairwise(ways)} == {(a, b) for a in defines for b in defines}
