"""`regulars backtest`: what it tells, what it keeps, and what a refresh does with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

Run = Any
LAST_DAY = "2026-03-01"


@pytest.fixture(scope="module")
def tried(business: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The business after a backtest. Read only: tests share it."""
    from datetime import date

    from regulars.opening import open_book

    folder = shutil.copytree(business, tmp_path_factory.mktemp("tried") / "book")
    book = open_book(folder)
    found = book.backtest(as_of=date.fromisoformat(LAST_DAY))
    book.close()
    return folder, json.loads(json.dumps(found.report))


def manifest(book: Path) -> dict[str, Any]:
    current = json.loads((book / "snapshots" / "current.json").read_text())["snapshot"]
    told: dict[str, Any] = json.loads((book / "snapshots" / current / "manifest.json").read_text())
    return told


def files(book: Path) -> dict[str, bytes]:
    current = json.loads((book / "snapshots" / "current.json").read_text())["snapshot"]
    folder = book / "snapshots" / current
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "run.json"}


def test_it_tells_every_model_beside_going_on_as_until_now(
    tried: tuple[Path, dict[str, Any]],
) -> None:
    _, report = tried
    assert report["as_of"] == LAST_DAY
    assert report["horizon_days"] in (364, 182, 91, 56, 28)
    assert len(report["origins"]) >= 3
    assert report["origins"] == sorted(report["origins"])
    for task, chosen in report["chosen"].items():
        [row] = [r for r in report["models"] if (r["name"], r["task"]) == (chosen["name"], task)]
        assert row["customers"] > 100
    assert {row["task"] for row in report["baselines"]} == {"chance", "count", "value"}
    figures = {"auc", "ece", "pit_ks", "mae", "rmse", "capture10", "log_score", "crps"}
    assert all(figures <= row.keys() for row in report["models"] + report["baselines"])


def test_of_100_customers_of_a_bin_as_many_came_back_as_it_says(
    tried: tuple[Path, dict[str, Any]],
) -> None:
    _, report = tried
    for one in report["reliability"]:
        assert one["low"] <= one["said"] <= one["high"]
        assert one["came_of_100"] == round(100 * one["came"] / one["customers"])


def test_the_held_out_days_come_after_all_that_chose(tried: tuple[Path, dict[str, Any]]) -> None:
    held = tried[1]["held_out"]
    assert held["from"] < held["until"] == LAST_DAY
    assert {row["task"] for row in held["models"]} == {"chance", "count", "value"}


def test_a_refresh_takes_what_was_chosen_and_the_results_say_so(
    run: Run, tried: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    book = shutil.copytree(tried[0], tmp_path / "own")
    assert run("refresh", "--as-of", LAST_DAY, book=book).code == 0
    told = manifest(book)
    assert told["backtest"]["as_of"] == LAST_DAY
    assert told["backtest"]["chosen"] == tried[1]["chosen"]
    first = tried[1]["chosen"]["count"]["model"].split("-k")[0]
    assert told["expectation"]["purchases"]["model"].startswith(first)


def test_the_same_facts_and_the_same_backtest_give_the_same_bytes(
    run: Run, tried: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    book = shutil.copytree(tried[0], tmp_path / "own")
    run("refresh", "--as-of", LAST_DAY, book=book)
    once = files(book)
    run("refresh", "--as-of", LAST_DAY, book=book)
    assert files(book) == once


def test_a_second_backtest_finds_the_same(
    run: Run, tried: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    book = shutil.copytree(tried[0], tmp_path / "own")
    [kept] = (book / "backtests").glob("*.json")
    before = kept.read_bytes()
    told = run("backtest", "--as-of", LAST_DAY, "--json", book=book)
    assert told.json == tried[1]
    assert kept.read_bytes() == before


def test_a_refresh_as_of_an_earlier_day_knows_of_no_later_backtest(
    run: Run, tried: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    book = shutil.copytree(tried[0], tmp_path / "own")
    run("refresh", "--as-of", "2026-02-28", book=book)
    told = manifest(book)
    assert told["backtest"] is None
    assert told["expectation"]["purchases"]["model"] in ("MBG/NBD", "NBD")


def test_a_kept_backtest_that_cannot_be_read_counts_as_none(
    run: Run, tried: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    book = shutil.copytree(tried[0], tmp_path / "own")
    (book / "backtests" / f"{LAST_DAY}.json").write_text('{"method": 1, "report"')
    assert run("refresh", "--as-of", LAST_DAY, book=book).code == 0
    assert manifest(book)["backtest"] is None


def test_in_words_it_says_how_many_of_100_came_back(run: Run, own: Path) -> None:
    told = run("backtest", "--as-of", LAST_DAY, book=own)
    assert told.code == 0
    assert "Who comes back: " in told.out
    assert "Of 100 customers to whom we gave 90% to 100%, " in told.out
    assert "Held out: chosen by what was known before " in told.out


def test_too_little_history_is_said_and_the_prior_stated(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "little.csv"
    path.write_text("order_id,customer_id,order_date,amount\n1,a,2025-06-01,5\n2,a,2026-01-02,5\n")
    run("import", path, book=empty)
    told = run("backtest", "--json", book=empty)
    assert told.code == 0
    report = told.json
    assert (report["chosen"], report["models"], report["held_out"]) == ({}, [], None)
    assert "too few to try a model on" in report["too_little"]
    assert report["prior"] == {"chance": "MBG/NBD", "count": "MBG/NBD"}
    words = run("backtest", book=empty).out
    assert "Not enough data yet to choose" in words
    assert "MBG/NBD is taken, as the stated prior" in words


def test_an_empty_book_has_nothing_to_try(run: Run, empty: Path) -> None:
    told = run("backtest", "--json", book=empty)
    assert told.code == 0
    assert told.json["too_little"] == "There is no order to try a model on."


def test_nothing_can_be_held_out_from_a_day_to_come(run: Run, own: Path) -> None:
    told = run("backtest", "--as-of", LAST_DAY, "--held-out-from", "2026-03-05", book=own)
    assert told.code == 3
    assert "2026-03-05 is not before 2026-03-01" in told.err
    before = run("backtest", "--as-of", LAST_DAY, "--held-out-from", "1990-01-01", book=own)
    assert before.code == 3
    assert "Before 1990-01-01 there is too little" in before.err
