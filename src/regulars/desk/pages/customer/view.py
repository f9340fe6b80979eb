"""One customer: what they bring, how they like it, what stands open, and what happened."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.acts.portrait import Portrait
from regulars.book.reader import UnknownCustomer
from regulars.desk.pages.customer.consents import consents
from regulars.desk.pages.customer.marks import keeping, spend_bar, taste
from regulars.desk.pages.customer.origin import origin_of
from regulars.desk.pages.customer.timeline import EVERY, Timeline, timeline
from regulars.desk.pages.problems.problem_ids import problem_id
from regulars.people.names import staff_names
from regulars.people.roles import Role

PROBLEMS = 5


@require_safe
def customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """The page; `from` says where somebody came from. Never writes."""
    book = workspace.current()
    portrait = portrait_of(customer_id)
    if portrait.customer_id != customer_id:  # merged; for the time being, as it can be undone
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{reverse('customer', args=[portrait.customer_id])}{asked}")
    shown = timeline(portrait, fact=request.GET.get("fact", ""), shown=request.GET.get("shown", ""))
    found = book.details(shown.happenings, language=get_language())
    names = staff_names()
    context = {
        "entry": "customers",
        "portrait": portrait,
        "origin": origin_of(request, customer_id),
        "spend": spend_bar(portrait),
        "keeping": keeping(portrait, book.new_customer_cost_minor),
        "taste": taste(portrait),
        "timeline": shown,
        "timeline_more": _more(shown, request.GET.get("from", "")),
        "told": [
            (one, found.get((one.fact, one.source, one.source_id), ())) for one in shown.happenings
        ],
        "owner": names.get(portrait.looked_after_by or "", portrait.looked_after_by),
        "staff_names": names,
        "troubles": [
            (one, problem_id(one.source, one.source_id)) for one in portrait.problems[:PROBLEMS]
        ],
        "merged": book.merged_into(portrait.customer_id),
        "consents": consents(portrait),
        "may_write": request.staff.role.may(Role.STAFF),
    }
    return render(request, "pages/customer/customer.html", context)


def portrait_of(customer_id: str) -> Portrait:
    """The customer in the language of the page. Raises: Http404."""
    try:
        return workspace.current().customer(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown


def _more(shown: Timeline, origin: str) -> str:
    """The part of an address that shows more of what happened; "" where nothing is left."""
    if shown.more is None:
        return ""
    told = {"from": origin, "fact": shown.fact, "shown": shown.more}
    return urlencode({name: value for name, value in told.items() if value != EVERY})
