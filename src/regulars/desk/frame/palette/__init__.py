"""The one field that finds customers, pages and commands, on every page."""
