"""The same arguments give the same bytes, wherever and whenever they are run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pytest

from regulars.contracts import CONTRACTS
from regulars.world import World, make_world
from regulars.world.truth.catalogue import TRUTH

SCRIPT = """
import hashlib, sys
from datetime import date
import pyarrow as pa
from regulars.world import make_world
world = make_world(seed=11, ends_on=date(2026, 3, 1), customers=400, variant=sys.argv[1])
for name, table in (*world.facts.items(), *world.truth.items()):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    print(name, hashlib.sha256(sink.getvalue()).hexdigest())
"""


def digests(hash_seed: str, variant: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, variant],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def bytes_of(world: World) -> str:
    digest = hashlib.sha256()
    for table in (*world.facts.values(), *world.truth.values()):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()


@pytest.mark.parametrize("variant", ["plain", "other_buying"])
def test_two_processes_make_the_same_bytes(variant: str) -> None:
    first, second = digests("1", variant), digests("2", variant)
    assert first == second
    assert len(first.splitlines()) == len(CONTRACTS) + len(TRUTH)


def test_another_seed_makes_another_world() -> None:
    one, other = (make_world(seed=seed, ends_on=date(2026, 3, 1), customers=200) for seed in (1, 2))
    assert bytes_of(one) != bytes_of(other)


def test_another_last_day_keeps_the_kinds_of_customers() -> None:
    one, other = (
        make_world(seed=1, ends_on=ends_on, customers=200)
        for ends_on in (date(2026, 3, 1), date(2025, 8, 15))
    )
    kinds = [sorted(w.truth["customer"].column("segment").to_pylist()) for w in (one, other)]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize("customers", [1, 2, 3, 17])
def test_a_tiny_world_has_as_many_customers_as_asked_for(customers: int) -> None:
    tiny = make_world(seed=5, ends_on=date(2024, 2, 29), customers=customers)
    assert tiny.facts["customer"].num_rows == customers


@pytest.mark.parametrize("business", ["cabins", "shop", "textiles"])
def test_a_book_of_one_house_has_only_that_house(business: str) -> None:
    alone = make_world(seed=5, ends_on=date(2026, 3, 1), customers=60, business=business)
    for fact, table in alone.facts.items():
        assert set(table.column("source").to_pylist()) <= {business, "desk"}, fact


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [({"business": "hats"}, "one of all, cabins"), ({"variant": "odd"}, "one of plain")],
)
def test_an_unknown_business_or_variant_is_refused_with_those_there_are(
    arguments: dict[str, str], cure: str
) -> None:
    with pytest.raises(ValueError, match=cure):
        make_world(seed=1, ends_on=date(2026, 3, 1), customers=5, **arguments)


@pytest.mark.parametrize(("seed", "customers"), [(-1, 10), (1, 0)])
def test_an_impossible_world_is_refused_with_the_cure(seed: int, customers: int) -> None:
    with pytest.raises(ValueError, match=r"give 0|ask for 1"):
        make_world(seed=seed, ends_on=date(2026, 3, 1), customers=customers)
