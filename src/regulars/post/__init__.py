"""Mail that leaves the book: who wants it, what was sent, and sending it."""
