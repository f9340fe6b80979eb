"""The holdout: a random share left untouched, so that a play can be judged; service never is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from regulars.book.reader import Pool, SnapshotReader
from regulars.contracts import customer_id
from regulars.plays import plays
from spec.acts.snapshots import read_candidates

IDS = [customer_id(source="till", key=str(place)) for place in range(4000)]
NAMES = list(plays())


@pytest.fixture
def held(book) -> Callable[..., set[str]]:
    """The customers among `ids` whom a play leaves untouched."""
    from regulars.acts.candidate import is_held_out

    def run(
        ids: Sequence[str] = IDS,
        *,
        salt: str = "salt",
        play: str = "rhythm_broke",
        version: int = 1,
        share: float = 0.1,
    ) -> set[str]:
        about = {"salt": salt, "play": play, "play_version": version, "share": share}
        return {one for one in ids if is_held_out(customer_id=one, **about)}

    return run


def test_about_the_share_asked_for_is_held_out(held):
    for share in (0.1, 0.5, 0.9):
        four_standard_errors = 4 * (share * (1 - share) / len(IDS)) ** 0.5
        assert abs(len(held(share=share)) / len(IDS) - share) < four_standard_errors


def test_who_is_held_out_stays_so_whoever_comes_or_goes(held):
    assert held(IDS[::-3]) == held() & set(IDS[::-3])
    assert held(IDS[:1]) | held(IDS[1:]) == held()


def test_a_larger_share_adds_and_changes_nobody(held):
    assert held(share=0.05) < held(share=0.1) < held(share=0.2)


def test_no_share_holds_nobody_out_and_the_whole_share_everybody(held):
    assert held(share=0.0) == set()
    assert held(share=1.0) == set(IDS)


@pytest.mark.parametrize("other", [{"salt": "b"}, {"play": "large_and_silent"}, {"version": 2}])
def test_another_book_play_or_version_draws_anew(held, other):
    both = len(held() & held(**other)) / len(IDS)
    assert abs(both - 0.01) < 0.01, "independent draws of a tenth share a hundredth"


def test_the_draw_is_the_first_15_digits_of_the_hash_and_never_changes(held):
    five = ["ann", "ben", "cal", "dan", "eve"]
    assert held(five, share=0.3224) == {"dan"}
    assert held(five, share=0.3225) == {"dan", "eve"}


def test_sql_and_python_hold_out_the_same_customers(pool, held):
    for salt, share in (("salt", 0.1), ("4f7d-o'brien|ü", 0.37)):
        found = {
            (row["play"], row["customer_id"])
            for row in pool(salt=salt, share=share).rows
            if row["held_out"]
        }
        assert found == {
            (play, one)
            for play in NAMES
            if plays()[play].optional
            for one in held(salt=salt, play=play, share=share, version=plays()[play].version)
        }


def test_service_is_never_held_out(pool):
    service = {name for name in NAMES if not plays()[name].optional}
    rows = [row for row in pool(salt="salt", share=1.0).rows if row["play"] in service]
    assert len(rows) == len(IDS) * len(service)
    assert not any(row["held_out"] for row in rows)


def test_whoever_has_only_plays_that_hold_them_out_is_not_counted_as_waiting(pool, held):
    nobody_else = pool(salt="salt", share=0.1, only="rhythm_broke")
    assert nobody_else.customers == len(IDS) - len(held())
    assert pool(salt="salt", share=0.1).customers == len(IDS)


def test_of_two_who_are_one_customer_and_drawn_to_both_sides_nobody_is_held_out(tmp_path, held):
    drawn = held()
    out, treated = sorted(drawn), [one for one in IDS if one not in drawn]
    merged = {out[0]: treated[0], treated[1]: out[1], out[2]: out[3], treated[2]: treated[3]}
    kept = [one for one in IDS if one not in merged.values()]
    reader = read_candidates(
        tmp_path,
        candidates=[_candidate(one, "rhythm_broke") for one in kept],
        identities=[{"customer_id": one, "source": "till", "source_id": one} for one in kept],
        redirects=[
            {"customer_id": younger, "into_customer_id": elder, "basis": "email"}
            for elder, younger in merged.items()
        ],
    )
    pool = reader.pool(
        customers=frozenset(), plays=frozenset(), salt="salt", holdout_share=0.1, at_most=len(IDS)
    )
    reader.close()
    found = {row["customer_id"] for row in pool.rows if row["held_out"]}
    assert found == (drawn & set(kept)) - {out[0]}
    assert out[2] in found
    assert not {treated[1], treated[2]} & found


@pytest.fixture(scope="module")
def reader_of(tmp_path_factory: pytest.TempPathFactory):
    """A reader of a snapshot in which these plays want every customer."""
    opened: dict[str, SnapshotReader] = {}

    def read(names: Sequence[str]) -> SnapshotReader:
        key = "+".join(names)
        if key not in opened:
            opened[key] = read_candidates(
                tmp_path_factory.mktemp("snapshot"),
                candidates=[_candidate(one, name) for one in IDS for name in names],
                identities=[
                    {"customer_id": one, "source": "till", "source_id": one} for one in IDS
                ],
            )
        return opened[key]

    yield read
    for reader in opened.values():
        reader.close()


@pytest.fixture
def pool(reader_of) -> Callable[..., Pool]:
    def run(*, salt: str, share: float, only: str | None = None) -> Pool:
        return reader_of([only] if only else NAMES).pool(
            customers=frozenset(),
            plays=frozenset(),
            salt=salt,
            holdout_share=share,
            at_most=len(IDS) * len(NAMES),
        )

    return run


def _candidate(one: str, name: str) -> dict[str, Any]:
    play = plays()[name]
    return {
        "customer_id": one,
        "play": name,
        "play_version": play.version,
        "optional": play.optional,
    }
