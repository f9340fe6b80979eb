"""What was written since an instant, at the desk or by imports: it counts before the refresh."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from regulars.acts.names import Key
from regulars.contracts import BY_FACT, CONSENT
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.models import MODELS, Batch
from regulars.ledger.persons import OWN_FACTS, about

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


def changed_since(at: datetime, *, newest: int, keys: Sequence[Key]) -> frozenset[str]:
    """The kinds of facts of which a customer has others now than when the results were made.

    Written at the desk since `at`, or of imports that were published after `newest`, the last
    place in the order of publication that the results know, or undone since. What is only planned
    is no change.
    Shape: `keys` are all identities of the customer.
    """
    late = (
        Q(batch__kind=Batch.Kind.DESK, recorded_at__gte=at)
        | Q(batch__kind=Batch.Kind.IMPORT, batch__published_seq__gt=newest)
        | Q(batch__undone_at__gte=at, batch__published_seq__lte=newest)
    )
    changed = set()
    for fact, contract in BY_FACT.items():
        pairs = (("source", "source_id"),) if fact in OWN_FACTS else contract.customers
        whose = Q(pk__in=[])
        for source, key in pairs:
            whose |= about(keys, source=source, key=key)
        done = Q(state="done") if fact == "care" else Q()
        if pairs and MODELS[fact].objects.filter(whose, late, done).exists():
            changed.add(fact)
    return frozenset(changed)
