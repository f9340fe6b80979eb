"""Questions to the table of customers that somebody named, for themselves or for the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext

from regulars.errors import RegularsError
from regulars.people.models import SavedView
from regulars.people.persons import staff_of
from regulars.people.roles import Role

LONGEST_NAME = 80
LONGEST_QUERY = 4_000


class ViewWrong(RegularsError):
    """The view cannot be kept so, or is not this person's to remove."""

    exit_code = 2


@dataclass(frozen=True)
class View:
    """`query` is the part of the address after its `?`; `by` is "" for one's own."""

    number: int
    name: str
    query: str
    for_team: bool
    by: str
    may_remove: bool


def views_for(user: User) -> list[View]:
    """A person's own views and the team's, by name."""
    mine = SavedView.objects.filter(Q(user=user) | Q(for_team=True)).select_related("user")
    decides = staff_of(user).role.may(Role.OWNER)
    return [
        View(
            number=one.pk,
            name=one.name,
            query=one.query,
            for_team=one.for_team,
            by="" if one.user_id == user.pk else one.user.get_full_name() or one.user.username,
            may_remove=one.user_id == user.pk or decides,
        )
        for one in sorted(mine, key=lambda one: (one.for_team, one.name.casefold(), one.pk))
    ]


def save_view(*, user: User, name: str, query: str, for_team: bool, at: datetime) -> None:
    """Keep a question under a name; one of the same name of the same person is replaced.

    Raises: ViewWrong for a name that is empty or too long.
    """
    plain = " ".join(name.split())
    if not 0 < len(plain) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise ViewWrong(
            gettext(
                "A view needs a name of at most %(letters)s letters, and not so many conditions. "
                "Nothing was saved."
            )
            % {"letters": LONGEST_NAME}
        )
    SavedView.objects.update_or_create(
        user=user, name=plain, defaults={"query": query, "for_team": for_team, "saved_at": at}
    )


def remove_view(*, user: User, number: int) -> None:
    """Forget a view: one's own, or any of the team's for an owner. Raises: ViewWrong."""
    found = next((view for view in views_for(user) if view.number == number), None)
    if found is None:
        return  # somebody removed it meanwhile
    if not found.may_remove:
        raise ViewWrong(
            gettext("The view “%(name)s” is of %(person)s. Nothing was removed; ask them.")
            % {"name": found.name, "person": found.by}
        )
    SavedView.objects.filter(pk=number).delete()
