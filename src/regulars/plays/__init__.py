"""What to do next: plays are reviewed data, chosen from the card by SQL."""

from regulars.plays.candidates import candidates_sql, columns_read
from regulars.plays.catalogue import plays
from regulars.plays.play import Play

__all__ = ["Play", "candidates_sql", "columns_read", "plays"]
