"""Regulars tells the people of a business, each morning, which customers to take care of."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from regulars.opening import open_book as open

__all__ = ["__version__", "open"]


def __getattr__(name: str) -> object:
    # Importing Regulars stays cheap, and free of Django, until a book is opened.
    if name == "open":
        from regulars.opening import open_book

        return open_book
    raise AttributeError(name)
