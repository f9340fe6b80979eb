"""Coming in by a one-time link, and going out."""
