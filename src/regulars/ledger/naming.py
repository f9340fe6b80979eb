"""The rows not taken that are about a person: by key, address, number or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q

from regulars.ledger.contact_data import plain
from regulars.ledger.models import Reject
from regulars.ledger.suppression import Person, Suppressed, digest

CELLS = re.compile(r'[,;\t|"\r\n]+')


def rejects_naming(person: Person) -> list[Reject]:
    """Rows in which one of the person's texts stands by itself, not inside of another word."""
    found: dict[int, Reject] = {}
    for text in sorted(person.cells):
        word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
        # Two spellings: databases differ in which letters they take for the same.
        for reject in Reject.objects.filter(
            Q(row__icontains=text) | Q(value__icontains=text) | Q(row__contains=text)
        ):
            if word.search(reject.row) or word.search(reject.value or ""):
                found[reject.pk] = reject
    return [found[pk] for pk in sorted(found)]


def rows_of_the_erased(
    rows: Iterable[tuple[int, str]], listed: frozenset[Suppressed]
) -> Iterator[int]:
    """The numbers of those rows of which a cell is on the list."""
    cells = {one for one in listed if one.kind == "cell"}
    hash_keys = sorted({one.hash_key for one in cells})
    known: dict[str, bool] = {}
    for number, row in rows:
        for cell in {plain(part) for part in CELLS.split(row)} - {""}:
            if cell not in known:
                known[cell] = any(
                    Suppressed(key, "cell", digest(hash_key=key, text=cell)) in cells
                    for key in hash_keys
                )
            if known[cell]:
                yield number
                break
