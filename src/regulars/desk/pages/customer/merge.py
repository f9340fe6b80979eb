"""Making two customers one: who is the other, a look at both, the decision; and taking it back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from regulars import workspace
from regulars.book.reader import UnknownCustomer
from regulars.book.snapshot import NoSnapshot
from regulars.desk.pages.customer.view import portrait_of
from regulars.ledger.suppression import CustomerErased
from regulars.people.roles import Role
from regulars.workspace.identities import NotMerged, NotTwoCustomers

FOUND = 20
LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Asks who the other one is, shows both, and only a POST decides."""
    if request.method == "POST":
        return _decided(request, customer_id)
    portrait, book = portrait_of(customer_id), workspace.current()
    asked = request.GET.get("q", "").strip()[:LONGEST]
    context: dict[str, object] = {
        "entry": "customers",
        "portrait": portrait,
        "asked_for": asked,
        "found": [
            one
            for one in book.find_customers(asked, at_most=FOUND, language=get_language())
            if one.customer_id != portrait.customer_id
        ],
        "may_write": request.staff.role.may(Role.STAFF),
    }
    if other_id := request.GET.get("other", ""):
        portrait_of(other_id)
        context["both"] = book.merge_asked(
            customer_id=customer_id, other_id=other_id, language=get_language()
        )
    return render(request, "pages/customer/merge.html", context)


@require_POST
def unmerge(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Takes a merge back: this id is a customer of its own again."""
    other = request.POST.get("other", "")
    try:
        workspace.current().unmerge(
            customer_id=other, staff=request.user.username, at=timezone.now()
        )
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except NotMerged:
        return _not_so(request, customer_id, gettext("They are two customers already."))
    return redirect("customer", customer_id=customer_id)


def _decided(request: HttpRequest, customer_id: str) -> HttpResponse:
    try:
        workspace.current().merge(
            customer_id=customer_id,
            other_id=request.POST.get("other", ""),
            staff=request.user.username,
            at=timezone.now(),
        )
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except (NotTwoCustomers, NoSnapshot):
        why = gettext("They are one already, or one is an account and the other a person.")
        return _not_so(request, customer_id, why)
    return redirect("customer", customer_id=customer_id)


def _not_so(request: HttpRequest, customer_id: str, why: str) -> HttpResponse:
    context = {"entry": "customers", "portrait": portrait_of(customer_id), "why": why}
    return render(request, "pages/customer/not_merged.html", context, status=400)
