"""Every reason for not taking a row has its words, and every word a reason."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from regulars.intake.reasons import REASONS, reason_code

INTAKE = Path(str(files("regulars.intake")))


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_is_told_in_both_languages_and_ends_with_what_to_do(code: str) -> None:
    assert set(REASONS[code]) == {"en", "bn"}
    assert REASONS[code]["en"].endswith(".")
    assert REASONS[code]["bn"].endswith("।")


@pytest.mark.parametrize("path", sorted(INTAKE.glob("recipes/*/*.rows.sql")), ids=lambda p: p.name)
def test_a_recipe_gives_only_reasons_that_have_words(path: Path) -> None:
    cases = re.findall(
        r"CASE((?:(?!CASE).)*?)END AS (?:reject|own)_reason", path.read_text(), re.DOTALL
    )
    told = re.findall(r"THEN '(\w+)'", " ".join(cases))
    assert told
    assert set(told) <= set(REASONS)


def test_an_engine_s_own_words_become_a_reason() -> None:
    assert reason_code("MISSING COLUMNS") == "missing_columns"
    assert reason_code("too many columns") == "too_many_columns"
    assert reason_code("unquoted value") == "unquoted_value"
    assert reason_code("line size over maximum") == "unreadable"
