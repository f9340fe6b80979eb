"""Sends whoever is not logged in to the page that says how to get in."""

from __future__ import annotations

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect


class LogInRequired(LoginRequiredMiddleware):
    """Django's own, except that a fragment's request moves the whole page."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:
        if request.htmx:
            return HttpResponseClientRedirect(resolve_url(self.get_login_url(view_func)))
        return super().handle_no_permission(request, view_func)
