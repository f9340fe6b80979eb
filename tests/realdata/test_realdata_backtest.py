"""Predictions on real businesses, by the command: chosen by what was before, judged by the rest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Imported

Report = dict[str, Any]
Tell = Callable[..., Report]


@pytest.fixture(scope="module")
def sampled(real_data: Path, tmp_path_factory: pytest.TempPathFactory, tell_all: Tell) -> Report:
    """The CDNOW sample of the papers: 39 weeks known, 39 held out."""
    folder = tmp_path_factory.mktemp("sample")
    lines = (real_data / "cdnow" / "CDNOW_sample.txt").read_text().split("\n")
    rows = ["order_id,customer_id,order_date,amount,currency"]
    for number, line in enumerate(filter(str.strip, lines)):
        _, customer, day, _, dollars = line.split()
        rows.append(f"{number},{customer},{date.fromisoformat(day)},{dollars},USD")
    (folder / "orders.csv").write_text("\n".join(rows))
    book = folder / "book"
    tell_all("init", book)
    tell_all("import", folder / "orders.csv", book=book)
    return tell_all("backtest", "--held-out-from", "1997-10-01", book=book)


@pytest.fixture(scope="module")
def sold(retail: Imported, tmp_path_factory: pytest.TempPathFactory, tell_all: Tell) -> Report:
    """Online Retail, the last hundred days held out."""
    book = shutil.copytree(retail.folder, tmp_path_factory.mktemp("sold") / "book")
    report = tell_all("backtest", "--held-out-from", "2011-09-01", book=book)
    shutil.rmtree(book)
    return report


def row(rows: list[Report], task: str) -> Report:
    [found] = [one for one in rows if one["task"] == task]
    return found


def test_cdnow_is_the_published_sample_and_nothing_held_out_chose(sampled: Report) -> None:
    held = sampled["held_out"]
    # 2,357 but for 8 who paid nothing: what costs nothing is no purchase.
    assert (held["customers"], held["days"], held["until"]) == (2349, 273, "1998-06-30")
    assert 1860 < held["totals"]["orders"]["came"] <= 1882
    assert held["too_little"] is None


def test_cdnow_is_predicted_as_well_as_by_the_best_that_is_published(sampled: Report) -> None:
    held = sampled["held_out"]
    chance, count, value = (row(held["models"], task) for task in ("chance", "count", "value"))
    assert chance["auc"] >= 0.775
    assert count["mae"] <= 0.77
    assert count["rmse"] <= 1.62
    assert value["capture10"] >= 0.485
    assert 0.77 <= count["coverage80"] <= 0.83
    assert 0.77 <= value["coverage80"] <= 0.83


def test_cdnow_s_totals_lie_in_their_intervals(sampled: Report) -> None:
    assert [one["within"] for one in sampled["held_out"]["totals"].values()] == [True, True]


def test_cdnow_going_on_as_until_now_is_worse_in_everything(sampled: Report) -> None:
    held = sampled["held_out"]
    for task in ("chance", "count", "value"):
        ours, naive = row(held["models"], task), row(held["baselines"], task)
        for name in ("mae", "rmse", "ece"):
            assert ours[name] is None or ours[name] < naive[name]
        for name in ("auc", "capture10"):
            assert ours[name] is None or ours[name] > naive[name]


def test_online_retail_s_chances_and_counts_are_calibrated(sold: Report) -> None:
    held = sold["held_out"]
    assert (held["customers"], held["until"]) == (3316, "2011-12-09")
    assert row(held["models"], "chance")["ece"] <= 0.05
    assert row(held["models"], "count")["pit_ks"] <= 0.06
    assert 0.77 <= row(held["models"], "count")["coverage80"] <= 0.83
    # The held-out days are busier than any that were known: the season before the first Christmas.
    assert 0.77 <= row(held["models"], "value")["coverage80"] <= 0.83
    assert [one["within"] for one in held["totals"].values()] == [True, True]


def test_online_retail_is_where_the_regression_earns_its_place(sold: Report) -> None:
    assert sold["held_out"]["chosen"]["count"] == "log-RFM regression"
    assert sold["chosen"]["count"]["model"] == "log-RFM regression"
    assert sold["chosen"]["count"]["better"] > 2 * sold["chosen"]["count"]["error"]
    assert sold["regularity_k"] == 2
