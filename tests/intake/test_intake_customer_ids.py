"""The id made in columns is the one that the contract says, for every key."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.contracts import customer_id
from regulars.engines import DuckDBEngine
from regulars.intake.facts import customer_id_sql

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@settings(max_examples=25, deadline=None)
@given(keys=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=200, unique=True))
def test_every_key_gets_the_same_id_as_in_python(keys: list[tuple[str, str]]) -> None:
    import pyarrow as pa

    with DuckDBEngine(temporary=Path("unused")) as engine:
        sources, names = zip(*keys, strict=True)
        engine.define_arrow("given", pa.table({"source": sources, "source_id": names}))
        made = engine.rows(f"SELECT source, source_id, {customer_id_sql()} FROM given")
    assert sorted(made) == sorted((s, k, customer_id(source=s, key=k)) for s, k in keys)
