"""Which identities are one customer: worked out at every refresh, never baked into facts.

So an undo is exact by itself: without the fact that tied two customers they are two again, each
with all that it brought meanwhile. Only customers who share a key, or of whom somebody decided,
come to Python; all others stay in the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import combinations, groupby
from typing import Any

import pyarrow as pa

from regulars.book.match_groups import OPEN, STAGES, Groups, Link, Member, Pair, match_groups
from regulars.book.snapshot import QUESTIONS, REDIRECTS
from regulars.engines import Engine
from regulars.ledger.desk_facts import DESK

MOST_WITH_ONE_KEY = 5
"""A key that more customers share is a switchboard or an info@: a question, and no link."""
MOST_QUESTIONS = 1000
MOST_MEMBERS_TOLD = 10
FROM_NO_IMPORT = 2**62
"""Later than any batch: what the desk holds on to, and a warehouse's, is nobody's elder."""

# Rows of records, before anything is joined: most books have few keys that come twice.
_SHARED = """
SELECT DISTINCT '{basis}' AS basis, c.{basis}_key AS match_key, i.customer_id
FROM fact_customer AS c
JOIN (
  SELECT {basis}_key FROM fact_customer
  WHERE {basis}_key IS NOT NULL GROUP BY {basis}_key HAVING COUNT(*) > 1
) AS s ON s.{basis}_key = c.{basis}_key
JOIN known_identity AS i ON i.source = c.source AND i.source_id = c.source_id
"""

_COUNTED = """
SELECT m.basis, m.match_key, m.customer_id, k.customers
FROM match_shared AS m
JOIN (
  SELECT basis, match_key, COUNT(*) AS customers FROM match_shared GROUP BY basis, match_key
) AS k ON k.basis = m.basis AND k.match_key = m.match_key
WHERE k.customers > 1
"""

_DECIDED = """
SELECT a.customer_id AS one, b.customer_id AS other, m.decision, m.decided_on, m.source, m.source_id
FROM fact_match AS m
JOIN known_identity AS a ON a.source = m.customer_source AND a.source_id = m.customer_key
JOIN known_identity AS b ON b.source = m.other_source AND b.source_id = m.other_key
WHERE a.customer_id <> b.customer_id
"""

_CONCERNED = """
SELECT DISTINCT i.source, i.source_id, i.customer_id
FROM known_identity AS i
JOIN (
  SELECT customer_id FROM match_counted WHERE customers <= {most}
  UNION SELECT one FROM match_decided
  UNION SELECT other FROM match_decided
) AS m ON m.customer_id = i.customer_id
"""

# What the desk holds on to has place 0: it says nothing of who came first.
_SINCE = """
SELECT i.customer_id, MIN(p.seq) AS since
FROM match_concerned AS i
JOIN (
  SELECT source, source_id, batch_id FROM held_identity_revisions
  UNION ALL
  SELECT r.source, r.source_id, a.batch_id
  FROM held_identity_revisions AS r
  JOIN said_again AS a ON a.revision_id = r.revision_id AND a.fact = 'identity'
) AS r ON r.source = i.source AND r.source_id = i.source_id
JOIN published AS p ON p.batch_id = r.batch_id
WHERE p.seq > 0
GROUP BY i.customer_id
"""

_MEMBERS = """
SELECT i.customer_id, MIN(c.kind) AS kind
FROM match_concerned AS i
LEFT JOIN fact_customer AS c ON c.source = i.source AND c.source_id = i.source_id
GROUP BY i.customer_id
"""

_MANY = """
SELECT basis, match_key, customers, customer_id FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY basis, match_key ORDER BY customer_id) AS place
  FROM match_counted WHERE customers > {most}
) AS placed
WHERE place <= {told}
ORDER BY customers, basis, match_key, customer_id
LIMIT {rows}
"""


def define_merges(engine: Engine, *, imported: bool) -> None:
    """Make `identity_ids` (source, source_id, customer_id), `redirects` and `match_questions`.

    Shape: `redirects` from each merged id to the one that survives; one row of `match_questions`
           for each customer of a question, numbered from 1.
    `imported`: whether the ledger has identities, so that there are batches they came with.
    """
    engine.define_table(
        "match_shared", " UNION ALL ".join(_SHARED.format(basis=basis) for basis in STAGES[1:])
    )
    engine.define_table("match_counted", _COUNTED)
    engine.define_table("match_decided", _DECIDED)
    decisions = _decisions(engine)
    groups = match_groups(
        members=_members(engine, imported=imported), decisions=decisions, shared=_links(engine)
    )
    rows = [(one, *into) for one, into in sorted(groups.redirects.items())]
    engine.define_arrow("redirects", _table(rows, REDIRECTS))
    engine.define_arrow(
        "match_questions", _table(list(_questions(engine, groups, decisions)), QUESTIONS)
    )
    identities = "SELECT source, source_id, customer_id FROM known_identity"
    if rows:
        identities = (
            "SELECT i.source, i.source_id, COALESCE(r.into_customer_id, i.customer_id)"
            " AS customer_id FROM known_identity AS i"
            " LEFT JOIN redirects AS r ON r.customer_id = i.customer_id"
        )
    engine.define_view("identity_ids", identities)
    for done in ("match_shared", "match_counted", "match_decided", "match_concerned"):
        engine.drop(done)


def _decisions(engine: Engine) -> dict[Pair, str]:
    """The newest decision of each pair; of one day the desk's, which sees what was imported."""
    newest: dict[Pair, tuple[tuple[date, bool, str, str], str]] = {}
    for one, other, decision, on, source, source_id in engine.rows("SELECT * FROM match_decided"):
        pair = (min(one, other), max(one, other))
        order = (on, source == DESK, source, source_id)
        if pair not in newest or order > newest[pair][0]:
            newest[pair] = (order, decision)
    return {pair: decision for pair, (_, decision) in newest.items()}


