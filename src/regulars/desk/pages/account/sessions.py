"""Logging out on other devices."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from regulars.desk.frame.roles import needs
from regulars.people.roles import Role
from regulars.people.sessions import UnknownSession, end_all_sessions, end_session


@needs(Role.READ_ONLY)
@require_POST
def end_here(request: HttpRequest, number: int) -> HttpResponse:
    """On one device, also on this one."""
    try:
        end_session(request.user, number=number)
    except UnknownSession as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("/account#sessions")


@needs(Role.READ_ONLY)
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """On all of them but this one."""
    end_all_sessions(request.user, but=request.session.session_key)
    return redirect("/account#sessions")
