"""Facts that come a few at a time from another program, written beside a running import.

What was said before is looked up by its keys and written by Django's own connection: an import
reads whole tables in columns, by a second SQLite library that a process with several threads must
not open (see columns_sqlite).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from regulars.contracts import BY_FACT
from regulars.errors import RegularsError
from regulars.ledger.batches import posted_batch, published_order, take_turn
from regulars.ledger.current import KEYS_AT_A_TIME
from regulars.ledger.models import MODELS, Assertion, Batch, Reject, Suppression

Key = tuple[str, str]
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


class ListGrew(RegularsError):
    """Somebody was erased while the rows were being checked."""

    exit_code = 6


@dataclass(frozen=True)
class Posted:
    """What one post brings, checked.

    Shape: `facts` by fact: rows with source, source_id, content_hash and the contract's columns;
           `rejects` with file, line, reason, column, value and row; `file` is that of the post.
    Units: `suppressed` counts what was left out because of somebody erased; `listed` is how many
           hashes the list of the erased had then.
    """

    facts: Mapping[str, Sequence[Mapping[str, Any]]]
    rejects: Sequence[Mapping[str, Any]]
    file: Mapping[str, Any]
    read: int
    anonymous: int
    suppressed: int
    listed: int


@dataclass(frozen=True)
class Written:
    """Null: `batch` None where nothing had to be written.

    Shape: `statuses` by fact and key: `new`, `changed` or `unchanged`.
    """

    batch: int | None
    statuses: Mapping[str, Mapping[Key, str]]


@dataclass(frozen=True)
class _Said:
    """One statement of a key that counts: which place, which revision, what, in which batch."""

    seq: int
    revision_id: int
    content_hash: bytes
    batch_id: int

    @property
    def order(self) -> tuple[int, int]:
        return self.seq, self.revision_id

    def says(self, row: Mapping[str, Any]) -> bool:
        return bool(self.content_hash == row["content_hash"])


def listed_hashes() -> int:
    """How long the list of the erased is."""
    return Suppression.objects.count()


def write_posted(posted: Posted, *, sender: str, of_the_day: bool, at: datetime) -> Written:
    """Write what is new in one transaction, as part of the sender's batch of the day or alone.

    The same rows again change nothing, and nothing is written.
    Raises: ListGrew; nothing was written, and the rows are to be checked again.
    """
    with transaction.atomic():
        take_turn()
        if listed_hashes() != posted.listed:
            raise ListGrew("Somebody was erased meanwhile. Nothing was written. Try again.")
        published = published_order()
        said = {fact: _statements(fact, rows, published) for fact, rows in posted.facts.items()}
        mine = _batches_of(sender)
        statuses = {
            fact: {_key(row): _status(said[fact].get(_key(row), ()), row) for row in rows}
            for fact, rows in posted.facts.items()
        }
        to_say = {
            fact: [
                row
                for row in rows
                if statuses[fact][_key(row)] != UNCHANGED
                or not _said_by(mine, said[fact][_key(row)], row)
            ]
            for fact, rows in posted.facts.items()
        }
        rejects = _new_rejects(posted.rejects, sender)
        if not rejects and not any(to_say.values()):
            return Written(None, statuses)
        places = [one.seq for of in said.values() for some in of.values() for one in some]
        batch = posted_batch(
            sender=sender, after=max(places, default=None), of_the_day=of_the_day, at=at
        )
        for fact, rows in to_say.items():
            _write(fact, rows, said[fact], batch, at)
        Reject.objects.bulk_create(Reject(batch=batch, **row) for row in rejects)
        _count(batch, posted, len(rejects), statuses)
    return Written(batch.pk, statuses)


def _statements(
    fact: str, rows: Sequence[Mapping[str, Any]], published: Mapping[int, int]
) -> dict[Key, list[_Said]]:
    """All that counts of these keys."""
    wanted = {_key(row) for row in rows}
    found: dict[Key, list[_Said]] = {}
    revisions: dict[int, tuple[Key, bytes]] = {}
    for some in _portions(sorted({source_id for _, source_id in wanted})):
        held = MODELS[fact].objects.filter(source_id__in=some)
        for pk, batch_id, source, source_id, digest in held.values_list(
            "pk", "batch_id", "source", "source_id", "content_hash"
        ):
            key = (source, source_id)
            if key in wanted:
                revisions[pk] = (key, bytes(digest))
                if batch_id in published:
                    one = _Said(published[batch_id], pk, bytes(digest), batch_id)
                    found.setdefault(key, []).append(one)
    for some in _portions(sorted(revisions)):
        again = Assertion.objects.filter(fact=fact, revision_id__in=some)
        for batch_id, pk in again.values_list("batch_id", "revision_id"):
            if batch_id in published:
                key, digest = revisions[pk]
                found.setdefault(key, []).append(_Said(published[batch_id], pk, digest, batch_id))
    return found


def _status(said: Sequence[_Said], row: Mapping[str, Any]) -> str:
    if not said:
        return NEW
    return UNCHANGED if max(said, key=lambda one: one.order).says(row) else CHANGED


def _said_by(mine: frozenset[int], said: Sequence[_Said], row: Mapping[str, Any]) -> bool:
    """Whether this sender said so last: after everything else that was ever said of the key."""
    same = [one.order for one in said if one.batch_id in mine and one.says(row)]
    other = [one.order for one in said if not one.says(row)]
    return bool(same) and (not other or max(same) > max(other))


def _batches_of(sender: str) -> frozenset[int]:
    complete = Batch.objects.filter(kind=Batch.Kind.API, state=Batch.State.COMPLETE, sender=sender)
    return frozenset(complete.values_list("pk", flat=True))


def _new_rejects(rejects: Sequence[Mapping[str, Any]], sender: str) -> list[Mapping[str, Any]]:
    """Those that this sender's batches do not hold: who tries for ever fills no disk."""
    mine = Reject.objects.filter(batch__sender=sender, batch__kind=Batch.Kind.API)
    texts = sorted({row["row"] for row in rejects})
    known = {
        one
        for some in _portions(texts)
        for one in mine.filter(row__in=some).values_list("file", "row", "reason")
    }
    return [row for row in rejects if (row["file"], row["row"], row["reason"]) not in known]


