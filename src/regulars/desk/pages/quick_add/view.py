"""The forms, what was written, and taking it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regulars import workspace
from regulars.desk.frame.record import about, names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.quick_add.forms import FORMS, Entry, titles
from regulars.desk.pages.quick_add.whose import AT_MOST, Whose, answered, asked, found
from regulars.ledger.desk_undo import NothingToUndo
from regulars.ledger.suppression import CustomerErased
from regulars.people.roles import Role
from regulars.workspace.desk_entries import EntryInUse

UNKNOWN_CURRENCY = "XXX"


@names_nobody
@needs(Role.STAFF)
@require_safe
def menu(request: HttpRequest) -> HttpResponse:
    """What can be written down."""
    return render(request, "pages/quick_add/menu.html", {"next": _next(request)})


@needs(Role.STAFF)
@require_safe
def customers(request: HttpRequest) -> HttpResponse:
    """Whom the text may mean: the list under the field."""
    text = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    context = {
        "choices": found(text),
        "chosen": None,
        "text": text,
        "at_most": AT_MOST,
        "kind": kind if kind in FORMS else "",
        "next": _next(request),
    }
    return render(request, "pages/quick_add/_choices.html", context)


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """One form; what is wrong stands beside its field and nothing typed is lost."""
    if kind not in FORMS:
        raise Http404(kind)
    book = workspace.current()
    shared = {"currency": book.currency or UNKNOWN_CURRENCY, "today": timezone.localdate()}
    if request.method != "POST":
        initial = {"on": shared["today"], "name": request.GET.get("q", "")}
        return _page(request, kind, FORMS[kind](initial=initial, **shared), asked(request))
    form = FORMS[kind](request.POST, **shared)
    whose = answered(request) if kind != "customer" else Whose(None, "", ())
    is_clear = kind == "customer" or whose.customer_id is not None
    if not form.is_valid() or not is_clear:
        return _page(request, kind, form, whose)
    if kind == "customer" and (same := _same_as(form)) and "all_the_same" not in request.POST:
        return _page(request, kind, form, whose, same=same)
    try:
        entry = _write(kind, form, whose.customer_id, staff=request.staff.username)
    except CustomerErased:
        form.add_error(
            None,
            gettext(
                "This customer was erased, or the address or number is kept out since. Nothing "
                "was recorded."
            ),
        )
        return _page(request, kind, form, whose)
    if entry.customer_id is not None:
        about(request, entry.customer_id)
    return redirect(_address("written", request, kind, entry.entry_id))


@needs(Role.STAFF)
@require_safe
def written(request: HttpRequest, kind: str, entry_id: str) -> HttpResponse:
    """What was written, or that it was taken back; with the way back to where one was."""
    if kind not in FORMS:
        raise Http404(kind)
    book = workspace.current()
    entry = book.entry(kind=kind, entry_id=entry_id)
    customer = None
    if entry is not None and entry.customer_id is not None:
        about(request, entry.customer_id)
        customer = book.customer(customer_id=entry.customer_id, language=get_language())
    context = {
        "kind": kind,
        "title": titles()[kind],
        "entry": "today",
        "written": entry,
        "entry_id": entry_id,
        "customer": customer,
        "next": _next(request),
        "then": _then(request),
        "refused": request.session.pop("refused", None),
    }
    return render(request, "pages/quick_add/written.html", context)


@require_POST
def undo(request: HttpRequest, kind: str, entry_id: str) -> HttpResponse:
    """Take it back, as if it had not been written."""
    if kind not in FORMS:
        raise Http404(kind)
    book = workspace.current()
    entry = book.entry(kind=kind, entry_id=entry_id)
    if entry is not None and entry.customer_id is not None:
        about(request, entry.customer_id)
    try:
        book.undo_entry(kind=kind, entry_id=entry_id, at=timezone.now())
    except NothingToUndo:
        pass  # it is as they want it: pressed twice, or undone on another device
    except EntryInUse:
        request.session["refused"] = gettext(
            "Something else was written down of this customer meanwhile, so they stay. Undo that "
            "first."
        )
    return redirect(_address("written", request, kind, entry_id))


def _write(kind: str, form: Entry, customer_id: str | None, *, staff: str) -> Any:
    book, said, at = workspace.current(), form.cleaned_data, timezone.now()
    entry_id = said["entry_id"]
    if kind == "customer":
        return book.add_customer(
            entry_id=entry_id,
            name=said["name"],
            kind=said["kind"],
            phone=said["phone"] or None,
            email=said["email"] or None,
            language=said["language"] or None,
            at=at,
        )
    assert customer_id is not None
    if kind == "sale":
        return book.add_sale(
            entry_id=entry_id,
            customer_id=customer_id,
            amount_minor=said["amount"],
            currency=form.currency,
            on=said["on"],
            at=at,
        )
    if kind == "note":
        return book.add_note(
            entry_id=entry_id,
            customer_id=customer_id,
            note=said["note"],
            channel=said["channel"],
            reaction=said["reaction"] or None,
            at=at,
        )
    return book.add_problem(
        entry_id=entry_id,
        customer_id=customer_id,
        text=said["text"],
        topic=said["topic"] or None,
        staff=staff,
        at=at,
    )


def _same_as(form: Entry) -> tuple[Any, ...]:
    """Who has this number or address already."""
    said = form.cleaned_data
    return tuple(
        {
            one.customer_id: one
            for text in (said["phone"], said["email"])
            if text
            for one in found(text)
        }.values()
    )


def _page(
    request: HttpRequest, kind: str, form: Entry, whose: Whose, *, same: tuple[Any, ...] = ()
) -> HttpResponse:
    context = {
        "kind": kind,
        "title": titles()[kind],
        "kinds": titles().items(),
        "form": form,
        "whose": whose,
        "choices": whose.choices,
        "chosen": whose.customer_id,
        "text": whose.text,
        "at_most": AT_MOST,
        "same": same,
        "next": _next(request),
        "then": _then(request),
    }
    return render(request, "pages/quick_add/add.html", context)


def _address(name: str, request: HttpRequest, kind: str, entry_id: str) -> str:
    ways = {"next": _next(request), "then": _then(request)}
    query = urlencode({name: value for name, value in ways.items() if value})
    address = reverse(name, args=[kind, entry_id])
    return f"{address}?{query}" if query else address


def _next(request: HttpRequest) -> str:
    """Where one came from, if that is a page of the desk."""
    asked_for = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(asked_for, allowed_hosts=None)
    return asked_for if is_here and asked_for.startswith("/") else "/"


def _then(request: HttpRequest) -> str:
    """What is to be written of a new customer next."""
    said = request.POST.get("then") or request.GET.get("then") or ""
    return said if said in FORMS and said != "customer" else ""
