"""People go on working at the desk while an import of the same book runs in another process."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Commands, newest_state, wait_for

import regulars

PATIENCE_AT_THE_DESK_SECONDS = 5
ANSWERS = ("done", "shown", "snoozed")


def test_what_is_said_of_lines_during_an_import_is_kept_and_nothing_fails(
    commands: Commands,
    own: Path,
    files: list[Path],
    facts_after: dict[str, Any],
    facts_of: Callable[[Any], dict[str, Any]],
) -> None:
    book = regulars.open(own)
    lines = [item.care_id for item in book.today().items]
    known, _ = newest_state(own)
    commands.start("import", *files, "--book", own)
    wait_for(lambda: any(own.glob("staging-*")))

    said: dict[str, str] = {}
    longest = 0.0
    for count in itertools.count():
        line, answer = lines[count // 3 % len(lines)], ANSWERS[count % 3]
        began = time.perf_counter()
        if answer == "done":
            book.done(care_id=line, received="welcome", note=f"said {count}")
        elif answer == "shown":
            book.put_back(care_id=line)
        else:
            book.snooze(care_id=line, days=3)
        longest = max(longest, time.perf_counter() - began)
        said[line] = answer
        states = {one.batch: one.state for one in book.imports()}
        if [state for batch, state in states.items() if batch > known] == ["complete"]:
            break
    assert commands.exit_code() == 0
    assert count >= 5
    assert longest < PATIENCE_AT_THE_DESK_SECONDS

    found = {item.care_id: item.state for item in book.today().items}
    assert {line: found[line] for line in said} == said
    assert facts_of(book) == facts_after
    book.close()
