"""Any sequence of posts, imports and undos equals what was said, in the order in which it was said,
by the batches that are complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from shelf import Shelf

if TYPE_CHECKING:
    from regulars.workspace import Book

KEYS = [f"k{number}" for number in range(3)]
CONTENTS = st.dictionaries(st.sampled_from(KEYS), st.sampled_from("xy"), min_size=1)
SENDERS = ("anwara/till", "karim/till")
POSTS = st.tuples(st.sampled_from(SENDERS), CONTENTS)
UNDOS = st.integers(min_value=0, max_value=9)
STEPS = st.lists(st.one_of(POSTS, POSTS, POSTS, CONTENTS, UNDOS), min_size=3, max_size=7)
BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)


@dataclass
class Oracle:
    """Everything that was said, naively: who (None: a file), in which batch, of which key, what."""

    said: list[tuple[str | None, int, str, str]] = field(default_factory=list)
    complete: set[int] = field(default_factory=set)

    def of(self, key: str) -> list[tuple[str | None, str]]:
        """What counts of a key, in the order in which it was said."""
        return [
            (who, what)
            for who, batch, which, what in self.said
            if which == key and batch in self.complete
        ]

    def now(self) -> dict[str, str]:
        return {key: told[-1][1] for key in KEYS if (told := self.of(key))}

    def says_nothing_new(self, who: str, key: str, what: str) -> bool:
        """Whether this sender said the same, and nobody anything else since."""
        told = self.of(key)
        since = [place for place, (_, other) in enumerate(told) if other != what]
        return (who, what) in told[since[-1] + 1 if since else 0 :]


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Callable[[], Book]:
    return lambda: shelf.make(tmp_path_factory.mktemp("any"), currency="EUR")


def row(key: str, channel: str) -> dict[str, Any]:
    return {
        "source": "own",
        "source_id": key,
        "customer_key": f"c-{key}",
        "happened_on": "2026-01-02",
        "amount_minor": 500,
        "channel": channel,
    }


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
@example(
    steps=[(SENDERS[0], {"k0": "x"}), {"k0": "y"}, (SENDERS[1], {"k0": "x"}),
           (SENDERS[0], {"k0": "x"}), 2]
)  # fmt: skip
@example(steps=[(SENDERS[0], {"k0": w}) for w in "xyx"] + [{"k0": "y"}, (SENDERS[0], {"k1": "x"})])
def test_posts_imports_and_undos_equal_what_was_said_in_its_order(
    steps: list[Any],
    fresh: Callable[[], Book],
    import_orders: Callable[[Book, dict[str, str]], int],
    orders_at_the_desk: Callable[[], dict[str, str]],
    engine_facts: Callable[[Path, str, str], dict[str, object]],
) -> None:
    book, oracle = fresh(), Oracle()
    for number, step in enumerate(steps):
        at = BEGAN + timedelta(hours=3 * number)
        if isinstance(step, dict):
            batch = import_orders(book, step)
            oracle.said += [(None, batch, key, what) for key, what in step.items()]
            oracle.complete.add(batch)
        elif isinstance(step, tuple):
            _post(book, oracle, *step, at)
        elif oracle.complete:
            batch = sorted(oracle.complete)[step % len(oracle.complete)]
            book.undo(batch)
            oracle.complete.remove(batch)
        assert orders_at_the_desk() == oracle.now()
    assert engine_facts(book.folder, "order", "channel") == oracle.now()
    book.close()


def _post(book: Book, oracle: Oracle, who: str, said: dict[str, str], at: datetime) -> None:
    before = oracle.now()
    new = {key: what for key, what in said.items() if not oracle.says_nothing_new(who, key, what)}
    rows = [row(key, what) for key, what in said.items()]
    done = book.post_facts("order", rows, sender=who, at=at)
    results = dict(zip(said, (one.result for one in done.rows), strict=True))
    assert results == {
        key: "new" if key not in before else "unchanged" if before[key] == what else "changed"
        for key, what in said.items()
    }
    if new:
        assert done.batch is not None
        oracle.said += [(who, done.batch, key, what) for key, what in new.items()]
        oracle.complete.add(done.batch)
