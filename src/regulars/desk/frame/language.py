"""The switch of the language, kept with the person who is logged in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language

from regulars import workspace


@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Django's own, which keeps it on this device; then also on every other one of theirs."""
    wanted = request.POST.get("language", "")
    if request.staff is not None and wanted in dict(settings.LANGUAGES):
        workspace.current().change_self(username=request.staff.username, language=wanted)
    answer: HttpResponse = set_language(request)
    return answer
