"""Who brings whom: groups, senders, who may send next, word of mouth by month."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.acts.senders import Move, Senders
from regulars.acts.sending_words import group_words
from regulars.book.reader import UnknownCustomer
from regulars.book.snapshot import NoSnapshot
from regulars.desk.frame.record import about
from regulars.desk.pages.senders.months import bars
from regulars.desk.pages.senders.scatter import scatter
from regulars.people.roles import Role

FEW = 10
"""Of a list; the rest opens."""


@require_safe
def senders(request: HttpRequest) -> HttpResponse:
    """The page; `group` shows the senders of one. Never writes."""
    book = workspace.current()
    if not book.has_snapshot:
        return render(request, "pages/senders/empty.html", {"entry": "senders"})
    labels = group_words()
    group = request.GET.get("group", "")
    shown = book.senders(group=group, language=get_language())
    about(request, *_named(shown))
    context = {
        "entry": "senders",
        "shown": shown,
        "group": group if group in labels else "",
        "labels": labels,
        "picture": scatter(shown.senders, middle_minor=shown.middle_minor, currency=shown.currency),
        "bars": bars(shown.word_of_mouth),
        "moved": _moved(shown.moves, labels),
        "few": f":{FEW}",
        "rest": f"{FEW}:",
        "few_count": FEW,
        "anybody": any(one.sent_minor for one in shown.groups),
        "entry_id": uuid.uuid4().hex,
        "refused": request.session.pop("refused", None) if request.GET.get("refused") else None,
        "friends": book.friends_named(),
    }
    return render(request, "pages/senders/senders.html", context)


@require_safe
def sent(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Whom one customer sent, three levels deep, with what each brings. Never writes."""
    try:
        tree = workspace.current().sender_tree(customer_id=customer_id, language=get_language())
    except (UnknownCustomer, NoSnapshot) as unknown:
        raise Http404(str(unknown)) from unknown
    context = {"entry": "senders", "tree": tree, "may_write": request.staff.role.may(Role.STAFF)}
    return render(request, "pages/senders/sent.html", context)


def _named(shown: Senders) -> list[str]:
    return [
        *(one.customer_id for one in shown.senders),
        *(one.customer_id for one in shown.likely),
        *(one.customer_id for one in shown.to_ask),
        *(one.customer_id for one in shown.references),
    ]


def _moved(moves: Sequence[Move], labels: Mapping[str, str]) -> list[dict[str, object]]:
    """A row for each group before, a cell for each group after; "" is of no group."""
    count = {(one.before or "", one.after or ""): one.customers for one in moves}
    names = [*labels, ""]
    return [
        {
            "label": labels.get(before, ""),
            "cells": [
                {"count": count.get((before, after), 0), "stayed": before == after}
                for after in names
            ],
        }
        for before in names
        if any(count.get((before, after)) for after in names)
    ]
