"""Keeping a question under a name, and forgetting it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from regulars.desk.frame.roles import needs
from regulars.desk.pages.customers.query import query_of
from regulars.people.roles import Role
from regulars.people.saved_views import ViewWrong, remove_view, save_view

BAD_REQUEST = 400


@needs(Role.READ_ONLY)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question that is shown: for oneself, or, for who may write, for the team."""
    query = query_of(QueryDict(request.POST.get("query", ""))).but().text
    team = "for_team" in request.POST and request.staff.role.may(Role.STAFF)
    try:
        save_view(
            user=request.user,
            name=request.POST.get("name", ""),
            query=query,
            for_team=team,
            at=timezone.now(),
        )
    except ViewWrong as wrong:
        return _not_so(request, wrong, query)
    return redirect(f"{reverse('customers')}?{query}")


@needs(Role.READ_ONLY)
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Forget one's own view, or, for an owner, one of the team's."""
    query = query_of(QueryDict(request.POST.get("query", ""))).text
    try:
        remove_view(user=request.user, number=number)
    except ViewWrong as wrong:
        return _not_so(request, wrong, query)
    return redirect(f"{reverse('customers')}?{query}")


def _not_so(request: HttpRequest, wrong: ViewWrong, query: str) -> HttpResponse:
    context = {"entry": "customers", "wrong": wrong, "query_text": query}
    return render(request, "pages/customers/not_saved.html", context, status=BAD_REQUEST)
