"""What happened: the append-only facts, written and read."""
