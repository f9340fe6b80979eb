"""All customers as a table: filters that read as a sentence, columns, saved views, a file."""
