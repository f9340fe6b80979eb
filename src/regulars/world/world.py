"""What a made world consists of; apart from its making, so that readers need only this."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class World:
    """Facts as a business would import them, and the truth behind them.

    Shape: `facts` by name of the contract, without `customer_source`: the importer fills it;
           `truth` has one table, `customer`, keyed by `source` and `source_id`.
    """

    facts: dict[str, pa.Table]
    truth: dict[str, pa.Table]
    """Never imported: decisions are judged against it."""
