"""People go on working at the desk while the results of the same book are made anew."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from conftest import AS_OF, Commands, wait_for

import regulars

PATIENCE_AT_THE_DESK_SECONDS = 5


def test_what_is_said_of_lines_during_a_refresh_is_kept_and_nothing_fails(
    commands: Commands, own: Path
) -> None:
    book = regulars.open(own)
    lines = [item.care_id for item in book.today().items]
    current = own / "snapshots" / "current.json"
    earlier = current.read_text()
    commands.start("refresh", "--as-of", AS_OF, "--book", own)
    wait_for(lambda: any(own.glob("refresh-*")))

    said: dict[str, str] = {}
    longest = 0.0
    for count in itertools.count():
        line = lines[count // 2 % len(lines)]
        ended = current.read_text() != earlier
        began = time.perf_counter()
        if count % 2:
            book.snooze(care_id=line, days=3)
            said[line] = "snoozed"
        else:
            book.done(care_id=line, received="welcome", note=f"said {count}")
            said[line] = "done"
        longest = max(longest, time.perf_counter() - began)
        if ended:
            break
    assert commands.exit_code() == 0
    assert count >= 5
    assert longest < PATIENCE_AT_THE_DESK_SECONDS

    found = {item.care_id: item.state for item in book.today().items}
    assert {line: found[line] for line in said} == said
    assert book.refresh(as_of=AS_OF).customers == 500
    found = {item.care_id: item.state for item in book.today().items}
    assert {line: found[line] for line in said} == said
    book.close()
