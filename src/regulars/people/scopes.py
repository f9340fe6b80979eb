"""What a key may be used for, and which role its person needs for that."""

from __future__ import annotations

from enum import StrEnum

from regulars.people.roles import Role


class Scope(StrEnum):
    """A key has one or several; each lets in to its own calls and to nothing else."""

    READ = "read"
    WRITE_FACTS = "write:facts"
    WRITE_ACTS = "write:acts"
    ADMIN = "admin"

    @property
    def needs(self) -> Role:
        """The role without which the scope is worth nothing."""
        return _NEEDS[self]


_NEEDS = {
    Scope.READ: Role.READ_ONLY,
    Scope.WRITE_FACTS: Role.STAFF,
    Scope.WRITE_ACTS: Role.STAFF,
    Scope.ADMIN: Role.OWNER,
}


def allowed(role: Role) -> tuple[Scope, ...]:
    """The scopes that a person of this role may give their keys."""
    return tuple(scope for scope in Scope if role.may(scope.needs))
