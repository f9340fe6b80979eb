"""The page of one customer."""
