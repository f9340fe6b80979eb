"""How values read in English and in Bengali. The language is always passed, never ambient."""

from regulars.wording.values import day, days, money, number, rounded, share

__all__ = ["day", "days", "money", "number", "rounded", "share"]
