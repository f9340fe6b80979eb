"""Programs go on posting while an import of the same book runs in another process."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import Commands, newest_state, wait_for

import regulars

PATIENCE_SECONDS = 5


def test_what_is_posted_during_an_import_is_taken_at_once_and_all_of_it_counts(
    commands: Commands,
    own: Path,
    files: list[Path],
    facts_after: dict[str, Any],
    facts_of: Callable[[Any], dict[str, Any]],
) -> None:
    book = regulars.open(own)
    known, _ = newest_state(own)
    commands.start("import", *files, "--book", own)
    wait_for(lambda: any(own.glob("staging-*")))

    longest, batches = 0.0, set()
    for count in itertools.count():
        product = {"source": "till", "source_id": f"p{count % 7}", "name": f"said {count}"}
        began = time.perf_counter()
        done = book.post_facts("product", [product], sender="anwara/till")
        longest = max(longest, time.perf_counter() - began)
        assert done.counts["new"] + done.counts["changed"] == 1
        batches.add(done.batch)
        states = {one.batch: one.state for one in book.imports() if one.sender is None}
        if [state for batch, state in states.items() if batch > known] == ["complete"]:
            break
    assert commands.exit_code() == 0
    assert count >= 5
    assert longest < PATIENCE_SECONDS
    assert len(batches) == 1

    from django.db.models import Q

    from regulars.ledger.current import current_rows

    posted = {row["source_id"]: row["name"] for row in current_rows("product", Q(source="till"))}
    last = {f"p{number % 7}": f"said {number}" for number in range(count + 1)}
    assert posted == last
    assert set(posted) <= {row["source_id"] for row in current_rows("product", Q())}
    for batch in batches:
        book.undo(batch)
    assert facts_of(book) == facts_after
    book.close()
