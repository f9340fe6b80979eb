"""Where the owner asks everybody for a second factor: nobody goes on without."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django_htmx.http import HttpResponseClientRedirect

from regulars import workspace
from regulars.desk.frame.roles import View

PAGE = "mfa_activate_totp"


def without_second_factor(view: View) -> View:
    """Lets people through to the view who still have to add theirs."""
    view.without_second_factor = True  # type: ignore[attr-defined]
    return view


class SecondFactor(MiddlewareMixin):
    """Moves whoever has none, and needs one, to the page that adds it."""

    def process_view(
        self, request: HttpRequest, view: View, arguments: Any, named: Any
    ) -> HttpResponse | None:
        request.second_factor_missing = (
            request.staff is not None
            and workspace.current().second_factor
            and not is_mfa_enabled(request.user, ["totp"])
        )
        if not request.second_factor_missing or not getattr(view, "login_required", True):
            return None
        if getattr(view, "without_second_factor", False):
            return None
        if request.htmx:
            return HttpResponseClientRedirect(reverse(PAGE))
        return redirect(PAGE)
