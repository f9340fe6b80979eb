"""A customer's own link and code, on the screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.book.reader import UnknownCustomer
from regulars.people.qr_code import qr_code


@require_safe
def sending_link(request: HttpRequest, customer_id: str) -> HttpResponse:
    """The page; printed, it is the card alone. Never writes."""
    book = workspace.current()
    try:
        portrait = book.customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown
    code = book.sending_code(portrait.customer_id)
    address = request.build_absolute_uri(reverse("told_by", args=[code]))
    context = {
        "entry": "senders",
        "portrait": portrait,
        "code": code,
        "address": address,
        "qr": qr_code(address),
        "only_here": not book.serving.addresses,
    }
    return render(request, "pages/senders/own_link.html", context)


@require_safe
def counter_link(request: HttpRequest) -> HttpResponse:
    """The question for everybody, to hang up at the counter. Never writes."""
    address = request.build_absolute_uri(reverse("told"))
    context = {
        "entry": "senders",
        "address": address,
        "qr": qr_code(address),
        "only_here": not workspace.current().serving.addresses,
    }
    return render(request, "pages/senders/counter_link.html", context)
