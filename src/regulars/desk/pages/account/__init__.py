"""My account: what each person decides about themselves."""
