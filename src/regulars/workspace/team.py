"""A book's team: who takes care of its customers."""

from __future__ import annotations

from regulars.people import persons
from regulars.people.persons import Staff
from regulars.workspace.opened import Opened


class Team(Opened):
    """The people of a book."""

    def team(self) -> tuple[Staff, ...]:
        """Everybody who may log in, owners first, then by name; with role, hours and language.

        Null: `hours` None is the book's usual number (`book.hours`).
        """
        return persons.team()
