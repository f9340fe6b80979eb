"""acts.choose: which candidates a day's minutes reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from spec.ascii_table import read_table

Fills = Callable[..., None]


@pytest.fixture
def fills(book) -> Fills:
    """Candidates come best first; `becomes` is shown, held out or passed over."""
    from regulars.acts.candidate import Candidate
    from regulars.acts.choose import choose

    def run(minutes: int, table: str) -> None:
        rows = read_table(table)
        candidates = [
            Candidate(
                customer_id=row["customer"],
                customer_source="till",
                customer_key=row["customer"],
                play=row["play"],
                play_version=1,
                optional=True,
                held_out=row.get("held out", "no") == "yes",
                minutes=int(row["minutes"]),
                stake_minor=None,
                stake_low_minor=None,
                stake_high_minor=None,
            )
            for row in rows
        ]
        choice = choose(candidates, minutes={"mina": minutes})["mina"]
        assert list(choice.shown) == _those(candidates, rows, "shown")
        assert list(choice.held_out) == _those(candidates, rows, "held out")

    return run


def _those(candidates, rows, becomes):
    return [one for one, row in zip(candidates, rows, strict=True) if row["becomes"] == becomes]


def test_it_fills_the_minutes_in_the_order_given(fills):
    fills(
        30,
        """
        customer | play        | minutes | becomes
        ann      | broke       | 10      | shown
        ben      | first_order | 5       | shown
        cal      | large       | 15      | shown
        dan      | first_order | 5       | passed over
        """,
    )


def test_what_does_not_fit_is_passed_over_and_a_shorter_line_after_it_may_fit(fills):
    fills(
        20,
        """
        customer | play        | minutes | becomes
        ann      | broke       | 10      | shown
        ben      | large       | 15      | passed over
        cal      | broke       | 10      | shown
        dan      | first_order | 5       | passed over
        """,
    )


def test_a_customer_gets_one_line_for_their_best_play(fills):
    fills(
        60,
        """
        customer | play        | minutes | becomes
        ann      | broke       | 10      | shown
        ann      | large       | 15      | passed over
        ben      | large       | 15      | shown
        ann      | first_order | 5       | passed over
        """,
    )


def test_a_customer_whose_best_play_does_not_fit_gets_the_next(fills):
    fills(
        10,
        """
        customer | play  | minutes | becomes
        ann      | large | 15      | passed over
        ann      | broke | 10      | shown
        """,
    )


def test_a_customer_held_out_of_one_play_may_get_another(fills):
    fills(
        60,
        """
        customer | play        | minutes | held out | becomes
        ann      | broke       | 10      | yes      | held out
        ann      | first_order | 5       | no       | shown
        """,
    )


def test_who_is_held_out_takes_no_minutes(fills):
    fills(
        10,
        """
        customer | play  | minutes | held out | becomes
        ann      | broke | 10      | yes      | held out
        ben      | broke | 10      | no       | shown
        """,
    )


def test_held_out_are_only_those_who_would_have_been_shown(fills):
    fills(
        10,
        """
        customer | play        | minutes | held out | becomes
        too long | large       | 15      | yes      | passed over
        ann      | first_order | 5       | no       | shown
        ann      | first_again | 5       | yes      | passed over
        in time  | first_order | 5       | yes      | held out
        late     | broke       | 10      | yes      | passed over
        ben      | first_order | 5       | no       | shown
        after    | first_order | 5       | yes      | passed over
        """,
    )


@pytest.mark.parametrize("minutes", [0, -15])
def test_without_minutes_nobody_is_shown_or_held_out(fills, minutes):
    fills(
        minutes,
        """
        customer | play        | minutes | held out | becomes
        ann      | first_order | 5       | no       | passed over
        ben      | first_order | 5       | yes      | passed over
        """,
    )


def test_below_the_line_each_customer_has_the_best_play_that_is_not_held_out(book):
    from regulars.acts.candidate import Candidate
    from regulars.acts.choose import one_each

    def candidate(customer: str, play: str, held_out: bool = False) -> Candidate:
        return Candidate(customer, "till", customer, play, 1, True, held_out, 10, None, None, None)

    candidates = [
        candidate("ann", "broke", held_out=True),
        candidate("ben", "broke"),
        candidate("ann", "large"),
        candidate("ben", "large"),
        candidate("cal", "large"),
    ]
    below = one_each(candidates, at_most=2)
    assert [(one.customer_id, one.play) for one in below] == [("ben", "broke"), ("ann", "large")]


@pytest.fixture
def shares(book) -> Fills:
    """Candidates come best first; `comes to` is whose list they are on, null nobody's."""
    from regulars.acts.candidate import Candidate
    from regulars.acts.choose import choose

    def run(minutes: dict[str, int], table: str) -> None:
        rows = read_table(table)
        candidates = [
            Candidate(
                customer_id=row["customer"],
                customer_source="till",
                customer_key=row["customer"],
                play=row.get("play", "broke"),
                play_version=1,
                optional=True,
                held_out=False,
                minutes=int(row["minutes"]),
                stake_minor=None,
                stake_low_minor=None,
                stake_high_minor=None,
                looked_after_by=row.get("looked after by"),
            )
            for row in rows
        ]
        found = {
            one: staff
            for staff, choice in choose(candidates, minutes=minutes).items()
            for one in choice.shown
        }
        assert [found.get(one) for one in candidates] == [row["comes to"] for row in rows]
        for choice in choose(candidates, minutes=minutes).values():
            places = [candidates.index(one) for one in choice.shown]
            assert places == sorted(places), "each list stays best first"

    return run


def test_whom_nobody_looks_after_comes_to_whoever_has_most_time_left(shares):
    shares(
        {"mina": 30, "omar": 20},
        """
        customer | minutes | comes to
        ann      | 10      | mina
        ben      | 10      | mina
        cal      | 15      | omar
        dan      | 10      | mina
        eve      | 5       | omar
        fay      | 5       | null
        """,
    )


def test_whom_somebody_looks_after_comes_to_that_person_or_to_nobody(shares):
    shares(
        {"mina": 20, "omar": 60},
        """
        customer | minutes | looked after by | comes to
        ann      | 10      | mina            | mina
        ben      | 10      | mina            | mina
        cal      | 10      | mina            | null
        dan      | 10      | zoe             | null
        eve      | 10      | null            | omar
        """,
    )


def test_a_shared_line_goes_to_a_colleague_where_that_makes_room_for_one_s_own(shares):
    shares(
        {"mina": 30, "omar": 25},
        """
        customer | minutes | looked after by | comes to
        ann      | 10      | null            | mina
        ben      | 10      | null            | omar
        cal      | 10      | null            | omar
        dan      | 20      | mina            | mina
        """,
    )


def test_nothing_is_handed_on_where_that_would_not_make_room_enough(shares):
    shares(
        {"mina": 20, "omar": 15},
        """
        customer | minutes | looked after by | comes to
        ann      | 10      | null            | mina
        ben      | 10      | null            | omar
        cal      | 10      | null            | mina
        dan      | 20      | mina            | null
        """,
    )


def test_a_customer_of_two_plays_is_on_one_list_only(shares):
    shares(
        {"mina": 60, "omar": 60},
        """
        customer | play  | minutes | comes to
        ann      | broke | 10      | mina
        ann      | large | 15      | null
        ben      | broke | 10      | omar
        """,
    )
