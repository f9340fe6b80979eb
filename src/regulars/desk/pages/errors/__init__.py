"""What a page says when something went wrong."""
