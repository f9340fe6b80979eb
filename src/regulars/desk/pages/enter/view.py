"""Coming in by a one-time link, and going out. By password: allauth's own, with our templates."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.frame.second_factor import without_second_factor
from regulars.people.login_link import LinkNotValid, check, redeem
from regulars.people.roles import Role

GONE = 410


@login_not_required
@names_nobody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """One button; only pressing it uses the link up, so a preview of the link does not."""
    now = timezone.now()
    try:
        if request.method == "POST":
            return _come_in(request, redeem(token=token, at=now))
        check(token=token, at=now)
    except LinkNotValid as not_valid:
        return render(request, "pages/enter/not_valid.html", {"why": not_valid}, status=GONE)
    return render(request, "pages/enter/enter.html")


def _come_in(request: HttpRequest, user: object) -> HttpResponse:
    """As after a password: whoever has a second factor is asked for it."""
    # The link is as good as the password, so a new password may be set with it.
    record_authentication(request, user, method="link", reauthenticated=True)
    answer: HttpResponse = perform_login(request, Login(user=user, email_verification="none"))
    return answer


@without_second_factor
@needs(Role.READ_ONLY)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Logs out on this device."""
    logout(request)
    return redirect("account_login")
