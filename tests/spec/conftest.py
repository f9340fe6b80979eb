"""`engine`: each engine in turn. `check`: facts in, what is known of each customer out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

import pytest

from regulars.engines import Engine as AnyEngine
from regulars.engines import open_engine
from spec.ascii_table import read_table
from spec.card import card_of
from spec.cells import value_of
from spec.engines import ENGINES, Engine
from spec.facts import SOURCE, read_facts


class Check(Protocol):
    def __call__(
        self,
        *,
        as_of: str,
        expected: str,
        currency: str | None = "EUR",
        order: str = "",
        contact: str = "",
        care: str = "",
        customer: str = "",
        identity: str = "",
        reservation: str = "",
        problem: str = "",
        problem_event: str = "",
        answer: str = "",
        review: str = "",
        referral: str = "",
        follow_up: str = "",
        consent: str = "",
    ) -> None:
        """The facts, as of a day, give every customer exactly the values of `expected`."""


@pytest.fixture(scope="session", params=list(ENGINES))
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path_factory.mktemp("engine"), 1) as opened:
        yield opened


@pytest.fixture(scope="session", params=["duckdb", "spark"])
def each_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AnyEngine]:
    """Spark too: for what single functions mean. Whole cards it runs in tests/conformance."""
    settings = {} if request.param == "duckdb" else request.getfixturevalue("spark")
    temporary = tmp_path_factory.mktemp("each")
    with open_engine(settings={"kind": request.param, **settings}, temporary=temporary) as opened:
        yield opened


@pytest.fixture
def check(engine: Engine) -> Check:
    def run(*, as_of: str, expected: str, currency: str | None = "EUR", **tables: str) -> None:
        today = date.fromisoformat(as_of)
        wanted = {row["customer"]: row for row in read_table(expected)}
        facts = read_facts(tables, today=today)
        for name in wanted:
            if name not in facts.customers.values():
                facts.customers[SOURCE, name] = name
        card = card_of(engine, facts, as_of=today, currency=currency)
        columns = [*next(iter(wanted.values()))]
        found = {row["customer"]: row for row in card.select(columns).to_pylist()}
        assert found == {
            name: {
                column: _near(value_of(row[column], card.schema.field(column).type, today=today))
                for column in columns
            }
            for name, row in wanted.items()
        }

    return run


def _near(value: Any) -> Any:
    """Engines agree on a DOUBLE to 1e-9, on all else exactly."""
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value
