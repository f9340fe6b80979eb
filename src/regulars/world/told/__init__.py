"""The facts: what a business would have written down of it."""
