"""The morning's mail to one person: whom to take care of today, and no more than that.

It names customers and what to do for them. Why, what is at stake and how to reach them stays at the
desk: mail lies on servers and phones that nobody here looks after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext

from regulars.wording import day, number


@dataclass(frozen=True)
class DigestLine:
    """One customer of the list. Units: minutes."""

    customer: str
    what: str
    minutes: int


@dataclass(frozen=True)
class Digest:
    """Null: `address` None where the book has no public address, so that nothing can be opened."""

    book: str
    person: str
    of_day: date
    lines: Sequence[DigestLine]
    arrivals: int
    hours_in_words: str
    address: str | None
    language: str


@dataclass(frozen=True)
class Words:
    """A mail ready to be sent."""

    subject: str
    text: str
    html: str


def written(digest: Digest) -> Words:
    """The mail in the active language, as text and as simple HTML."""
    count = len(digest.lines)
    shown = number(count, language=digest.language)
    on = day(digest.of_day, language=digest.language)
    subject = ngettext(
        "%(book)s: %(count)s customer today, %(day)s",
        "%(book)s: %(count)s customers today, %(day)s",
        count,
    ) % {"book": digest.book, "count": shown, "day": on}
    head = _head(digest, shown, count)
    arrivals = _arrivals(digest)
    lines = [(line.customer, line.what, _minutes(line, digest)) for line in digest.lines]
    foot = gettext("You get this because you asked for it at the desk, where you can end it too.")
    text = [
        head,
        "",
        *(f"{n}. {who}: {what} ({time})" for n, (who, what, time) in _numbered(lines, digest)),
    ]
    if arrivals:
        text += ["", arrivals]
    if digest.address:
        text += ["", gettext("Open the list: %(address)s") % {"address": digest.address}]
    text += ["", foot, ""]
    html = format_html(
        '<html lang="{}"><body><p>{}</p><ol>{}</ol>{}{}<p><small>{}</small></p></body></html>',
        digest.language,
        head,
        format_html_join("", "<li><b>{}</b>: {} ({})</li>", lines),
        format_html("<p>{}</p>", arrivals) if arrivals else "",
        format_html('<p><a href="{}">{}</a></p>', digest.address, gettext("Open the list"))
        if digest.address
        else "",
        foot,
    )
    return Words(" ".join(subject.split()), "\n".join(text), str(html))


def _numbered(
    lines: list[tuple[str, str, str]], digest: Digest
) -> list[tuple[str, tuple[str, str, str]]]:
    return [(number(place, language=digest.language), line) for place, line in enumerate(lines, 1)]


def _head(digest: Digest, shown: str, count: int) -> str:
    if not count:
        return gettext("Good morning, %(person)s. Nobody is on your list today.") % {
            "person": digest.person
        }
    return ngettext(
        "Good morning, %(person)s. %(count)s customer is on your list for today's %(hours)s:",
        "Good morning, %(person)s. %(count)s customers are on your list for today's %(hours)s:",
        count,
    ) % {"person": digest.person, "count": shown, "hours": digest.hours_in_words}


def _arrivals(digest: Digest) -> str:
    if not digest.arrivals:
        return ""
    return ngettext(
        "%(count)s guest arrives today.", "%(count)s guests arrive today.", digest.arrivals
    ) % {"count": number(digest.arrivals, language=digest.language)}


def _minutes(line: DigestLine, digest: Digest) -> str:
    return gettext("%(minutes)s min") % {"minutes": number(line.minutes, language=digest.language)}
