"""What stands beside a customer's figures: problems, who sent whom, what they allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from regulars.acts.code_words import code_word
from regulars.acts.names import Key
from regulars.acts.portrait import Allowed, Other, Relation, Trouble
from regulars.contracts import CONSENT
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.persons import about, current_parts

Row = Mapping[str, Any]
ENDED = ("solved", "closed")


def troubles(problems: Sequence[Row], *, as_of: date) -> tuple[Trouble, ...]:
    """Problems with how they stand, those that are open first, then the newest."""
    events = current_parts("problem_event", [(row["source"], row["source_id"]) for row in problems])
    steps = Counter((row["source"], row["problem_key"], row["kind"]) for row in events)
    told = [
        Trouble(
            topic=row["topic"] or gettext("Problem"),
            state=row["state"],
            state_word=code_word(row["state"]),
            on=row["happened_on"],
            ended_on=row["ended_on"] if row["state"] in ENDED else None,
            days_open=_days_open(row, as_of),
            times_reopened=steps[row["source"], row["source_id"], "reopened"],
            contacts=steps[row["source"], row["source_id"], "contact"],
            quote=row["text"],
        )
        for row in problems
    ]
    return tuple(sorted(told, key=lambda one: (one.state not in ENDED, one.on), reverse=True))


def relations(
    referrals: Sequence[Row], *, keys: Sequence[Key], others: Mapping[Key, Other]
) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
    """Who sent them, and whom they sent: each other customer once, since the first day told."""
    own = set(keys)
    found: tuple[dict[str, Relation], dict[str, Relation]] = ({}, {})
    for row in sorted(referrals, key=lambda row: row["happened_on"]):
        sender = (row["customer_source"], row["customer_key"])
        came = (row["other_source"], row["other_key"])
        sent = sender in own
        other = others.get(came if sent else sender)
        if other is not None and (came if sent else sender) not in own:
            relation = Relation(other, row["happened_on"], code_word(row["known_by"]))
            found[int(sent)].setdefault(other.customer_id, relation)
    return tuple(found[0].values()), tuple(found[1].values())


def allowed(consents: Sequence[Row]) -> tuple[Allowed, ...]:
    """What was said last of each purpose and channel; a word for all channels counts for each."""
    channels = CONSENT.column("channel").choices
    newest: dict[tuple[str, str], Allowed] = {}
    for row in sorted(consents, key=_said):
        of = (row["channel"],) if row["channel"] else channels
        for channel in of:
            newest[row["purpose"], channel] = Allowed(
                row["purpose"], channel, row["state"], row["happened_on"]
            )
    return tuple(newest[key] for key in sorted(newest))


def account_key(records: Iterable[Row]) -> Key | None:
    """The identity of the account that a person's records name."""
    return next(
        ((row["source"], row["account_key"]) for row in records if row["account_key"]), None
    )


def person_keys(keys: Sequence[Key]) -> list[Key]:
    """The identities of the persons who belong to these accounts now."""
    rows = current_rows("customer", about(keys, source="source", key="account_key"))
    return sorted((row["source"], row["source_id"]) for row in rows)


def owner_now(rows: Sequence[Row]) -> str | None:
    """Who of the staff looks after a customer: the newest word of it, of one day the desk's."""
    ordered = sorted(rows, key=lambda row: (row["since_on"], row["source"] == DESK))
    return ordered[-1]["staff"] if ordered else None


def _said(row: Row) -> tuple[Any, ...]:
    """The order of a refresh: of one day a withdrawal without its time counts, then the latest."""
    at, state = row["happened_at"], row["state"]
    untimed = at is None and state == "withdrawn"
    return row["happened_on"], untimed, at is not None, at.timestamp() if at else 0, state


def _days_open(row: Row, as_of: date) -> int | None:
    end = row["ended_on"] if row["state"] in ENDED else as_of
    return None if end is None else max((end - row["happened_on"]).days, 0)
