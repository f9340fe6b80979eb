"""Counts before a moment against counting one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from regulars.estimates.effort_counts import counted_before

EVENTS = st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5)), max_size=30)


@given(EVENTS, EVENTS)
def test_each_counts_what_has_its_key_and_came_before(events: list, asked: list) -> None:
    key, at = np.array(events, dtype=np.int64).reshape(-1, 2).T
    asked_key, asked_at = np.array(asked, dtype=np.int64).reshape(-1, 2).T
    found = counted_before(key=key, at=at, asked_key=asked_key, asked_at=asked_at)
    assert found.tolist() == [sum(k == key and t < at for k, t in events) for key, at in asked]
