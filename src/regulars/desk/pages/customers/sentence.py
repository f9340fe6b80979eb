"""The filters as one sentence, each part with the ways to change it and to leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, pgettext

from regulars.acts.filter_words import filter_words
from regulars.acts.filters import Filter
from regulars.desk.pages.customers.query import Query
from regulars.people.names import staff_names


@dataclass(frozen=True)
class Part:
    """`joint` is what stands before it: nothing, a comma, an “and”."""

    joint: str
    words: str
    change: str
    leave_out: str


def sentence(filters: Sequence[Filter], query: Query, *, currency: str | None) -> list[Part]:
    """The parts in their order, in the active language."""
    names = staff_names() if any(one.column.kind == "staff" for one in filters) else {}
    address = reverse("customers")
    parts = []
    for place, one in enumerate(filters):
        written = next(text for text in query.filters if same(text, one))
        changing = urlencode({"figure": one.column.name, "instead": written})
        parts.append(
            Part(
                joint=_joint(place, len(filters)),
                words=filter_words(one, currency=currency, language=get_language(), staff=names),
                change=f"{address}?{query.but().text}&{changing}#change",
                leave_out=f"{address}?{query.without(written).text}",
            )
        )
    return parts


def same(written: str, one: Filter) -> bool:
    """Whether this is how the filter was written; blanks around its value are not read."""
    return ".".join(part.strip() for part in written.split(".", 2)) == one.text


def _joint(place: int, parts: int) -> str:
    if place == 0:
        return ""
    last = pgettext("before the last part of a sentence", " and ")
    return last if place == parts - 1 else pgettext("between parts of a sentence", ", ")
