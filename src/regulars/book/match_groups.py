"""Which customers are one, from decisions and shared keys: the rules alone, without an engine.

Links are taken in one order: decisions first, then e-mail, then telephone; among those, of elder
customers first. A link that would bring together two who were decided to be different is refused,
so what is new never breaks up what stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SAME, DIFFERENT, OPEN = "same", "different", "open"
STAGES = ("decision", "email", "phone")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Member:
    """A customer by the id of one's own.

    Null: `kind` None where no record says it. `since` is the place of the batch that first brought
          them, in the order of publication.
    """

    customer_id: str
    kind: str | None
    since: int


@dataclass(frozen=True)
class Link:
    """Two who may be one. `basis` is one of `STAGES`."""

    basis: str
    one: str
    other: str


@dataclass(frozen=True)
class Groups:
    """Shape: `redirects` from each younger id to the eldest of its group, with the basis.

    `refused` are links against a decision or between an account and a person.
    """

    redirects: dict[str, tuple[str, str]]
    refused: tuple[Link, ...]


@dataclass
class _Group:
    members: set[str]
    strangers: set[str]
    """Who was decided to be different from a member."""
    kinds: set[str] = field(default_factory=set)


def match_groups(
    *, members: Iterable[Member], decisions: Mapping[Pair, str], shared: Iterable[Link]
) -> Groups:
    """Bring together who is one customer; the eldest gives the group its id.

    Shape: `decisions` by pair of ids; `shared` are links by a key that both have. Ids that are no
           member are left out.
    """
    by_age = sorted(members, key=lambda one: (one.since, one.customer_id))
    age = {one.customer_id: place for place, one in enumerate(by_age)}
    known = {pair: said for pair, said in decisions.items() if set(pair) <= set(age)}
    group = {
        one.customer_id: _Group({one.customer_id}, set(), {one.kind} if one.kind else set())
        for one in by_age
    }
    for (one, other), said in known.items():
        if said == DIFFERENT:
            group[one].strangers.add(other)
            group[other].strangers.add(one)
    links = [Link(STAGES[0], *pair) for pair, said in known.items() if said == SAME]
    links += [link for link in shared if link.one in age and link.other in age]
    links.sort(key=lambda link: _order(link, age))
    refused = []
    for link in links:
        if not _joined(group, link.one, link.other):
            refused.append(link)
    return Groups(_redirects(group, links, age), tuple(refused))


def _order(link: Link, age: Mapping[str, int]) -> tuple[int, int, int]:
    elder, younger = sorted((age[link.one], age[link.other]))
    return STAGES.index(link.basis), younger, elder


def _joined(group: dict[str, _Group], one: str, other: str) -> bool:
    """Bring the groups of two together, unless a decision or their kinds are against it."""
    larger, smaller = group[one], group[other]
    if larger is smaller:
        return True
    if larger.strangers & smaller.members or len(larger.kinds | smaller.kinds) > 1:
        return False
    if len(larger.members) < len(smaller.members):
        larger, smaller = smaller, larger
    larger.members |= smaller.members
    larger.strangers |= smaller.strangers
    larger.kinds |= smaller.kinds
    for member in smaller.members:
        group[member] = larger
    return True


def _redirects(
    group: Mapping[str, _Group], links: Iterable[Link], age: Mapping[str, int]
) -> dict[str, tuple[str, str]]:
    redirects: dict[str, tuple[str, str]] = {}
    eldest: dict[int, str] = {}
    for link in links:
        if group[link.one] is not group[link.other]:
            continue
        together = group[link.one]
        if id(together) not in eldest:
            eldest[id(together)] = min(together.members, key=age.__getitem__)
        for member in (link.one, link.other):
            if member != eldest[id(together)]:
                redirects.setdefault(member, (eldest[id(together)], link.basis))
    return redirects
