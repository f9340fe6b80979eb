"""The staff: who they are, what each may do, and how they log in."""
