"""What the facts mean, in SQL: bases do the joins once, signals are aggregates over them."""

from regulars.signals.catalogue import BASES, signals
from regulars.signals.compile import base_sql, card_sql, signals_sql
from regulars.signals.signal import Signal

__all__ = ["BASES", "Signal", "base_sql", "card_sql", "signals", "signals_sql"]
