"""Where somebody came from: the way back, and who stands beside this customer there.

`from` in the address is the id of a line of Today, `?` with the question of the table, or `!` with
what was looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from regulars import workspace
from regulars.desk.pages.customers.query import asked_of, query_of

TABLE, FOUND = "?", "!"


@dataclass(frozen=True)
class Origin:
    """`earlier` and `later` are addresses of who stands beside this customer; "" at the ends."""

    text: str
    """As it stands in the address."""
    back: str
    label: str
    earlier: str = ""
    later: str = ""

    @property
    def hidden(self) -> str:
        """To be added to an address of this customer."""
        return urlencode({"from": self.text}) if self.text else ""


def origin_of(request: HttpRequest, customer_id: str) -> Origin:
    """From what the address says, and from Today where it says nothing."""
    text = request.GET.get("from", "") or request.POST.get("from", "")
    if text.startswith(TABLE):
        return _from_table(text, customer_id)
    if text.startswith(FOUND):
        asked = urlencode({"q": text.removeprefix(FOUND)})
        return Origin(text, f"{reverse('find')}?{asked}", gettext("Back to what was found"))
    return _from_today(text, request)


def _from_table(text: str, customer_id: str) -> Origin:
    book = workspace.current()
    query = query_of(QueryDict(text.removeprefix(TABLE)))
    back = f"{reverse('customers')}?{query.text}#customer-{quote(customer_id)}"
    label = gettext("Back to the table")
    if not book.has_snapshot:
        return Origin(text, back, label)
    asked, _ = asked_of(query.but(), currency=book.currency)
    earlier, later = book.beside(asked, customer_id=customer_id)
    return Origin(text, back, label, _there(earlier, text), _there(later, text))


def _from_today(text: str, request: HttpRequest) -> Origin:
    anchor = f"#care-{quote(text, safe='')}" if text else ""
    back, label = f"{reverse('today')}{anchor}", gettext("Back to Today")
    if not text:
        return Origin(text, back, label)
    earlier, later = workspace.current().beside_line(care_id=text, staff=request.user.username)
    return Origin(
        text,
        back,
        label,
        _there(earlier.customer_id, earlier.care_id) if earlier else "",
        _there(later.customer_id, later.care_id) if later else "",
    )


def _there(customer_id: str | None, origin: str) -> str:
    if customer_id is None:
        return ""
    return f"{reverse('customer', args=[customer_id])}?{urlencode({'from': origin})}"
