"""Data: what comes in and goes out: imports, who is who, a person's data, recipes, backups."""
