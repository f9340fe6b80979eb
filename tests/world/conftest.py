"""One world for all tests of this room; making it takes some two seconds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from regulars.world import World, make_world

ENDS_ON = date(2026, 3, 1)
Key = tuple[str, str]


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(seed=7, ends_on=ENDS_ON)


@pytest.fixture(scope="session")
def large_world() -> World:
    """Enough customers for shares of shares."""
    return make_world(seed=11, ends_on=ENDS_ON, customers=16_000)


@pytest.fixture(scope="session")
def truth(world: World) -> dict[Key, dict[str, Any]]:
    """The truth of each customer, by source and key."""
    rows = world.truth["customer"].to_pylist()
    return {(row["source"], row["source_id"]): row for row in rows}
