"""What was written since the results were read: it counts at once, before the next refresh.

One mechanism for all of it. `Reading` says what the results had read; what a batch brought that
they had not, and what was written at the desk since, is news.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q
from django.db.models.lookups import Exact

from regulars.acts.names import Key
from regulars.contracts import BY_FACT, CONSENT
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.kinds import kinds_in
from regulars.ledger.models import MODELS, Assertion, Batch
from regulars.ledger.persons import OWN_FACTS, about

PURPOSE = "marketing"
CHANNELS = CONSENT.column("channel").choices
TOLD = (
    "order",
    "problem",
    "contact",
    "review",
    "referral",
    "reservation",
    "answer",
    "follow_up",
    "consent",
)
"""Facts of which a new one is told on a customer's line, in this order."""
TAKEN_BACK = "open"


@dataclass(frozen=True)
class Reading:
    """Which batches the results had read, and how far those that the desk goes on writing into.

    Shape: `heads` has the last revision read, by fact and batch; `at` is when, at the earliest.
    """

    batches: frozenset[int]
    heads: Mapping[str, Mapping[int, int]]
    at: datetime

    @cached_property
    def new(self) -> list[int]:
        """Complete batches that may hold something that was not read."""
        complete = Batch.objects.filter(state=Batch.State.COMPLETE)
        growing = {batch for heads in self.heads.values() for batch in heads}
        ids = complete.values_list("pk", flat=True)
        return [pk for pk in ids if pk not in self.batches or pk in growing]

    @cached_property
    def undone(self) -> list[Batch]:
        """Batches of which something was read that does not count any more."""
        undone = Batch.objects.filter(state=Batch.State.UNDONE)
        return [one for one in undone if one.pk in self.batches or _was_at_the_desk(one, self)]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of facts of which any is new or may be lost, of whomever."""
        lost = [(one.pk, 0) for one in self.undone]
        parts = {}
        for fact in BY_FACT:
            heads = self.heads.get(fact, {})
            parts[fact] = [*((batch, heads.get(batch, 0)) for batch in self.new), *lost]
        return kinds_in(parts)


@dataclass(frozen=True)
class Change:
    """One fact about a customer that the results do not know, as it stands now.

    Null: `row` None where they know one that does not count any more.
    """

    fact: str
    row: dict[str, Any] | None


def consents_since(at: datetime) -> frozenset[tuple[str, str, str, str]]:
    """Source, key, channel, state: the newest word of each channel."""
    where = _at_the_desk(at) & Q(purpose=PURPOSE)
    newest: dict[tuple[str, str, str], str] = {}
    rows = current_rows("consent", where)
    for row in sorted(rows, key=lambda row: (row["happened_at"], row["state"])):
        for channel in CHANNELS if row["channel"] is None else (row["channel"],):
            newest[row["customer_source"], row["customer_key"], channel] = row["state"]
    return frozenset((*key, state) for key, state in newest.items())


def owners_since(at: datetime) -> frozenset[tuple[str, str, str | None]]:
    """Source, key, log-in name; None where nobody looks after them any more."""
    rows = current_rows("account_owner", _at_the_desk(at))
    newest: dict[tuple[str, str], str | None] = {}
    for row in sorted(rows, key=lambda row: (row["since_on"], row["source_id"])):
        newest[row["customer_source"], row["customer_key"]] = row["staff"]
    return frozenset((*key, staff) for key, staff in newest.items())


def decided_on_since(at: datetime) -> frozenset[Key]:
    """The identities of whom was decided since that they are one, or are not."""
    rows = current_rows("match", _at_the_desk(at))
    pairs = (("customer_source", "customer_key"), ("other_source", "other_key"))
    return frozenset((row[source], row[key]) for row in rows for source, key in pairs)


def _at_the_desk(at: datetime) -> Q:
    """What was written there since; by the batches of the desk, so that imports are not read."""
    batches = list(Batch.objects.filter(kind=Batch.Kind.DESK).values_list("pk", flat=True))
    return Q(batch_id__in=batches, source=DESK, recorded_at__gte=at)


def changes_since(reading: Reading, keys: Sequence[Key]) -> dict[Key, tuple[Change, ...]]:
    """What is new about the customers with these identities; nothing new, no entry."""
    new, undone = reading.new, reading.undone
    facts = [fact for fact in TOLD if fact in reading.kinds]
    if not facts or not keys:
        return {}
    wanted = set(keys)
    whose = Q(customer_key__in=sorted({key for _, key in wanted}))
    found: dict[Key, tuple[Change, ...]] = {}
    for fact in facts:
        for row in current_rows(fact, whose & _news(fact, reading, new, of_some=True)):
            key = (row["customer_source"], row["customer_key"])
            # What was said and taken back since is as if it had not been said.
            if key in wanted and row.get("became") != TAKEN_BACK:
                found[key] = (*found.get(key, ()), Change(fact, row))
        lost = MODELS[fact].objects.filter(whose & _lost(fact, reading, undone)) if undone else ()
        for key in {(one.customer_source, one.customer_key) for one in lost} & wanted:
            found[key] = (*found.get(key, ()), Change(fact, None))
    return found


def reservations_since(reading: Reading, *, arriving: Sequence[date]) -> list[dict[str, Any]]:
    """The bookings that the results do not know, for these days of arrival."""
    if "reservation" not in reading.kinds:
        return []
    where = Q(arrives_on__in=arriving) & _news("reservation", reading, reading.new)
    return current_rows("reservation", where)


def reservations_now(reading: Reading, keys: Collection[Key]) -> list[dict[str, Any]]:
    """Those of these that may be others than the results have read, as they are now."""
    if "reservation" not in reading.kinds and not _said_again("reservation", reading):
        return []
    held = current_rows("reservation", Q(source_id__in=sorted({key for _, key in keys})))
    return [row for row in held if (row["source"], row["source_id"]) in keys]


def facts_changed_since(reading: Reading, keys: Sequence[Key]) -> frozenset[str]:
    """The kinds of facts of which a customer has others now than the results have read.

    What is only planned is no change.
    Shape: `keys` are all identities of the customer.
    """
    new, undone = reading.new, reading.undone
    changed = set()
    for fact in reading.kinds:
        contract = BY_FACT[fact]
        pairs = (("source", "source_id"),) if fact in OWN_FACTS else contract.customers
        whose = Q(pk__in=[])
        for source, key in pairs:
            whose |= about(keys, source=source, key=key)
        late = _news(fact, reading, new, of_some=True) | _lost(fact, reading, undone)
        done = Q(state="done") if fact == "care" else Q()
        if pairs and MODELS[fact].objects.filter(whose, late, done).exists():
            changed.add(fact)
    return frozenset(changed)


def _said_again(fact: str, reading: Reading) -> bool:
    """Whether a batch says again what an older one said, so that this counts once more."""
    new = Q(batch_id__in=reading.new) | Q(batch__in=reading.undone)
    return Assertion.objects.filter(new, fact=fact).exists()


def _news(fact: str, reading: Reading, batches: Sequence[int], *, of_some: bool = False) -> Q:
    """What these batches brought.

    `of_some` for who asks of some customers: SQLite then does not read through all of an import.
    """
    news = Q(pk__in=[])
    for batch in batches:
        of_it = Q(Exact(F("batch_id") + 0, batch)) if of_some else Q(batch_id=batch)
        news |= of_it & Q(pk__gt=reading.heads.get(fact, {}).get(batch, 0))
    return news


def _was_at_the_desk(batch: Batch, reading: Reading) -> bool:
    """What is undone at the desk moves out of the batch that was read into one of its own."""
    late = batch.undone_at is not None and batch.undone_at >= reading.at
    return late and batch.kind == Batch.Kind.DESK


def _lost(fact: str, reading: Reading, batches: Sequence[Batch]) -> Q:
    lost = Q(pk__in=[])
    for batch in batches:
        head = reading.heads.get(fact, {}).get(batch.pk)
        if batch.pk not in reading.batches:
            lost |= Q(batch=batch, recorded_at__lt=reading.at)
        else:
            lost |= Q(batch=batch) if head is None else Q(batch=batch, pk__lte=head)
    return lost
