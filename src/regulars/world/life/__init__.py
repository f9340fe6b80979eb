"""What happens, day by day, and what would happen after another decision."""
