"""The link to the public page, on the screen and on paper: for a spot, or for one customer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.book.reader import UnknownCustomer
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.told_problem.forms import SpotForm
from regulars.people.qr_code import qr_code
from regulars.people.roles import Role
from regulars.workspace.told_problems import OWN_LINK_DAYS, Spot


@names_nobody
@needs(Role.STAFF)
@require_safe
def tell_spot(request: HttpRequest) -> HttpResponse:
    """One for the counter; with a place or a product in the address, one that carries it."""
    book, language = workspace.current(), get_language()
    form = SpotForm(request.GET)
    is_right = form.is_valid()
    place = form.cleaned_data.get("place", "").strip() if is_right else ""
    spot = Spot(place=place or None, product=form.key)
    context = {
        "entry": "problems",
        "part": "spot",
        "form": form,
        "is_right": is_right,
        "products": book.products(language=language),
        "place": spot.place,
        "product": book.product_name(spot.product, language=language) if spot.product else None,
        **(_link(request, spot) if is_right else {}),
    }
    return render(request, "pages/told_problem/spot.html", context)


@needs(Role.STAFF)
@require_safe
def own_tell_link(request: HttpRequest, customer_id: str) -> HttpResponse:
    """A customer's own: by it we know who tells. Never writes."""
    try:
        portrait = workspace.current().customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown
    context = {
        "entry": "problems",
        "portrait": portrait,
        "days": OWN_LINK_DAYS,
        **_link(request, Spot(customer_id=portrait.customer_id)),
    }
    return render(request, "pages/told_problem/own_link.html", context)


def _link(request: HttpRequest, spot: Spot) -> dict[str, object]:
    book = workspace.current()
    address = request.build_absolute_uri(reverse("tell", args=[book.tell_link(spot)]))
    return {"address": address, "qr": qr_code(address), "only_here": not book.serving.addresses}
