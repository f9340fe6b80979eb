"""The page on how good predictions are, and what keeping a customer is worth."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

import regulars
from regulars.book.kept_backtest import keep_backtest, kept_backtest
from regulars.jobs.kinds import Kind

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[Any], str]


@pytest.fixture(scope="module")
def report(planned_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of one backtest of the planned book, made once."""
    from conftest import ENDS_ON

    folder = tmp_path_factory.mktemp("tried") / "book"
    shutil.copytree(planned_folder, folder)
    opened = regulars.open(folder)
    opened.backtest(as_of=ENDS_ON)
    opened.close()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def tried(report: Path, book: Book) -> Iterator[dict[str, Any]]:
    """The report, kept in the book of the test."""
    from conftest import ENDS_ON

    found = kept_backtest(report, as_of=ENDS_ON)
    assert found is not None
    keep_backtest(book.folder, found)
    yield found.report
    shutil.rmtree(book.folder / "backtests")


def test_without_a_backtest_it_says_what_is_taken_until_then(
    book: Book, desk: Client, text_of: Words
) -> None:
    # A test before this one may have had the worker make one.
    shutil.rmtree(book.folder / "backtests", ignore_errors=True)
    said = text_of(desk.get("/predictions"))
    assert "Predictions have not been tried on this book’s past yet" in said
    assert "by a stated prior: the MBG/NBD for how often, the Gamma-Gamma for how much" in said


def test_of_100_customers_it_says_how_many_came_back(
    tried: dict[str, Any], desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/predictions"))
    for one in tried["reliability"]:
        low, high = round(100 * one["low"]), round(100 * one["high"])
        came = f"Of 100 customers to whom we gave {low}–{high}%, {one['came_of_100']} came back"
        assert came in said
    assert f"{tried['horizon_days']} days that followed" in said
    assert "Last tried as of 1 Mar 2026" in said


def test_every_figure_stands_beside_going_on_as_until_now(
    tried: dict[str, Any], desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/predictions"))
    name = tried["chosen"]["chance"]["name"]
    [ours] = [r for r in tried["models"] if (r["task"], r["name"]) == ("chance", name)]
    naive = tried["baselines"][0]
    off = f"off by {100 * ours['ece']:.0f} of 100 on average; going on as until now by"
    assert f"{off} {100 * naive['ece']:.0f}" in said
    assert f"Chosen by what was known before {_day(tried['held_out']['from'])}" in said
    assert re.search(r"All together: between [\d,]+ and [\d,]+ orders were expected", said)


def _day(iso: str) -> str:
    from datetime import date

    on = date.fromisoformat(iso)
    return f"{on.day} {on:%b %Y}"


def test_it_says_whether_the_results_are_made_with_what_was_chosen(
    tried: dict[str, Any], desk: Client, text_of: Words
) -> None:
    assert "The next refresh takes what was chosen." in text_of(desk.get("/predictions"))


def test_it_speaks_bengali_with_bengali_numerals(
    tried: dict[str, Any], desk: Client, text_of: Words
) -> None:
    desk.cookies["django_language"] = "bn"
    said = text_of(desk.get("/predictions"))
    assert "পূর্বাভাস কতটা ভালো?" in said
    assert re.search(r"যে ১০০ জন গ্রাহকের সম্ভাবনা [০-৯]+–[০-৯]+% বলেছিলাম", said)


def test_too_little_is_said_and_no_figure_shown(
    tried: dict[str, Any], book: Book, desk: Client, text_of: Words
) -> None:
    from conftest import ENDS_ON

    [kept] = (book.folder / "backtests").glob("*.json")
    told = json.loads(kept.read_text())
    told["study"] = None
    told["report"] |= {
        "chosen": {},
        "models": [],
        "baselines": [],
        "reliability": [],
        "totals": {"orders": [], "spend_minor": []},
        "horizon_days": None,
        "origins": [],
        "held_out": None,
        "too_little": "0 windows",
    }
    kept.write_text(json.dumps(told))
    assert kept_backtest(book.folder, as_of=ENDS_ON) is not None
    said = text_of(desk.get("/predictions"))
    assert "Not enough data yet to try predictions" in said
    assert "came back" not in said


def test_who_may_change_things_has_them_tried_anew(desk: Client, book: Book) -> None:
    from regulars.jobs.queue import newest

    answer = desk.post("/predictions")
    assert (answer.status_code, answer["Location"]) == (302, "/predictions")
    job = newest(kinds=[Kind.BACKTEST])
    assert job is not None
    assert not job.ended
    assert 'id="job"' in desk.get("/predictions").content.decode()


def test_the_customer_s_page_leads_to_it(desk: Client, book: Book) -> None:
    [one] = book.card(columns=["customer_id"], where="expected_spend_365_minor > 0").to_pylist()[:1]
    page = desk.get(f"/customers/{one['customer_id']}").content.decode()
    assert 'href="/predictions"' in page
    figure = desk.get(f"/customers/{one['customer_id']}/figures/chance_return_365")
    assert 'href="/predictions"' in figure.content.decode()


def test_what_a_new_customer_costs_is_shown_apart_and_only_where_it_is_stated(
    desk: Client, book: Book, text_of: Words
) -> None:
    where = "expected_spend_365_minor > 1000000"
    [one] = book.card(columns=["customer_id", "expected_spend_365_minor"], where=where).to_pylist()[
        :1
    ]
    address = f"/customers/{one['customer_id']}"
    assert "Keeping them is worth" not in text_of(desk.get(address))
    before = (book.folder / "book.toml").read_text()
    try:
        book.change_settings({"new_customer_cost": 45_678})
        said = text_of(desk.get(address))
        whole = one["expected_spend_365_minor"] + 4_567_800
        shown = re.search(
            r"Keeping them is worth ৳ ([\d,]+)", said.replace("\N{NO-BREAK SPACE}", " ")
        )
        assert shown is not None
        assert int(shown[1].replace(",", "")) == pytest.approx(whole / 100, rel=0.006)
        assert "৳ 45,678 that winning a new customer" in said.replace("\N{NO-BREAK SPACE}", " ")
    finally:
        (book.folder / "book.toml").write_text(before)
