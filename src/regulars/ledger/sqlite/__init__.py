"""What is different where the ledger is a file; `base` is Django's name for a backend."""
