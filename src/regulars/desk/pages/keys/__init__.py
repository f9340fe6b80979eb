"""Keys for programs, and web hooks."""
