"""“Who told you about us?”, for who came: no log-in, on any phone, in both languages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.pages.senders.forms import NewHere, WhoTold
from regulars.desk.pages.senders.throttle import too_often
from regulars.ledger.suppression import CustomerErased
from regulars.workspace.word_of_mouth import NotAskedNow, ReferralNotRight

GONE, TOO_MANY = 410, 429


@login_not_required
@names_nobody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def told(request: HttpRequest, code: str = "") -> HttpResponse:
    """Somebody new; `code` is of the link of who sent them, and names nobody here."""
    book = workspace.current()
    known = code if code and book.who_has_code(code) is not None else ""
    if request.method != "POST":
        return _page(request, NewHere(initial={"code": known}), code=known, lost=code != known)
    if too_often(request):
        return render(request, "pages/senders/too_often.html", status=TOO_MANY)
    form = NewHere(request.POST)
    if request.POST.get("company_site"):
        return redirect("told_thanks")  # a program; it need not know that nothing was written
    if not form.is_valid():
        return _page(request, form, code=known)
    said = form.cleaned_data
    try:
        book.new_by_word(
            entry_id=said["entry_id"],
            name=said["name"],
            phone=said["phone"] or None,
            email=said["email"] or None,
            told=form.told,
            known_by="link" if known else "code",
            language=get_language(),
            at=timezone.now(),
        )
    except ReferralNotRight:
        form.add_error("code", _no_such_code())
        return _page(request, form, code=known)
    except CustomerErased:
        form.add_error(None, gettext("This cannot be recorded. Please speak to us."))
        return _page(request, form, code=known)
    return redirect("told_thanks")


@login_not_required
@names_nobody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def told_for(request: HttpRequest, token: str) -> HttpResponse:
    """A customer who was asked: their link says who they are, the page does not."""
    book = workspace.current()
    try:
        customer_id = book.asked_by_token(token)
    except NotAskedNow:
        return render(request, "pages/senders/not_asked.html", status=GONE)
    if request.method != "POST":
        return _page(request, WhoTold())
    if too_often(request):
        return render(request, "pages/senders/too_often.html", status=TOO_MANY)
    form = WhoTold(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        book.say_who_told(
            entry_id=form.cleaned_data["entry_id"],
            customer_id=customer_id,
            told=form.told,
            known_by="code",
            channel="message",
            at=timezone.now(),
        )
    except ReferralNotRight:
        form.add_error("code", _no_such_code())
        return _page(request, form)
    except CustomerErased:
        form.add_error(None, gettext("This cannot be recorded. Please speak to us."))
        return _page(request, form)
    return redirect("told_thanks")


@login_not_required
@names_nobody
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """That it was written down."""
    return render(request, "pages/senders/thanks.html")


def _page(
    request: HttpRequest, form: WhoTold, *, code: str = "", lost: bool = False
) -> HttpResponse:
    context = {"form": form, "code": code, "lost": lost, "is_new": isinstance(form, NewHere)}
    return render(request, "pages/senders/told.html", context)


def _no_such_code() -> str:
    return gettext(
        "No customer has this code, or it is your own. Look at it again, or leave it out."
    )
