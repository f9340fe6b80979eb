"""A signal or a play without a spec does not get in; neither does a spec of nothing."""

from pathlib import Path

import pytest

from regulars.plays import catalogue as plays
from regulars.signals import catalogue as signals

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("folder", "names"),
    [("signals", signals.NAMES), ("plays", plays.NAMES)],
    ids=["signals", "plays"],
)
def test_each_has_its_file_and_each_file_its_subject(folder: str, names: tuple[str, ...]) -> None:
    files = {path.stem.removeprefix("test_") for path in (HERE / folder).glob("test_*.py")}
    assert files == set(names)


@pytest.mark.parametrize("folder", ["signals", "plays"])
def test_a_spec_begins_by_saying_what_its_subject_is(folder: str) -> None:
    for path in (HERE / folder).glob("test_*.py"):
        name = path.stem.removeprefix("test_")
        assert path.read_text(encoding="utf-8").startswith(f'"""{name}: '), path.name
