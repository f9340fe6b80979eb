"""What the facts mean, in SQL: bases do the joins once, signals are aggregates over them."""

from regulars.signals.catalogue import BASES, STAGES, base_description, signals
from regulars.signals.compile import base_sql, card_sql, signals_sql
from regulars.signals.signal import Signal
from regulars.signals.steps import CARD, Step, card_steps

__all__ = [
    "BASES",
    "CARD",
    "STAGES",
    "Signal",
    "Step",
    "base_description",
    "base_sql",
    "card_sql",
    "card_steps",
    "signals",
    "signals_sql",
]
