"""A figure of a customer opened: how it is made, and the facts that it rests on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.acts.columns import ESTIMATES
from regulars.book.reader import UnknownCustomer
from regulars.book.snapshot import NoSnapshot
from regulars.desk.pages.customer.view import portrait_of
from regulars.workspace.lineage import UnknownFigure

PAGE = 100


@require_safe
def figure(request: HttpRequest, customer_id: str, name: str) -> HttpResponse:
    """The page of one figure. Never writes."""
    portrait = portrait_of(customer_id)
    if portrait.customer_id != customer_id:
        return redirect("figure", customer_id=portrait.customer_id, name=name)
    try:
        lineage = workspace.current().lineage(
            customer_id=customer_id, figure=name, language=get_language()
        )
    except (UnknownCustomer, UnknownFigure, NoSnapshot) as unknown:
        raise Http404(str(unknown)) from unknown
    origin = request.GET.get("from", "")
    shown = request.GET.get("shown", "")
    upto = max(PAGE, int(shown)) if shown.isdecimal() and len(shown) < 7 else PAGE
    context = {
        "entry": "customers",
        "portrait": portrait,
        "lineage": lineage,
        "estimated": name in ESTIMATES,
        "rows": lineage.rows[:upto],
        "more": upto + PAGE if len(lineage.rows) > upto else None,
        "origin_asked": f"?{urlencode({'from': origin})}" if origin else "",
        "origin": origin,
    }
    return render(request, "pages/customer/figure.html", context)
