"""acts.history: whom earlier care lets alone, and for how long."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from regulars.plays import plays
from spec.acts.conftest import AS_OF


@pytest.fixture
def alone(calm: Any, tmp_path: Path) -> Any:
    """What is let alone some days after a line of that play was answered so for `eve`."""

    def run(*, play: str, days: int, once_in: int = 14, **said: Any) -> set[str]:
        from regulars.acts.history import let_alone
        from regulars.ledger.desk_facts import write_desk_facts
        from regulars.workspace.opened import now

        care = {
            "customer_source": "own",
            "customer_key": "eve",
            "play": play,
            "play_version": 1,
            "planned_on": AS_OF,
            "staff": "owner",
            "state": "done",
            "state_at": now(),
            "rank": 1,
            "minutes": 10,
            "currency": "EUR",
            "reason": None,
            "snoozed_until_on": None,
            **said,
        }
        write_desk_facts(fact="care", rows={"one": care}, at=now())
        found = let_alone(on=AS_OF + timedelta(days=days), optional_once_in_days=once_in)
        if found.customers:
            assert found.customers == {("own", "eve")}
            return set(plays())
        assert {key for _, key, _ in found.plays} <= {"eve"}
        return {name for *_, name in found.plays}

    return run


OPTIONAL = {name for name, play in plays().items() if play.optional}


def test_after_optional_care_every_optional_play_lets_them_alone_for_a_fortnight(alone):
    assert alone(play="anniversary", days=1) == OPTIONAL
    assert alone(play="anniversary", days=13) == OPTIONAL
    assert alone(play="anniversary", days=14) == {"anniversary"}, "its own cool-down is longer"


def test_service_neither_counts_for_that_nor_is_stopped_by_it(alone):
    assert alone(play="first_order", days=1) == {"first_order"}
    assert not alone(play="anniversary", days=1) - OPTIONAL


def test_only_what_was_done_counts(alone):
    assert alone(play="anniversary", days=1, state="not_right", reason="wrong_moment") == {
        "anniversary"
    }
    assert alone(play="anniversary", days=1, state="shown") == set()
    assert alone(play="anniversary", days=1, state="held_out", rank=None) == set()


@pytest.mark.parametrize(("once_in", "days", "stopped"), [(30, 29, True), (30, 30, False)])
def test_the_book_says_how_many_days(alone, once_in, days, stopped):
    found = alone(play="anniversary", days=days, once_in=once_in)
    assert (found == OPTIONAL) == stopped


def test_no_limit_leaves_the_play_s_own_cool_down(alone):
    assert alone(play="anniversary", days=1, once_in=0) == {"anniversary"}


@pytest.mark.parametrize(
    ("reason", "last"), [("wrong_facts", 29), ("other", 29), ("wrong_moment", 2)]
)
def test_a_play_that_was_wrong_lets_them_alone_for_a_month_at_least(alone, reason, last):
    """The problem play cools down for three days: too soon where its facts were wrong."""
    said = {"state": "not_right", "reason": reason}
    assert plays()["problem_open"].cool_down_days == 3
    assert alone(play="problem_open", days=last, **said) == {"problem_open"}
    assert alone(play="problem_open", days=last + 1, **said) == set()


def test_who_is_no_customer_any_more_is_let_alone_by_all_for_good(alone):
    said = {"state": "not_right", "reason": "no_longer_a_customer"}
    assert alone(play="first_order", days=900, **said) == set(plays())


def test_the_limit_of_the_book_s_file_is_the_one_that_counts(calm):
    file = calm.folder / "book.toml"
    [eve] = [one for one in calm.today(hours=8).items if one.customer == "eve"]
    calm.done(care_id=eve.care_id, received=None, note=None)
    assert ("own", "eve", "anniversary") not in calm._let_alone().plays, "today she is on a list"
    calm.refresh(as_of=AS_OF + timedelta(days=20))
    assert ("own", "eve", "anniversary") not in calm._let_alone().plays
    file.write_text(file.read_text() + "[care]\noptional_once_in_days = 21\n")
    assert ("own", "eve", "anniversary") in calm._let_alone().plays