def _write(
    fact: str,
    rows: Sequence[Mapping[str, Any]],
    said: Mapping[Key, Sequence[_Said]],
    batch: Batch,
    at: datetime,
) -> None:
    model, names = MODELS[fact], BY_FACT[fact].names
    new, again = [], []
    for row in rows:
        before = said.get(_key(row), ())
        held = [one.revision_id for one in before if one.says(row)]
        # Within one batch the newest revision counts, so there it has to be a new one.
        if held and all(one.batch_id != batch.pk for one in before):
            again.append(Assertion(batch=batch, fact=fact, revision_id=max(held), recorded_at=at))
        else:
            new.append(
                model(
                    batch=batch,
                    source=row["source"],
                    source_id=row["source_id"],
                    content_hash=row["content_hash"],
                    recorded_at=at,
                    **{name: row[name] for name in names},
                )
            )
    model.objects.bulk_create(new)
    Assertion.objects.bulk_create(again)


def _count(
    batch: Batch, posted: Posted, rejected: int, statuses: Mapping[str, Mapping[Key, str]]
) -> None:
    """Add to what the batch counts, and to the files that it says it is of."""
    told = Counter(status for of in statuses.values() for status in of.values())
    counts = dict(batch.counts)
    adds = {
        "read": posted.read,
        "anonymous": posted.anonymous,
        "suppressed": posted.suppressed,
        "rejected": rejected,
        **{status: told[status] for status in (NEW, CHANGED, UNCHANGED)},
    }
    for name, more in adds.items():
        counts[name] = counts.get(name, 0) + more
    facts: Counter[str] = Counter(counts.get("facts", {}))
    facts.update({fact: len(of) for fact, of in statuses.items()})
    currencies = [row["currency"] for row in posted.facts.get("order", ()) if row["currency"]]
    counts |= {"facts": dict(facts), "recipe": batch.recipe}
    counts["currency"] = counts.get("currency") or next(iter(currencies), None)
    batch.counts = counts
    if posted.file["name"] not in [one["name"] for one in batch.files]:
        batch.files = [*batch.files, dict(posted.file)]
    batch.save(update_fields=["counts", "files"])


def _key(row: Mapping[str, Any]) -> Key:
    return (row["source"], row["source_id"])


def _portions(keys: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        yield keys[start : start + KEYS_AT_A_TIME]
