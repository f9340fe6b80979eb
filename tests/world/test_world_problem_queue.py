"""The order of the problems, judged by what solving them truly keeps."""

from __future__ import annotations

from judge_queue import ORDERS, judge, more_kept, share_kept


def test_a_day_s_hours_keep_most_when_spent_by_what_is_at_stake() -> None:
    judged = [judge(variant="plain", seed=seed, customers=8_000) for seed in (5, 6)]
    assert sum(one.problems for one in judged) > 40
    assert share_kept(judged, "queue") > 0.25
    for order in ORDERS[1:]:
        assert more_kept(judged, than=order)[0] > 0.05, (order, judged)
