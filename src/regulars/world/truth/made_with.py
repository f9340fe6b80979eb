"""What a world was made with: with these anybody makes the same bytes again."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from regulars.world.truth.table import DAY, FLAG, TEXT, WHOLE, TruthColumn, TruthTable

WORLD_TRUTH = TruthTable(
    name="world",
    row="The one world: the arguments of `make_world`.",
    columns=(
        TruthColumn("seed", WHOLE, "The seed."),
        TruthColumn("ends_on", DAY, "The last day of the history.", "day"),
        TruthColumn("customers", WHOLE, "Rows of the fact `customer`.", "customers"),
        TruthColumn("business", TEXT, "Which houses: all, cabins, shop, textiles."),
        TruthColumn("variant", TEXT, "By which laws: plain, other_buying, heavy_tails, drifting."),
        TruthColumn("held_out", FLAG, "Written in the sentences that no other world uses."),
    ),
)


def world_truth(
    *, seed: int, ends_on: date, customers: int, business: str, variant: str, held_out: bool
) -> pa.Table:
    """The table."""
    return WORLD_TRUTH.made_of(
        {
            "seed": [seed],
            "ends_on": [ends_on],
            "customers": [customers],
            "business": [business],
            "variant": [variant],
            "held_out": [held_out],
        }
    )
