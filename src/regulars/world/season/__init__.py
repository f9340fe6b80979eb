"""How demand moves through the year."""
