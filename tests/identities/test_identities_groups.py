"""The groups are connected components under the decisions, by a second, plain implementation."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

IDS = "abcdefgh"
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
BASES = ("decision", "email", "phone")

Link = tuple[str, str, str]


def plain_groups(
    ids: dict[str, tuple[str, int]], decisions: dict[tuple[str, str], str], links: Iterable[Link]
) -> dict[str, str]:
    """Each id's eldest: links one by one, all groups looked through anew for each."""
    eldest_first = sorted(ids, key=lambda one: (ids[one][1], one))
    every = [*links, *(("decision", *pair) for pair, said in decisions.items() if said == "same")]
    every.sort(
        key=lambda link: (
            BASES.index(link[0]),
            *sorted((eldest_first.index(link[1]), eldest_first.index(link[2])), reverse=True),
        )
    )
    groups = [{one} for one in eldest_first]
    for _, one, other in every:
        [mine] = [group for group in groups if one in group]
        [its] = [group for group in groups if other in group]
        together = mine | its
        apart = any(
            set(pair) <= together for pair, said in decisions.items() if said == "different"
        )
        if mine is its or apart or len({ids[member][0] for member in together}) > 1:
            continue
        groups = [group for group in groups if group not in (mine, its)] + [together]
    return {one: min(group, key=eldest_first.index) for group in groups for one in sorted(group)}


@settings(max_examples=400, deadline=None)
@given(
    ids=st.fixed_dictionaries(
        {
            one: st.tuples(st.sampled_from(["person", "person", "account"]), st.integers(1, 4))
            for one in IDS
        }
    ),
    decisions=st.dictionaries(PAIRS, st.sampled_from(["same", "different", "open"]), max_size=8),
    links=st.lists(st.tuples(st.sampled_from(BASES[1:]), PAIRS), max_size=14),
)
def test_groups_are_those_of_a_plain_implementation(ids, decisions, links):
    from regulars.book.match_groups import Link as Tie
    from regulars.book.match_groups import Member, match_groups

    found = match_groups(
        members=[Member(one, kind, since) for one, (kind, since) in ids.items()],
        decisions=decisions,
        shared=[Tie(basis, *pair) for basis, pair in links],
    )
    into = {one: found.redirects.get(one, (one, ""))[0] for one in IDS}
    assert into == plain_groups(ids, decisions, [(basis, *pair) for basis, pair in links])
    for (one, other), said in decisions.items():
        if said == "different":
            assert into[one] != into[other]


@settings(max_examples=100, deadline=None)
@given(links=st.lists(st.tuples(st.sampled_from(BASES[1:]), PAIRS), max_size=14), data=st.data())
def test_without_decisions_against_it_the_order_of_the_imports_changes_no_group(links, data):
    from regulars.book.match_groups import Link as Tie
    from regulars.book.match_groups import Member, match_groups

    def components(order: Iterable[str]) -> set[frozenset[str]]:
        redirects = match_groups(
            members=[Member(one, "person", place) for place, one in enumerate(order)],
            decisions={},
            shared=[Tie(basis, *pair) for basis, pair in links],
        ).redirects
        groups: dict[str, set[str]] = {}
        for one in IDS:
            groups.setdefault(redirects.get(one, (one, ""))[0], set()).add(one)
        return {frozenset(group) for group in groups.values()}

    assert components(IDS) == components(data.draw(st.permutations(IDS)))


@pytest.fixture(autouse=True)
def _django(book):
    """`book.merges` lies beside modules that need a book to be open."""
