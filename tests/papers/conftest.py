"""The CDNOW sample, read once, as the papers count it."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

CDNOW = Path(__file__).parents[2].parent / "shared" / "data" / "cdnow"
LAST_CALIBRATION_DAY = date(1997, 9, 30)
HOLDOUT_DAYS = 273

Columns = dict[str, np.ndarray]


@pytest.fixture(scope="session")
def cdnow() -> Columns:
    """One row per customer: 39 weeks of history, and what came in the 39 weeks after."""
    return _columns(_spend_by_customer_and_day(_file("CDNOW_sample.txt")))


@pytest.fixture(scope="session")
def cdnow_summary() -> Columns:
    """The published summary: x, t_x, T and zbar, the mean value of repeat purchases."""
    with _file("cdnow_customers_summary_with_transactions.csv").open() as lines:
        rows = list(csv.DictReader(lines))
    return {
        name: np.array([float(row[name]) for row in rows]) for name in ("x", "t_x", "T", "zbar")
    }


@pytest.fixture(scope="session")
def cdnow_gaps() -> tuple[np.ndarray, np.ndarray]:
    """The first two gaps of who has two in 39 weeks, in days."""
    spend = _spend_by_customer_and_day(_file("CDNOW_sample.txt"))
    days = [
        sorted(day for day in by_day if day <= LAST_CALIBRATION_DAY) for by_day in spend.values()
    ]
    gaps = [((own[1] - own[0]).days, (own[2] - own[1]).days) for own in days if len(own) > 2]
    one, two = np.array(gaps, dtype=float).T
    return one, two


def _file(name: str) -> Path:
    if not CDNOW.is_dir():
        pytest.skip("real data not here: ../shared/data")
    return CDNOW / name


def _spend_by_customer_and_day(path: Path) -> dict[str, dict[date, float]]:
    spend: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for line in path.read_text().splitlines():
        if line.strip():
            _, customer, day, _, dollars = line.split()
            spend[customer][date.fromisoformat(day)] += float(dollars)
    return spend


def _columns(spend: dict[str, dict[date, float]]) -> Columns:
    rows = []
    for customer in sorted(spend):
        by_day = spend[customer]
        first, *repeats = sorted(day for day in by_day if day <= LAST_CALIBRATION_DAY)
        held_out = [
            by_day[day] for day in by_day if 0 < (day - LAST_CALIBRATION_DAY).days <= HOLDOUT_DAYS
        ]
        rows.append(
            (
                len(repeats),
                (max([first, *repeats]) - first).days / 7,
                (LAST_CALIBRATION_DAY - first).days / 7,
                float(np.mean([by_day[day] for day in repeats])) if repeats else np.nan,
                len(held_out),
                sum(held_out),
            )
        )
    names = ("x", "t_x", "age", "mean_value", "purchases_after", "spend_after")
    return dict(zip(names, np.array(rows, dtype=float).T, strict=True))
