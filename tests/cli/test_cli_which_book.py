"""Which book a command reads: --book, else REGULARS_BOOK, else the folder one is in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Run = Any


def test_the_option_names_it(run: Run, business: Path) -> None:
    assert len(run("imports", "--json", book=business).json["imports"]) == 1


def test_else_the_environment_names_it(
    run: Run, business: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGULARS_BOOK", str(business))
    assert len(run("imports", "--json").json["imports"]) == 1


def test_else_it_is_here(run: Run, business: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(business)
    assert len(run("imports", "--json").json["imports"]) == 1


def test_the_option_goes_before_the_environment(
    run: Run, business: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGULARS_BOOK", str(business))
    assert run("imports", "--json", book=empty).json["imports"] == []


def test_files_are_those_of_the_folder_one_is_in_and_not_of_the_book(
    run: Run, empty: Path, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(orders.parent)
    assert run("import", "orders.csv", book=empty).code == 0
