"""The book as tools of a language model, by the Model Context Protocol; needs the extra `mcp`."""
