"""“What is wrong?”, for whoever has the link: no log-in, on any phone, in both languages."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.throttle import too_often
from regulars.desk.pages.told_problem.forms import Tell, topics
from regulars.errors import disk_is_full
from regulars.ledger.suppression import CustomerErased
from regulars.workspace.told_problems import LinkNotOurs, Spot

log = logging.getLogger(__name__)

FROM_ONE_PLACE, IN_ALL = 30, 6_000
"""An hour. Of a network of a house many come from one place; a bad day brings thousands."""
GONE, TOO_MANY, BUSY, FULL = 410, 429, 503, 507


@login_not_required
@names_nobody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, token: str) -> HttpResponse:
    """The page, and what was told by it; whatever hinders, what was typed comes back."""
    book = workspace.current()
    try:
        spot = book.told_by_link(token)
    except LinkNotOurs:
        return render(request, "pages/told_problem/ended.html", status=GONE)
    is_known = spot.customer_id is not None
    if request.method != "POST":
        return _page(request, Tell(topics=topics(), is_known=is_known), spot)
    form = Tell(request.POST, topics=topics(), is_known=is_known)
    if request.POST.get("company_site"):
        return redirect("told_problem_thanks")  # a program; it need not know that it was not heard
    if not form.is_valid():
        return _page(request, form, spot)
    if too_often(request, what="tell", from_one_place=FROM_ONE_PLACE, in_all=IN_ALL):
        notice = gettext(
            "Too much was sent from here in the last hour, so this was not recorded. What you "
            "wrote is still here: try again later, or tell us in person."
        )
        return _page(request, form, spot, notice=notice, status=TOO_MANY)
    try:
        book.tell_problem(
            entry_id=form.cleaned_data["entry_id"], spot=spot, told=form.told, at=timezone.now()
        )
    except CustomerErased:
        form.add_error(None, gettext("This cannot be recorded. Please speak to us."))
        return _page(request, form, spot)
    except OperationalError as error:
        log.error("A problem told on the public page was not written: %s", error)
        notice = gettext(
            "We could not write this down just now. What you wrote is still here: send it again "
            "in a moment."
        )
        return _page(
            request, form, spot, notice=notice, status=FULL if disk_is_full(error) else BUSY
        )
    return redirect("told_problem_thanks")


@login_not_required
@names_nobody
@require_safe
def told_problem_thanks(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "pages/told_problem/thanks.html")


def _page(
    request: HttpRequest, form: Tell, spot: Spot, *, notice: str = "", status: int = 200
) -> HttpResponse:
    book, language = workspace.current(), get_language()
    context = {
        "form": form,
        "is_known": form.is_known,
        "place": spot.place,
        "product": book.product_name(spot.product, language=language) if spot.product else None,
        "notice": notice,
    }
    return render(request, "pages/told_problem/tell.html", context, status=status)
