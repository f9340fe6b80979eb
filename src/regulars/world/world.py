"""What a made world consists of; apart from its making, so that readers need only this."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from regulars.world.life.hidden import Hidden


@dataclass(frozen=True)
class World:
    """Facts as a business would have written them down, and the truth behind them.

    Shape: `facts` by name of the contract, without `customer_source` where it is the fact's own
           `source`: the importer fills it; `truth` by name of the table, documented in
           `regulars.world.truth.catalogue.TRUTH`, customers named by `source` and `source_id`.
    """

    facts: dict[str, pa.Table]
    truth: dict[str, pa.Table]
    """Never imported: decisions are judged against it."""
    hidden: Hidden
    """From where `simulate` lives on; not to be read otherwise."""
