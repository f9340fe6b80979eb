"""Which role an address asks for, and what happens to whoever has not got it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from regulars.desk.pages.errors.view import not_yours
from regulars.people.roles import Role

View = Callable[..., HttpResponse]


def needs(role: Role) -> Callable[[View], View]:
    """Only people of this role, or of one that may more, get through to the view.

    Without it a view is open to everybody who is logged in for looking, and to staff for changing.
    """

    def marked(view: View) -> View:
        view.needed_role = role  # type: ignore[attr-defined]
        return view

    return marked


def needed_role(view: View, *, method: str) -> Role:
    """The role that a view asks for, for a request with this method."""
    usual = Role.READ_ONLY if method in {"GET", "HEAD", "OPTIONS"} else Role.STAFF
    role: Role = getattr(view, "needed_role", usual)
    return role


class Roles(MiddlewareMixin):
    """Refuses what the person's role may not do."""

    def process_view(
        self, request: HttpRequest, view: View, arguments: Any, named: Any
    ) -> HttpResponse | None:
        if request.staff is None or not getattr(view, "login_required", True):
            return None  # a page for strangers, or the log-in is asked for
        if not request.staff.role.may(needed_role(view, method=request.method)):
            return not_yours(request)
        return None
