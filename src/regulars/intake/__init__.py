"""Files into the ledger: read, checked, compared, published as one batch, undone as one."""
