"""Long work in the background, and the morning's refresh."""
