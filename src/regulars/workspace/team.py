"""A book's team: who takes care of its customers, and who may come in."""

from __future__ import annotations

from regulars.people import enrol, persons
from regulars.people.enrol import Colleague
from regulars.people.login_link import make_login_link
from regulars.people.persons import Staff
from regulars.people.roles import Role
from regulars.workspace.opened import Opened, now


class Team(Opened):
    """The people of a book."""

    def team(self) -> tuple[Staff, ...]:
        """Everybody who may log in, owners first, then by name; with role, hours and language.

        Null: `hours` None is the book's usual number (`book.hours`).
        """
        return persons.team()

    def everybody(self) -> tuple[Colleague, ...]:
        """All who ever belonged to the team, those who may log in first."""
        return enrol.everybody()

    def add_person(
        self,
        *,
        username: str,
        name: str,
        role: Role,
        hours: float | None = None,
        language: str = "",
    ) -> Staff:
        """Somebody new, who comes in by the link of `invite`; `language` "" is the book's.

        Raises: LoginNameWrong, LoginNameTaken.
        """
        return enrol.add_person(
            username=username, name=name, role=role, hours=hours, language=language
        )

    def change_person(
        self, *, username: str, name: str, role: Role, hours: float | None, language: str = ""
    ) -> Staff:
        """What the owner says of somebody. Raises: UnknownPerson, LastOwner."""
        return enrol.change_person(
            username=username, name=name, role=role, hours=hours, language=language
        )

    def change_self(
        self, *, username: str, name: str | None = None, language: str | None = None
    ) -> Staff:
        """What people say of themselves; None leaves it. Raises: UnknownPerson."""
        return enrol.change_self(username=username, name=name, language=language)

    def let_go(self, *, username: str) -> None:
        """This person may not log in any more, and is logged out everywhere; what they did stays.

        Raises: UnknownPerson, LastOwner.
        """
        enrol.let_go(username=username)

    def let_back(self, *, username: str) -> None:
        """This person may log in again. Raises: UnknownPerson."""
        enrol.let_back(username=username)

    def invite(self, *, username: str) -> str:
        """The token of a link that lets a person in once within a day; those before are void.

        Raises: UnknownPerson, LinkNotValid for somebody who may not log in.
        """
        return make_login_link(at=now(), username=username)

    def forget_second_factor(self, *, username: str) -> None:
        """Somebody lost phone and codes: they log in without. Raises: UnknownPerson."""
        enrol.forget_second_factor(username=username)
