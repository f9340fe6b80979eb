"""What the desk wrote of consent and of who looks after whom since an instant; it counts."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from regulars.acts.names import Key
from regulars.contracts import CONSENT
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK

PURPOSE = "marketing"
CHANNELS = CONSENT.column("channel").choices


def consents_since(at: datetime) -> frozenset[tuple[str, str, str, str]]:
    """Source, key, channel, state: the newest word of each channel."""
    where = Q(source=DESK, purpose=PURPOSE, recorded_at__gte=at)
    newest: dict[tuple[str, str, str], str] = {}
    rows = current_rows("consent", where)
    for row in sorted(rows, key=lambda row: (row["happened_at"], row["state"])):
        for channel in CHANNELS if row["channel"] is None else (row["channel"],):
            newest[row["customer_source"], row["customer_key"], channel] = row["state"]
    return frozenset((*key, state) for key, state in newest.items())


def owners_since(at: datetime) -> frozenset[tuple[str, str, str | None]]:
    """Source, key, log-in name; None where nobody looks after them any more."""
    rows = current_rows("account_owner", Q(source=DESK, recorded_at__gte=at))
    newest: dict[tuple[str, str], str | None] = {}
    for row in sorted(rows, key=lambda row: (row["since_on"], row["source_id"])):
        newest[row["customer_source"], row["customer_key"]] = row["staff"]
    return frozenset((*key, staff) for key, staff in newest.items())


def decided_on_since(at: datetime) -> frozenset[Key]:
    """The identities of whom was decided since that they are one, or are not."""
    rows = current_rows("match", Q(source=DESK, recorded_at__gte=at))
    pairs = (("customer_source", "customer_key"), ("other_source", "other_key"))
    return frozenset((row[source], row[key]) for row in rows for source, key in pairs)
