"""What the staff writes down of who sent whom, and that somebody was asked to speak for us."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from regulars import workspace
from regulars.acts.portrait import Portrait
from regulars.book.reader import UnknownCustomer
from regulars.desk.frame.record import about
from regulars.desk.frame.roles import needs
from regulars.desk.pages.quick_add.whose import AT_MOST, found
from regulars.desk.pages.senders.forms import WhoTold
from regulars.ledger.suppression import CustomerErased
from regulars.people.roles import Role
from regulars.workspace.references import ReferenceNotNow
from regulars.workspace.word_of_mouth import ReferralNotRight, Told


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def who_told(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Ask a customer who told them: note the answer here, or give them the link."""
    portrait = _portrait(customer_id)
    if request.method != "POST":
        return _asking(request, portrait, WhoTold())
    form = WhoTold(request.POST)
    sender = request.POST.get("customer_id", "")
    if sender and not request.POST.get("who_told"):
        form.data = {**request.POST.dict(), "who_told": "customer"}
    if not form.is_valid():
        return _asking(request, portrait, form)
    book, at = workspace.current(), timezone.now()
    entry_id, told = form.cleaned_data["entry_id"], form.told
    try:
        if sender:
            told = Told(who_told="customer", friend=told.friend, anyway=told.anyway)
            book.add_referral(
                entry_id=entry_id,
                sender_id=sender,
                came_id=portrait.customer_id,
                known_by="asked",
                at=at,
            )
            about(request, sender)
        book.say_who_told(
            entry_id=entry_id, customer_id=portrait.customer_id, told=told, channel="counter", at=at
        )
    except ReferralNotRight:
        form.add_error(None, _not_right())
        return _asking(request, portrait, form)
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    return redirect(f"{reverse('customer', args=[portrait.customer_id])}#sending")


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def they_sent(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Note that a customer sent another, whom one searches for."""
    portrait = _portrait(customer_id)
    refused = ""
    if request.method == "POST" and request.POST.get("customer_id"):
        try:
            workspace.current().add_referral(
                entry_id=request.POST.get("entry_id", uuid.uuid4().hex),
                sender_id=portrait.customer_id,
                came_id=request.POST["customer_id"],
                known_by="staff",
                at=timezone.now(),
            )
            about(request, request.POST["customer_id"])
            return redirect("sent", customer_id=portrait.customer_id)
        except ReferralNotRight:
            refused = _not_right()
        except (UnknownCustomer, CustomerErased) as gone:
            raise Http404(str(gone)) from gone
    context = {
        "entry": "senders",
        "portrait": portrait,
        "entry_id": uuid.uuid4().hex,
        "refused": refused,
        **_search(request),
    }
    return render(request, "pages/senders/they_sent.html", context)


@needs(Role.STAFF)
@require_POST
def ask_reference(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Note that a customer is asked to speak to a prospect today."""
    try:
        workspace.current().ask_reference(
            entry_id=request.POST.get("entry_id", "") or uuid.uuid4().hex,
            customer_id=customer_id,
            at=timezone.now(),
        )
    except ReferenceNotNow:
        request.session["refused"] = gettext(
            "They did not agree to it, or were asked too lately. Nothing was recorded."
        )
        return redirect(f"{reverse('senders')}?refused=1")
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    return redirect(f"{reverse('senders')}#references")


def _asking(request: HttpRequest, portrait: Portrait, form: WhoTold) -> HttpResponse:
    token = workspace.current().ask_token(portrait.customer_id)
    context = {
        "entry": "senders",
        "portrait": portrait,
        "form": form,
        "address": request.build_absolute_uri(reverse("told_for", args=[token])),
        **_search(request),
    }
    return render(request, "pages/senders/who_told.html", context)


def _search(request: HttpRequest) -> dict[str, Any]:
    text = (request.POST.get("q") or request.GET.get("q") or "").strip()
    return {"text": text, "choices": found(text) if text else (), "at_most": AT_MOST}


def _portrait(customer_id: str) -> Portrait:
    try:
        return workspace.current().customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown


def _not_right() -> str:
    return gettext(
        "Nobody sends themselves, and what is on record already is not written twice; a code must "
        "be a customer's. Nothing was recorded."
    )
