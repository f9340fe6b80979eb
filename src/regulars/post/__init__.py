"""What goes out: mail and web hooks, to whom, and what became of each."""
