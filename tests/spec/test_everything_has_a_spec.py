"""A signal or a play without a spec does not get in; neither does a spec of nothing."""

from pathlib import Path

import pytest

from regulars.plays import catalogue as plays
from regulars.signals import STAGES, base_description
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


def test_every_base_is_listed_says_what_a_row_is_and_is_read_by_a_signal() -> None:
    folder = Path(signals.__file__).parent / "bases"
    assert {path.stem for path in folder.glob("*.sql")} == set(signals.BASES)
    assert {signal.base for signal in signals.signals()} == set(signals.BASES)
    for base in signals.BASES:
        assert "ne row for each" in base_description(base).split(". ")[0] or base in SAYS_LATER


SAYS_LATER = {"referral_credit"}
"""It first says what the rows are for."""


def test_a_base_of_the_first_stage_reads_no_signals_and_the_others_do() -> None:
    folder = Path(signals.__file__).parent / "bases"
    for stage, bases in STAGES.items():
        text = "".join((folder / f"{base}.sql").read_text(encoding="utf-8") for base in bases)
        assert ("signals_" in text) == (stage != "A")
