"""The fact `customer`: what the books say of everybody, and what they leave open."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import CUSTOMER
from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES
from regulars.world.cast.laws import Laws
from regulars.world.cast.names import Named
from regulars.world.cast.roster import Roster
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, texts_at

EMAIL_SHARE = {CABINS: 0.62, SHOP: 0.14, TEXTILES: 0.7}
PHONE_SHARE = {CABINS: 0.96, SHOP: 0.74, TEXTILES: 0.92}
BENGALI_NAME_SHARE = 0.98
FOR_FILMS = (
    *("1134960", "1144960", "1154960", "1164960", "1174960", "1184960"),
    *("1214960", "1314960", "1414960", "1514960", "1614960", "7700900"),
)
"""British numbers, but for the last three digits, that are given to nobody (Ofcom)."""
LANGUAGES = ("en", "bn", "bn")
"""What the tongues are called where a customer chose one."""
ACQUIRED = ("friend", "walk-in", "search", "social media", "fair", "agent")
"""How the sources write the ways to come."""
ACQUIRED_SHARE = 0.55
ACQUIRED_WRONG_SHARE = 0.08
SINCE_SHARE = 0.97
STATED_SHARE = 0.14
"""Of persons: who said how they like to be treated."""


def customer_table(known: Known) -> pa.Table:
    """The fact `customer`, by source and key."""
    rng = known.rng("people")
    setting, names, laws = known.setting, known.names, known.setting.laws
    n = len(setting)
    person = ~setting.roster.is_account
    stated = person & (rng.random(n) < STATED_SHARE)
    columns = {
        "source_id": known.keys,
        "source": known.sources,
        "kind": texts_at(("account", "person"), person.astype(np.int64)),
        "account_key": texts_at(known.keys, setting.roster.account),
        "name": [named.spelling.latin for named in names],
        "name_bn": _some([n.spelling.bengali for n in names], rng.random(n) < BENGALI_NAME_SHARE),
        "email": _some(
            _emails(names=names, roster=setting.roster),
            rng.random(n) < setting.roster.of_source(EMAIL_SHARE),
        ),
        "phone": _some(
            _phones(names=names, roster=setting.roster, rng=rng),
            rng.random(n) < setting.roster.of_source(PHONE_SHARE),
        ),
        "acquired_through": texts_at(ACQUIRED, _acquired(known, rng)),
        "language": texts_at(LANGUAGES, known.tongues.chosen),
        "treatment": _some(_stated_treatments(laws=laws, rng=rng), stated),
        "treatment_on": _stated_days(known, stated=stated, rng=rng),
        "since_on": dates_of(span=known.span, days=laws.joins, known=rng.random(n) < SINCE_SHARE),
    }
    table = fact_table(contract=CUSTOMER, columns=columns)
    return table.take(rows_by_key(roster=setting.roster, joins=laws.joins))


def rows_by_key(*, roster: Roster, joins: Ints) -> Ints:
    """The rows of the roster in the order of source and key."""
    return np.lexsort((joins, roster.source)).astype(np.int64)


def _acquired(known: Known, rng: np.random.Generator) -> Ints:
    """As the source wrote it down: a place in ACQUIRED, -1 where nobody asked."""
    wrong = rng.random(len(known.names)) < ACQUIRED_WRONG_SHARE
    other = rng.integers(0, len(ACQUIRED), len(known.names))
    way = np.where(wrong, other, known.came.way)
    return np.where(rng.random(len(way)) < ACQUIRED_SHARE, way, -1)


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
        elif roster.kind_at(row).source != SHOP:
            phones.append(f"+88010{own[first]}")
        else:
            phones.append(f"010{own[first]}")
    return phones


def _film_number(number: int) -> str:
    """The first 12,000 differ."""
    place = number * 7919 % (1000 * len(FOR_FILMS))
    return f"+44{FOR_FILMS[place // 1000]}{place % 1000:03d}"


def _stated_treatments(*, laws: Laws, rng: np.random.Generator) -> list[str]:
    """What people say follows their taste, though not always."""
    says_contact = 1 / (1 + np.exp(-8 * (laws.taste - 0.5)))
    contact = rng.random(len(laws.taste)) < says_contact
    return ["contact" if yes else "distance" for yes in contact.tolist()]


def _stated_days(known: Known, *, stated: Flags, rng: np.random.Generator) -> pa.Array:
    first = np.maximum(known.setting.laws.joins, 0)
    last = np.clip(known.history.state.leaves, first, HISTORY_DAYS - 1)
    days = first + (rng.random(len(first)) * (last - first + 1)).astype(np.int64)
    return dates_of(span=known.span, days=days, known=stated)
