"""An import that is killed leaves the whole batch or nothing, and the next one clears up."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import Commands, newest_state, wait_for

import regulars

if TYPE_CHECKING:
    from regulars.workspace import Book

READING, WRITING = 8, 12
"""Kills before and after the first row; spread over all of the run, more where harm is near."""
SEED = 2026
FactsOf = Callable[["Book"], dict[str, Any]]


@dataclass(frozen=True)
class Run:
    """How long an import takes: from its first copy of a file to its first row, from that on."""

    to_loading: float
    loading: float


@dataclass(frozen=True)
class Kill:
    folder: Path
    state: str
    """`none`, `loading` or `complete`: what the import had come to."""
    facts: dict[str, Any]


def staged(folder: Path) -> bool:
    return any(folder.glob("staging-*/*.txt"))


@pytest.fixture(scope="module")
def measured(
    commands: Commands, before: Path, files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    folder = shutil.copytree(before, tmp_path_factory.mktemp("measured") / "book")
    known, _ = newest_state(folder)
    commands.start("import", *files, "--book", folder)
    began = wait_for(lambda: staged(folder))
    loaded = wait_for(lambda: newest_state(folder)[0] > known)
    assert commands.exit_code() == 0
    ended = time.perf_counter()
    shutil.rmtree(folder)
    return Run(loaded - began, ended - loaded)


@pytest.fixture(scope="module")
def kills(
    commands: Commands,
    before: Path,
    files: list[Path],
    measured: Run,
    facts_of: FactsOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[Kill]]:
    """Twenty imports, each killed at random within its own part of the run."""
    chance = random.Random(SEED)
    place = tmp_path_factory.mktemp("kills")
    reading = [(n + chance.random()) / READING * measured.to_loading for n in range(READING)]
    writing = [(n + chance.random()) / WRITING * measured.loading for n in range(WRITING)]
    done = []
    for number, moment in enumerate([*reading, *writing]):
        folder = shutil.copytree(before, place / f"book-{number:02d}")
        known, _ = newest_state(folder)
        commands.start("import", *files, "--book", folder)
        wait_for(lambda folder=folder: staged(folder))
        if number >= READING:
            wait_for(lambda folder=folder, known=known: newest_state(folder)[0] > known)
        time.sleep(moment)
        commands.signal(signal.SIGKILL)
        assert commands.exit_code() in (-signal.SIGKILL, 0)
        batch, state = newest_state(folder)
        book = regulars.open(folder)
        done.append(Kill(folder, "none" if batch == known else state, facts_of(book)))
        book.close()
    yield done
    shutil.rmtree(place)


def test_the_kills_hit_every_part_of_the_run(kills: list[Kill]) -> None:
    hit = Counter(kill.state for kill in kills)
    assert set(hit) <= {"none", "loading", "complete"}
    assert hit["none"] >= 3
    assert hit["loading"] >= 3


def test_the_whole_batch_counts_or_nothing_of_it(
    kills: list[Kill], facts_before: dict[str, Any], facts_after: dict[str, Any]
) -> None:
    assert facts_before != facts_after
    for kill in kills:
        whole = kill.state == "complete"
        assert kill.facts == (facts_after if whole else facts_before), kill


def test_the_next_import_succeeds_and_nothing_is_left_of_the_killed_one(
    kills: list[Kill], files: list[Path], facts_of: FactsOf, facts_after: dict[str, Any]
) -> None:
    hit = [kill for kill in kills if kill.state == "loading"]
    others = [kill for kill in kills if kill.state != "loading"]
    for kill in (*hit[:3], *others[:1], *others[-1:]):
        book = regulars.open(kill.folder)
        done = book.import_files(files)
        states = {one.batch: one.state for one in book.imports()}
        assert states[done.batch] == "complete"
        assert "loading" not in states.values()
        assert facts_of(book) == facts_after
        assert rows_of_batches_that_do_not_count() == 0
        left = [path.name for path in kill.folder.iterdir()]
        assert not [name for name in left if name.startswith("staging-") or name.endswith(".lock")]
        book.close()


def rows_of_batches_that_do_not_count() -> int:
    from regulars.ledger.models import MODELS, Assertion, Reject

    return sum(
        model.objects.filter(batch__state__in=["loading", "abandoned"]).count()
        for model in (*MODELS.values(), Assertion, Reject)
    )
