"""What is different where the ledger lies in PostgreSQL; `base` is Django's name for a backend."""
