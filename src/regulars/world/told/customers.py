"""The fact `customer`: what the two books say of everybody, and what they leave open."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import CUSTOMER
from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import CABINS, KINDS, SHOP, SOURCES
from regulars.world.cast.laws import Laws
from regulars.world.cast.names import Named
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.tables import dates_of, fact_table, texts_at

KEY_LETTER = {CABINS: "C", SHOP: "S"}
EMAIL_SHARE = {CABINS: 0.62, SHOP: 0.14}
PHONE_SHARE = {CABINS: 0.96, SHOP: 0.74}
BENGALI_NAME_SHARE = 0.98
FOR_FILMS = (
    *("1134960", "1144960", "1154960", "1164960", "1174960", "1184960"),
    *("1214960", "1314960", "1414960", "1514960", "1614960", "7700900"),
)
"""British numbers, but for the last three digits, that are given to nobody (Ofcom)."""
LANGUAGE_SHARE = 0.45
BENGALI_CHOSEN_SHARE = 0.8
SINCE_SHARE = 0.97
STATED_SHARE = 0.14
"""Of persons: who said how they like to be treated."""


def customer_keys(*, roster: Roster, laws: Laws) -> list[str]:
    """Each row's key in its source: who came first has the lowest number."""
    keys = [""] * len(roster)
    counts = dict.fromkeys(SOURCES, 0)
    for row in np.argsort(laws.joins, kind="stable").tolist():
        source = roster.kind_at(row).source
        counts[source] += 1
        keys[row] = f"{KEY_LETTER[source]}-{counts[source]:04d}"
    return keys


def customer_table(
    *,
    roster: Roster,
    laws: Laws,
    names: Sequence[Named],
    keys: Sequence[str],
    span: Span,
    seed: int,
) -> pa.Table:
    """The fact `customer`, by source and key."""
    rng = chance(seed=seed, part="people")
    n = len(roster)
    person = ~np.array([kind.is_account for kind in KINDS])[roster.kind]
    source = np.array([SOURCES.index(kind.source) for kind in KINDS])[roster.kind]
    stated = person & (rng.random(n) < STATED_SHARE)
    columns = {
        "source_id": keys,
        "source": texts_at(SOURCES, source),
        "kind": texts_at(("account", "person"), person.astype(np.int64)),
        "account_key": texts_at(keys, roster.account),
        "name": [named.spelling.latin for named in names],
        "name_bn": _some([n.spelling.bengali for n in names], rng.random(n) < BENGALI_NAME_SHARE),
        "email": _some(
            _emails(names=names, roster=roster), rng.random(n) < _by_source(EMAIL_SHARE, source)
        ),
        "phone": _some(
            _phones(names=names, roster=roster, rng=rng),
            rng.random(n) < _by_source(PHONE_SHARE, source),
        ),
        "language": _languages(names=names, rng=rng),
        "treatment": _some(_stated_treatments(laws=laws, rng=rng), stated),
        "treatment_on": _stated_days(laws=laws, stated=stated, span=span, rng=rng),
        "since_on": dates_of(span=span, days=laws.joins, known=rng.random(n) < SINCE_SHARE),
    }
    table = fact_table(contract=CUSTOMER, columns=columns)
    return table.take(rows_by_key(roster=roster, laws=laws))


def rows_by_key(*, roster: Roster, laws: Laws) -> Ints:
    """The rows of the roster in the order of source and key."""
    source = np.array([SOURCES.index(kind.source) for kind in KINDS])[roster.kind]
    return np.lexsort((laws.joins, source)).astype(np.int64)


def _by_source(shares: dict[str, float], source: Ints) -> Floats:
    return np.asarray(np.array([shares[name] for name in SOURCES])[source], dtype=np.float64)


def _some(texts: Sequence[str], known: Flags) -> list[str | None]:
    return [text if there else None for text, there in zip(texts, known.tolist(), strict=True)]


def _emails(*, names: Sequence[Named], roster: Roster) -> list[str]:
    """example.org is set apart for examples; the number keeps namesakes apart."""
    return [
        f"{_slug(names[first].spelling.latin)}.{first}@example.org"
        for first in roster.person.tolist()
    ]


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join("".join(c if c.isalpha() else " " for c in plain).split())


def _phones(*, names: Sequence[Named], roster: Roster, rng: np.random.Generator) -> list[str]:
    """Numbers nobody has: 010 is no operator of Bangladesh, the British ones are kept for films.

    Each person has one of their own; the shop writes it without the country.
    """
    own = rng.choice(90_000_000, size=len(roster), replace=False) + 10_000_000
    abroad: dict[int, str] = {}
    phones = []
    for row, first in enumerate(roster.person.tolist()):
        if names[row].is_abroad:
            phones.append(abroad.setdefault(first, _film_number(len(abroad))))
        elif roster.kind_at(row).source == CABINS:
            phones.append(f"+88010{own[first]}")
        else:
            phones.append(f"010{own[first]}")
    return phones


def _film_number(number: int) -> str:
    """The first 12,000 differ."""
    place = number * 7919 % (1000 * len(FOR_FILMS))
    return f"+44{FOR_FILMS[place // 1000]}{place % 1000:03d}"


def _languages(*, names: Sequence[Named], rng: np.random.Generator) -> list[str | None]:
    """Null where never chosen; who lives abroad chooses English."""
    chances = rng.random((len(names), 2)).tolist()
    return [
        None
        if chosen >= LANGUAGE_SHARE
        else "bn"
        if which < BENGALI_CHOSEN_SHARE and not named.is_abroad
        else "en"
        for named, (chosen, which) in zip(names, chances, strict=True)
    ]


def _stated_treatments(*, laws: Laws, rng: np.random.Generator) -> list[str]:
    """What people say follows their taste, though not always."""
    says_contact = 1 / (1 + np.exp(-8 * (laws.taste - 0.5)))
    contact = rng.random(len(laws.taste)) < says_contact
    return ["contact" if yes else "distance" for yes in contact.tolist()]


def _stated_days(*, laws: Laws, stated: Flags, span: Span, rng: np.random.Generator) -> pa.Array:
    first = np.maximum(laws.joins, 0)
    last = np.clip(laws.leaves, first, HISTORY_DAYS - 1)
    days = first + (rng.random(len(first)) * (last - first + 1)).astype(np.int64)
    return dates_of(span=span, days=days, known=stated)
