"""A person's data: finding them, what is held, what they allow, giving it out, erasing it."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regulars import workspace
from regulars.contracts import CONSENT
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.jobs import waiting_for
from regulars.desk.words.choices import choice_label
from regulars.desk.words.facts import counted
from regulars.desk.words.jobs import told_in_words
from regulars.desk.words.refusals import refused
from regulars.errors import RegularsError
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import newest
from regulars.jobs.tasks import ask
from regulars.people.roles import Role
from regulars.workspace import UnknownCustomer
from regulars.workspace.people_held import Held

HANDED_OUT_AT_ONCE = 1_000
"""Facts of a person that are written while the browser waits; more are for the worker."""
LONGEST_SEARCH = 200


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Finds a person by name, key, e-mail address or telephone number."""
    said = request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    found = workspace.current().find_people(said, language=get_language()) if said else []
    context = {"entry": "data", "tab": "people", "said": said, "found": found}
    return render(request, "pages/data/people.html", context)


@require_safe
def person(request: HttpRequest, customer_id: str) -> HttpResponse:
    """What is held of one, and what they allow."""
    held = _held(customer_id)
    job = newest(kinds=[Kind.EXPORT], about=customer_id) if _may(request, Role.OWNER) else None
    context = _of(held, request) | {
        "job": None,
        "export": told_in_words(job) if job is not None and job.ended else None,
    }
    if job is not None and not job.ended:
        context |= waiting_for(job)
    return render(request, "pages/data/person.html", context)


@require_POST
def allow(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Writes down what a person allows, or no longer."""
    said = {name: request.POST.get(name, "") for name in ("purpose", "channel", "state")}
    for name, value in said.items():
        column = CONSENT.column(name)
        if value not in column.choices and (value or not column.may_be_null):
            raise BadRequest(f"no {name} that the page offers")
    try:
        workspace.current().consent(
            customer_id=customer_id,
            purpose=said["purpose"],
            channel=said["channel"] or None,
            state=said["state"],
        )
    except RegularsError as error:
        context = {"entry": "data", "tab": "people", "refusal": refused(error)}
        return render(request, "pages/data/refused.html", context, status=409)
    return redirect(f"{reverse('data_person', args=[customer_id])}#consents")


@needs(Role.OWNER)
@require_POST
def export(request: HttpRequest, customer_id: str) -> HttpResponse:
    """All that is held, as a file; made by the worker where it is much."""
    held = _held(customer_id)
    if sum(held.facts.values()) > HANDED_OUT_AT_ONCE:
        ask(kind=Kind.EXPORT, by=request.user.username, about=customer_id)
        return redirect("data_person", customer_id)
    whole = workspace.current().export(customer_id=customer_id, by=request.user.username)
    text = json.dumps(whole, default=str, ensure_ascii=False, indent=1) + "\n"
    answer = HttpResponse(text, content_type="application/json")
    name = f"regulars-export-{customer_id}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Says what will go; erases once the name was typed."""
    held = _held(customer_id)
    wrong = False
    if request.method == "POST":
        if same_text(request.POST.get("confirm", ""), held.confirm):
            job, _ = ask(
                kind=Kind.ERASE,
                by=request.user.username,
                about=customer_id,
                said={"with_persons": "with_persons" in request.POST},
            )
            return redirect("data_erasing", job.id)
        wrong = True
    context = _of(held, request) | {"wrong": wrong}
    return render(request, "pages/data/erase.html", context, status=422 if wrong else 200)


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same to who reads them: however typed, capitals aside."""

    def plain(text: str) -> str:
        return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

    return plain(one) == plain(other)


def _held(customer_id: str) -> Held:
    try:
        return workspace.current().held(customer_id=customer_id, language=get_language())
    except UnknownCustomer as unknown:
        raise Http404(str(unknown)) from unknown


def _of(held: Held, request: HttpRequest) -> dict[str, Any]:
    return {
        "entry": "data",
        "tab": "people",
        "held": held,
        "facts": counted(held.facts),
        "consents": [
            {
                "purpose": choice_label(one.purpose),
                "channel": choice_label(one.channel) if one.channel else "",
                "given": one.state == "given",
                "on": one.on,
                "said_in": one.said_in,
                "purpose_code": one.purpose,
                "channel_code": one.channel or "",
            }
            for one in held.consents
        ],
        "purposes": [(one, choice_label(one)) for one in CONSENT.column("purpose").choices],
        "channels": [(one, choice_label(one)) for one in CONSENT.column("channel").choices],
        "may_write": _may(request, Role.STAFF),
        "may_export": _may(request, Role.OWNER),
    }


def _may(request: HttpRequest, role: Role) -> bool:
    return bool(request.staff.role.may(role))
