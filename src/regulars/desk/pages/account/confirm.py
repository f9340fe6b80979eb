"""Saying again who one is, by password or by the second factor; allauth's own pages."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View


class _WithAWay(View):
    """Who has neither password nor second factor came by link, and has nothing to say again."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not get_adapter().get_reauthentication_methods(request.user):
            return redirect("account")
        answer: HttpResponse = super().dispatch(request, *arguments, **named)
        return answer


class ByPassword(_WithAWay, ReauthenticateView):
    template_name = "pages/account/confirm.html"


class ByCode(_WithAWay, ReauthenticateByCodeView):
    template_name = "pages/account/confirm_by_code.html"
