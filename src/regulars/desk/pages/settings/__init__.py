"""Settings: what the owner decides about a book and its people."""
