"""One business's book: its settings, its refresh, its snapshots and how they are read."""
