"""After-sale check-ins: after which orders, who is to be asked, and what they say."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.book.book_file import BookFileWrong
from regulars.book.check_ins import MOST_DAYS, CheckIn, CheckInWrong
from regulars.book.reader import UnknownCustomer
from regulars.desk.frame.record import about
from regulars.desk.frame.roles import needs
from regulars.desk.pages.problems.forms import ACT, LONGEST, act_id
from regulars.desk.pages.problems.issue_acts import CHANNELS
from regulars.desk.pages.problems.problem_ids import problem_id
from regulars.ledger.desk_facts import DESK
from regulars.ledger.desk_undo import NothingToUndo
from regulars.ledger.suppression import CustomerErased
from regulars.people.roles import Role
from regulars.workspace.desk_entries import EntryInUse


@require_safe
def check_ins(request: HttpRequest) -> HttpResponse:
    """The page. Never writes."""
    return _page(request)


@needs(Role.OWNER)
@require_POST
def choose_check_ins(request: HttpRequest) -> HttpResponse:
    """Adds a kind of order, or with `remove` takes one out."""
    book = workspace.current()
    rules = list(book.check_ins)
    remove, days = request.POST.get("remove"), request.POST.get("after_days", "")
    if remove is not None:
        rules = [one for one in rules if one.category != remove]
    elif not days.isascii() or not days.isdigit() or not 0 < int(days[:9]) <= MOST_DAYS:
        fault = gettext("Write whole days, 1 to 365.")
        return _page(request, fault=fault, typed=days)
    else:
        rules.append(CheckIn(request.POST.get("category", "").strip(), int(days)))
    try:
        book.change_check_ins(rules)
    except (CheckInWrong, BookFileWrong):
        fault = gettext("This kind of order is asked about already. Take it out first.")
        return _page(request, fault=fault, typed=days)
    return redirect("check_ins")


@require_POST
def answer_check_in(request: HttpRequest) -> HttpResponse:
    """Keeps what they said; with `undo`, takes that back."""
    book, entry_id = workspace.current(), request.POST.get("entry_id", "")
    if not ACT.fullmatch(entry_id):
        raise Http404(entry_id)
    customer_id, channel = request.POST.get("customer", ""), request.POST.get("channel", "")
    about(request, customer_id)
    try:
        if "undo" in request.POST:
            book.take_back_check_in(entry_id=entry_id)
        else:
            book.answer_check_in(
                entry_id=entry_id,
                customer_id=customer_id,
                is_well=request.POST.get("is_well") == "yes",
                channel=channel if channel in CHANNELS else "call",
                note=request.POST.get("note", "").strip()[:LONGEST] or None,
            )
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except NothingToUndo:
        pass  # it is as they want it
    except EntryInUse:
        fault = gettext(
            "Something was done about their problem meanwhile, so the answer stays. Undo that "
            "first, on the problem’s page."
        )
        return _page(request, fault=fault)
    return redirect("check_ins")


def _page(request: HttpRequest, *, fault: str = "", typed: str = "") -> HttpResponse:
    book = workspace.current()
    waiting = book.to_ask(language=get_language())
    answered = book.check_ins_answered(language=get_language())
    about(request, *(one.other.customer_id for one in waiting))
    about(request, *(one.other.customer_id for one in answered))
    context = {
        "entry": "problems",
        "part": "check_ins",
        "rules": book.check_ins,
        "categories": book.product_categories(),
        "waiting": [(act_id(), one) for one in waiting],
        "answered": [
            (one, problem_id(DESK, one.problem_key) if one.problem_key else None)
            for one in answered
        ],
        "fault": fault,
        "typed": typed,
        "may_write": request.staff.role.may(Role.STAFF),
        "may_choose": request.staff.role.may(Role.OWNER),
        "as_of": book.as_of if book.has_snapshot else None,
    }
    return render(request, "pages/problems/check_ins.html", context)
