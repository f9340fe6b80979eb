"""What people call a customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from regulars.ledger.current import current_rows

Key = tuple[str, str]


def customer_records(keys: Sequence[Key]) -> dict[Key, dict[str, Any]]:
    """The customer facts of these identities, by (source, key)."""
    wanted = set(keys)
    rows = current_rows("customer", Q(source_id__in=sorted({key for _, key in keys})))
    found = {(row["source"], row["source_id"]): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def record_that_names(
    keys: Sequence[Key], records: Mapping[Key, dict[str, Any]]
) -> dict[str, Any] | None:
    """Of the records of one customer the first with a name, else the first; None without any."""
    found = [records[key] for key in keys if key in records]
    named = (one for one in found if one["name"] or one["name_bn"])
    return next(named, found[0] if found else None)


def display_name(record: Mapping[str, Any] | None, *, key: str, language: str) -> str:
    """The name in the page's script where there is one; else the key the source knows them by."""
    if record is not None:
        order = ("name_bn", "name") if language == "bn" else ("name", "name_bn")
        for column in order:
            if record[column]:
                return str(record[column])
    if any(letter.isalpha() for letter in key):
        return key
    return gettext("Customer %(key)s") % {"key": key}


def key_of_source(row: Mapping[str, Any]) -> str | None:
    """The key by which a source knows a sale; None of one made of its customer and day.

    Of a file without keys an import makes them; to people they say nothing.
    """
    key = str(row["source_id"])
    made, _, place = key.rpartition(" ")
    is_made = place.isdecimal() and made == f"{row['customer_key']} {row['happened_on']}"
    return None if is_made else key
