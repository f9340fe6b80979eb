"""What people do: the day plan, done, snoozed, not right, and undo."""

from regulars.acts.outcome import NotAnAnswer, UnknownCare
from regulars.acts.portrait import Portrait
from regulars.acts.today import Item, Today

__all__ = ["Item", "NotAnAnswer", "Portrait", "Today", "UnknownCare"]
