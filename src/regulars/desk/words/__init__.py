"""What the desk calls what it shows: work, facts, columns, and why something was refused."""
