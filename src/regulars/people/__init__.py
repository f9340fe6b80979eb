"""The staff: who they are, and the one-time links by which they log in."""
