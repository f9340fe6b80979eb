"""What the staff writes down of a customer: consent, who looks after them, what they like."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.book.reader import UnknownCustomer
from regulars.contracts import CONSENT, TREATMENT
from regulars.desk.frame.roles import needs
from regulars.desk.pages.today.answers import read
from regulars.ledger.suppression import CustomerErased
from regulars.people.names import staff_names
from regulars.people.roles import Role

WORDS_LENGTH = 500


def _choices(column: str) -> list[tuple[str, str]]:
    return [(one, one) for one in CONSENT.column(column).choices]


class Consent(forms.Form):
    purpose = forms.ChoiceField(choices=_choices("purpose"))
    channel = forms.ChoiceField(required=False, choices=[("", ""), *_choices("channel")])
    state = forms.ChoiceField(choices=_choices("state"))


class Owner(forms.Form):
    """None: nobody from now on."""

    staff = forms.ChoiceField(required=False, choices=lambda: [("", ""), *staff_names().items()])


class Likes(forms.Form):
    treatment = forms.ChoiceField(
        choices=[(one, one) for one in TREATMENT.column("treatment").choices]
    )
    text = forms.CharField(required=False, max_length=WORDS_LENGTH)


@needs(Role.STAFF)
@require_POST
def consent(request: HttpRequest, customer_id: str) -> HttpResponse:
    """What they said they allow, or allow no longer."""
    said = read(Consent(request.POST))
    return _written(
        request,
        customer_id,
        "consent",
        lambda: workspace.current().consent(
            customer_id=customer_id,
            purpose=said["purpose"],
            channel=said["channel"],
            state=said["state"],
            at=timezone.now(),
        ),
    )


@needs(Role.STAFF)
@require_POST
def look_after(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Who looks after them from today on."""
    said = read(Owner(request.POST))
    return _written(
        request,
        customer_id,
        "owner",
        lambda: workspace.current().look_after(
            customer_id=customer_id, staff=said["staff"], at=timezone.now()
        ),
    )


@needs(Role.STAFF)
@require_POST
def likes(request: HttpRequest, customer_id: str) -> HttpResponse:
    """How they said they like to be treated."""
    said = read(Likes(request.POST))
    return _written(
        request,
        customer_id,
        "treatment",
        lambda: workspace.current().say_treatment(
            customer_id=customer_id,
            treatment=said["treatment"],
            text=said["text"],
            staff=request.user.username,
            at=timezone.now(),
        ),
    )


def _written(
    request: HttpRequest, customer_id: str, part: str, write: Callable[[], None]
) -> HttpResponse:
    """Writes, and shows that part of the page with what it says now."""
    try:
        write()
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    origin = request.POST.get("from", "")
    asked = f"?{urlencode({'from': origin})}" if origin else ""
    return redirect(f"{reverse('customer', args=[customer_id])}{asked}#{part}")
