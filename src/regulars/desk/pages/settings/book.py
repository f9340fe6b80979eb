"""Settings, book: the values of `book.toml` that an owner decides about."""

from __future__ import annotations

from babel import Locale
from babel.numbers import list_currencies
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods
from phonenumbers import SUPPORTED_REGIONS

from regulars import workspace
from regulars.book.book_file import BookFileWrong
from regulars.book.book_values import zones
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.settings.book_form import BookForm
from regulars.people.roles import Role


@names_nobody
@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The page, and writing what was changed on it."""
    opened = workspace.current()
    form = BookForm(request.POST if request.method == "POST" else None, now=opened.settings())
    fault = opened.settings_fault
    if request.method == "POST" and form.is_valid():
        try:
            opened.change_settings(form.decided)
            return redirect("/settings/book?saved")
        except BookFileWrong as wrong:
            fault = str(wrong)
    names = Locale.parse((get_language() or "en").split("-")[0])
    context = {
        "entry": "settings",
        "part": "book",
        "form": form,
        "fault": fault,
        "saved": "saved" in request.GET and request.method != "POST",
        "folder": opened.folder,
        "zones": sorted(zones()),
        "currencies": [(code, names.currencies.get(code, code)) for code in list_currencies()],
        "countries": [
            (code, names.territories.get(code, code)) for code in sorted(SUPPORTED_REGIONS)
        ],
    }
    return render(request, "pages/settings/book.html", context)