def _members(engine: Engine, *, imported: bool) -> Iterator[Member]:
    engine.define_table("match_concerned", _CONCERNED.format(most=MOST_WITH_ONE_KEY))
    since = dict(engine.rows(_SINCE)) if imported else {}
    for customer_id, kind in engine.rows(_MEMBERS):
        yield Member(customer_id, kind, since.get(customer_id, FROM_NO_IMPORT))


def _links(engine: Engine) -> Iterator[Link]:
    rows = engine.rows(
        "SELECT basis, match_key, customer_id FROM match_counted"
        f" WHERE customers <= {MOST_WITH_ONE_KEY} ORDER BY basis, match_key, customer_id"
    )
    for (basis, _), some in groupby(rows, key=lambda row: row[:2]):
        for one, other in combinations([row[2] for row in some], 2):
            yield Link(basis, one, other)


def _questions(
    engine: Engine, groups: Groups, decisions: dict[Pair, str]
) -> Iterator[tuple[Any, ...]]:
    """What a person has to say: undecided pairs, links refused, keys that too many share."""

    def now(customer_id: str) -> str:
        return groups.redirects.get(customer_id, (customer_id, ""))[0]

    asked: list[tuple[str, str, int, list[str]]] = []
    many = _shared_by_many(engine)
    for pair, said in decisions.items():
        # Of those who share a key with many it is asked once, together.
        if said == OPEN and not any(set(pair) <= set(ids) for *_, ids in many):
            asked.append(("decision", "open", 2, [*pair]))
    for link in groups.refused:
        pair = (min(link.one, link.other), max(link.one, link.other))
        # A pair that was decided on is no question any more.
        if link.basis == STAGES[0] or pair not in decisions:
            asked.append((link.basis, "against", 2, [*pair]))
    closed = {
        frozenset((now(one), now(other)))
        for (one, other), said in decisions.items()
        if said != OPEN
    }
    asked += [
        (basis, "many", customers, ids)
        for basis, customers, ids in many
        if not _all_told_apart([now(one) for one in ids], closed)
    ]
    number = 0
    for basis, reason, customers, ids in asked:
        still = list(dict.fromkeys(now(one) for one in ids))
        if len(still) > 1 and number < MOST_QUESTIONS:
            number += 1
            for one in still:
                yield number, basis, reason, customers, one


def _shared_by_many(engine: Engine) -> list[tuple[str, int, list[str]]]:
    """Keys that too many share: the basis, how many do, and the first of them."""
    rows = engine.rows(
        _MANY.format(
            most=MOST_WITH_ONE_KEY,
            told=MOST_MEMBERS_TOLD,
            rows=MOST_QUESTIONS * MOST_MEMBERS_TOLD,
        )
    )
    return [
        (basis, customers, [row[3] for row in some])
        for (basis, _, customers), some in groupby(rows, key=lambda row: row[:3])
    ]


def _all_told_apart(ids: Sequence[str], closed: AbstractSet[frozenset[str]]) -> bool:
    """Whether it was decided of one of these and each of the others."""
    return any(
        all(one == other or frozenset((one, other)) in closed for other in ids) for one in ids
    )


def _table(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(list(column), field.type) for column, field in zip(columns, schema)]  # noqa: B905
    return pa.table(arrays, schema=schema)
