"""What is around every page: rail, top, headers, who may see it."""
