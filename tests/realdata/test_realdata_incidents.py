"""ServiceNow's log, 102,596 changes of 17,445 incidents: the book against a count by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Imported
    from counted_incidents import Incidents

Tell = Callable[..., dict[str, Any]]


def from_ledger(book: Imported, query: str) -> dict[str, list[Any]]:
    """Rows by their first column, read by the standard library."""
    with sqlite3.connect(f"file:{book.folder / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
        return {first: list(rest) for first, *rest in ledger.execute(query)}


def test_the_file_is_the_one_that_is_described(incidents_by_hand: Incidents) -> None:
    counted = incidents_by_hand
    assert (counted.lines, len(counted.problems), len(counted.callers)) == (102_596, 17_445, 4_526)


def test_every_change_is_read_and_none_is_lost(
    incidents: Imported, incidents_by_hand: Incidents
) -> None:
    told, counted = incidents.first, incidents_by_hand
    assert told["recipe"] == "servicenow_incidents"
    assert (told["read"], told["rejected"]) == (counted.lines, 0)
    assert told["anonymous"] == counted.anonymous == 29
    assert told["facts"] == {
        "identity": len(counted.callers),
        "customer": len(counted.callers),
        "problem": len(counted.problems),
        "problem_event": sum(counted.kinds.values()),
    }
    assert sum(counted.kinds.values()) >= counted.lines


def test_the_second_import_changes_nothing(incidents: Imported) -> None:
    told = incidents.second
    assert (told["new"], told["changed"], told["unchanged"]) == (0, 0, incidents.first["new"])


def test_every_incident_has_its_caller_state_and_times(
    incidents: Imported, incidents_by_hand: Incidents
) -> None:
    found = from_ledger(
        incidents,
        "SELECT source_id, customer_key, topic, state, happened_on, substr(ended_at, 1, 19),"
        " priority FROM fact_problem",
    )
    assert found == incidents_by_hand.problems


def test_the_steps_are_of_the_kinds_counted_by_hand(
    incidents: Imported, incidents_by_hand: Incidents
) -> None:
    found = from_ledger(incidents, "SELECT kind, count(*) FROM fact_problem_event GROUP BY kind")
    assert {kind: count for kind, [count] in found.items()} == incidents_by_hand.kinds
    waits = from_ledger(
        incidents,
        "SELECT waiting_for, count(*) FROM fact_problem_event WHERE kind = 'waiting' GROUP BY 1",
    )
    assert {who: count for who, [count] in waits.items()} == incidents_by_hand.waiting_for


def test_the_reopened_and_the_late_are_those_counted_by_hand(
    incidents: Imported, incidents_by_hand: Incidents
) -> None:
    reopened = from_ledger(
        incidents, "SELECT DISTINCT problem_key FROM fact_problem_event WHERE kind = 'reopened'"
    )
    assert set(reopened) == incidents_by_hand.reopened
    late = from_ledger(
        incidents, "SELECT DISTINCT problem_key FROM fact_problem_event WHERE reason = 'sla missed'"
    )
    assert set(late) == incidents_by_hand.late
    assert len(late) > 7_000


def test_every_caller_has_a_card(incidents: Imported, incidents_by_hand: Incidents) -> None:
    assert len(incidents.card) == len(incidents_by_hand.callers)


def test_undo_of_both_imports_leaves_nothing(
    incidents: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    folder = copied(incidents)
    for batch in (1, 2):
        tell(folder, "undo", str(batch))
    assert tell(folder, "refresh")["customers"] == 0
