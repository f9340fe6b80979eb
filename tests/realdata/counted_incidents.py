"""The incident log counted again in plain Python: no engine, nothing of Regulars."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass
class Incidents:
    """`problems`: caller, category, state, day opened, instant ended, priority."""

    lines: int = 0
    anonymous: int = 0
    callers: set[str] = field(default_factory=set)
    problems: dict[str, list[str | None]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    waiting_for: Counter[str] = field(default_factory=Counter)
    reopened: set[str] = field(default_factory=set)
    late: set[str] = field(default_factory=set)


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def known(text: str) -> str | None:
    return None if text == "?" else text


def count_incidents(path: Path) -> Incidents:
    found = Incidents()
    log: dict[str, list[tuple[datetime, int, int, dict[str, str]]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        for line, row in enumerate(csv.DictReader(text), start=2):
            found.lines += 1
            found.anonymous += row["caller_id"] == "?"
            found.callers |= {row["caller_id"]} - {"?"}
            changes = int(row["sys_mod_count"])
            log[row["number"]].append((moment(row["sys_updated_at"]), changes, line, row))
    for number, changes_of_one in log.items():
        steps = [(at, row) for at, _, _, row in sorted(changes_of_one, key=lambda one: one[:3])]
        count_steps(found, number, [row for _, row in steps])
        resolved = [at for at, row in steps if row["ident_state"] == "Resolved"]
        last = steps[-1][1]
        told = [moment(last["resolved_at"])] if last["resolved_at"] != "?" else resolved[-1:]
        state = "solved" if told else "closed"
        assert last["ident_state"] == "Closed", "the log ends with closed incidents"
        ended = (told or [moment(last["closed_at"])])[0]
        found.problems[number] = [
            known(last["caller_id"]), known(last["category"]), state,
            moment(last["opened_at"]).date().isoformat(), ended.isoformat(" "), last["priority"],
        ]  # fmt: skip
    return found


def count_steps(found: Incidents, number: str, rows: list[dict[str, str]]) -> None:
    before: dict[str, str] | None = None
    for row in rows:
        kinds = []
        state = row["ident_state"]
        if before is not None:
            over = ("Resolved", "Closed")
            if before["ident_state"] in over and state not in over:
                kinds.append("reopened")
                found.reopened.add(number)
            if int(row["reassignment_count"]) > int(before["reassignment_count"]):
                kinds.append("transfer")
        if row["made_sla"] == "False" and (before is None or before["made_sla"] == "True"):
            kinds.append("note")
            found.late.add(number)
        if before is None or before["ident_state"] != state:
            if state.startswith("Awaiting"):
                kinds.append("waiting")
                found.waiting_for[WAITING_FOR[state]] += 1
            elif state in ("Resolved", "Closed"):
                kinds.append({"Resolved": "solved", "Closed": "closed"}[state])
        found.kinds.update(kinds or ["note"])
        before = row


WAITING_FOR = {
    "Awaiting User Info": "customer",
    "Awaiting Evidence": "customer",
    "Awaiting Vendor": "third_party",
    "Awaiting Problem": "us",
}
