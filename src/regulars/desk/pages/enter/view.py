"""Coming in by a one-time link, and going out."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regulars.desk.frame.roles import needs
from regulars.people.login_link import LinkNotValid, check, redeem
from regulars.people.roles import Role

GONE = 410


@login_not_required
@require_safe
def how_to_enter(request: HttpRequest) -> HttpResponse:
    """What somebody sees who is not logged in."""
    return render(request, "pages/enter/how_to_enter.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """One button; only pressing it uses the link up, so a preview of the link does not."""
    now = timezone.now()
    try:
        if request.method == "POST":
            login(request, redeem(token=token, at=now))
            return redirect("today")
        check(token=token, at=now)
    except LinkNotValid as not_valid:
        return render(request, "pages/enter/not_valid.html", {"why": not_valid}, status=GONE)
    return render(request, "pages/enter/enter.html")


@needs(Role.READ_ONLY)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Logs out on this device."""
    logout(request)
    return redirect("how_to_enter")
