"""One customer: what they bring, how they like it, and what happened."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.book.reader import UnknownCustomer
from regulars.desk.pages.customer.marks import spend_bar, taste
from regulars.desk.pages.customer.timeline import timeline
from regulars.workspace.care import Neighbours


@require_safe
def customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """The page; `from` names the line of Today to go back to. Never writes."""
    try:
        portrait = workspace.current().customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown
    if portrait.customer_id != customer_id:  # merged; for the time being, as it can be undone
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"/customers/{portrait.customer_id}{asked}")
    context = {
        "portrait": portrait,
        "as_of": portrait.as_of,
        "refresh_seconds": None,
        "from_care_id": request.GET.get("from", ""),
        "neighbours": _neighbours(request),
        "spend": spend_bar(portrait),
        "taste": taste(portrait),
        "timeline": timeline(
            portrait, fact=request.GET.get("fact", ""), shown=request.GET.get("shown", "")
        ),
    }
    return render(request, "pages/customer/customer.html", context)


def _neighbours(request: HttpRequest) -> Neighbours | None:
    """The lines of the list around the one that led here."""
    care_id = request.GET.get("from", "")
    if not care_id:
        return None
    return workspace.current().neighbours(
        care_id=care_id, staff=request.staff.username, language=get_language()
    )
