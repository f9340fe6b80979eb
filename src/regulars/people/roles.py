"""What each of the staff may do: three roles, each with all that the one before it may."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """`read_only` sees, `staff` also writes down what happens, `owner` decides for the book too."""

    READ_ONLY = "read_only"
    STAFF = "staff"
    OWNER = "owner"

    def may(self, needed: Role) -> bool:
        """Whether this role may do what `needed` may."""
        return self.reach >= needed.reach

    @property
    def reach(self) -> int:
        """How far the role goes, to compare two of them."""
        return tuple(Role).index(self)
