"""The truth behind the facts, one table a file; decisions are judged by it."""
