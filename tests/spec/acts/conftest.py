"""A small book of customers whose lines are easily told apart."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

AS_OF = date(2026, 6, 30)


@pytest.fixture
def calm(book: Any, tmp_path: Path) -> Any:
    """Eve, Fay, Gus and Hal are late for the first time (optional); Ida bought once (service)."""
    lines = ["order_id,customer_id,order_date,amount"]
    for key in ("eve", "fay", "gus", "hal"):
        days = [AS_OF - timedelta(days=50 + 10 * place) for place in range(6)]
        lines += [f"{key}{place},{key},{day},100" for place, day in enumerate(days)]
    lines.append(f"ida1,ida,{AS_OF - timedelta(days=10)},100")
    (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n")
    path = book.folder / "book.toml"
    path.write_text(path.read_text().replace("holdout_share = 0.1", "holdout_share = 0"))
    import regulars

    book = regulars.open(book.folder)
    book.import_files([tmp_path / "orders.csv"])
    book.refresh(as_of=AS_OF)
    return book
