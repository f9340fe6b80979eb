"""One world for all tests of this room; making it takes about half a second."""

from __future__ import annotations

from datetime import date

import pytest

from regulars.world import World, make_world

ENDS_ON = date(2026, 3, 1)


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(seed=7, ends_on=ENDS_ON)
