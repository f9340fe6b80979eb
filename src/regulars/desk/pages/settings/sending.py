"""Settings, senders: the values of `[sending]` in `book.toml`, which an owner decides about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.book.book_file import BookFileWrong
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.settings.sending_form import SendingForm
from regulars.people.roles import Role


@names_nobody
@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: HttpRequest) -> HttpResponse:
    """The page, and writing what was changed on it."""
    opened = workspace.current()
    form = SendingForm(
        request.POST if request.method == "POST" else None, now=opened.sending_settings()
    )
    fault = opened.settings_fault
    if request.method == "POST" and form.is_valid():
        try:
            opened.change_sending(form.decided)
            return redirect("/settings/sending?saved")
        except BookFileWrong as wrong:
            fault = str(wrong)
    context = {
        "entry": "settings",
        "part": "sending",
        "form": form,
        "fault": fault,
        "saved": "saved" in request.GET and request.method != "POST",
        "currency": opened.currency,
    }
    return render(request, "pages/settings/sending.html", context)
