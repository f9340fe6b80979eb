"""Which customers a text may mean: by name, telephone number, e-mail address or key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from regulars.ledger.alike import DIGITS, folded, has, has_digits
from regulars.ledger.contact_data import TAIL_DIGITS, plain_email
from regulars.ledger.current import current_rows
from regulars.ledger.models import Customer, Identity
from regulars.ledger.suppression import Key

FEWEST_DIGITS = 3
"""Of a part of a telephone number: fewer are in nearly all of them."""
BETWEEN_DIGITS = frozenset(" -()./+\N{NO-BREAK SPACE}")
READ = 20
"""So many times the rows asked for are read at most: some say what is no longer so."""
NAMES = ("name", "name_bn")
BENGALI = frozenset(map(chr, range(0x0980, 0x0A00)))
"""Without a letter of these nothing is a part of a name in Bengali script."""
WHOLE, BEGINS, WORD, WITHIN = range(4)
"""How well a text is met: it is all of it, its beginning, the beginning of words, or inside."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Hit:
    """An identity that the text may mean.

    `by`: `name`, `phone`, `email` or `key`; `well` from WHOLE to WITHIN.
    Null: `record` None where no source says more of the customer than the key.
    """

    key: Key
    customer_id: str
    record: Row | None
    by: str
    well: int


@dataclass(frozen=True)
class Wanted:
    """What was typed, read in the ways in which it can be meant.

    Null: `digits` None for what is no part of a number, `phone_key` for what is no whole one,
          `address` without an `@`.
    """

    text: str
    digits: str | None
    phone_key: str | None
    address: str | None

    @property
    def words(self) -> list[str]:
        return self.text.split()


def wanted(text: str, *, phone_key: str | None) -> Wanted | None:
    """The text as it can be meant; None where it is empty.

    `phone_key` is the book's keyed hash of the number, if the text can be one as a whole.
    """
    plain = folded(text)
    if not plain:
        return None
    digits = "".join(one for one in plain.translate(DIGITS) if one.isdecimal())
    is_number = all(one.isdecimal() or one in BETWEEN_DIGITS for one in plain)
    return Wanted(
        text=plain,
        digits=digits if is_number and len(digits) >= FEWEST_DIGITS else None,
        phone_key=phone_key if is_number else None,
        address=plain if "@" in plain else None,
    )


def hits(asked: Wanted, *, at_most: int) -> list[Hit]:
    """The identities that count now, best first; at most so many of each way to be meant."""
    ways = [_by_key(asked, at_most=at_most)]
    if asked.address is not None:
        ways.append(_by_address(asked, at_most=at_most))
    elif asked.digits is not None:
        ways.append(_by_number(asked, at_most=at_most))
    else:
        ways.append(_by_name(asked, at_most=at_most))
    found = [hit for way in ways for hit in way]
    records = _current("customer", [key for key, _, _ in found])
    ids = _current("identity", [key for key, _, _ in found])
    best: dict[Key, Hit] = {}
    for key, by, well in found:
        if key in ids and (key not in best or well < best[key].well):
            best[key] = Hit(key, ids[key]["customer_id"], records.get(key), by, well)
    return sorted(best.values(), key=_order)


def _order(hit: Hit) -> tuple[Any, ...]:
    name = str((hit.record and hit.record["name"]) or hit.key[1])
    return hit.well, len(name), folded(name), hit.key


Found = tuple[Key, str, int]
"""Identity, by what, how well."""


def _by_name(asked: Wanted, *, at_most: int) -> Iterator[Found]:
    columns = NAMES if any(letter in BENGALI for letter in asked.text) else NAMES[:1]
    every = [reduce(and_, (has(column, word) for word in asked.words)) for column in columns]
    begins = [has(column, asked.text, before="") for column in columns]
    rows = Customer.objects.filter(reduce(or_, every))
    for key, record in _counting(rows, begins, "name", at_most=at_most):
        met = [place_of(record[column], asked) for column in NAMES if record[column]]
        yield from ((key, "name", well) for well in met if well is not None)


def _by_address(asked: Wanted, *, at_most: int) -> Iterator[Found]:
    rows = Customer.objects.filter(has("email", asked.text))
    begins = [has("email", asked.text, before="")]
    for key, record in _counting(rows, begins, "email", at_most=at_most):
        if record["email"] and asked.text in folded(record["email"]):
            same = plain_email(record["email"]) == plain_email(asked.text)
            yield key, "email", WHOLE if same else place_of(record["email"], asked) or WITHIN


def _by_number(asked: Wanted, *, at_most: int) -> Iterator[Found]:
    """The end of a number is the same, whether or not its country is written before it."""
    assert asked.digits is not None
    tail = has_digits("phone", asked.digits[-(TAIL_DIGITS + 1) :])
    rows = Customer.objects.filter(tail | Q(phone_key=asked.phone_key or ""))
    columns = ("source", "source_id", "phone", "phone_key")
    keys: dict[Key, int] = {}
    for source, key, phone, phone_key in rows.values_list(*columns).iterator():
        if asked.phone_key is not None and phone_key == asked.phone_key:
            keys[source, key] = WHOLE
        elif phone and _is_part(asked.digits, phone):
            keys.setdefault((source, key), WORD)
    best = sorted(keys, key=lambda key: (keys[key], key))[: READ * at_most]
    for key, record in _current("customer", best).items():
        whole = asked.phone_key is not None and record["phone_key"] == asked.phone_key
        if whole or (record["phone"] and _is_part(asked.digits, record["phone"])):
            yield key, "phone", WHOLE if whole else WORD


def _by_key(asked: Wanted, *, at_most: int) -> Iterator[Found]:
    """By what sources call them; many books know no more of a customer."""
    rows = Identity.objects.filter(has("source_id", asked.text))
    begins = [has("source_id", asked.text, before="")]
    chosen = rows.order_by(_placed(begins), Length("source_id"), "source_id")
    for source, key in chosen.values_list("source", "source_id")[: 2 * at_most]:
        well = place_of(key, asked)
        if well is not None:
            yield (source, key), "key", well


def _counting(
    rows: Any, begins: list[Q], column: str, *, at_most: int
) -> Iterator[tuple[Key, Row]]:
    """What now counts of the records that these revisions are of; more of them where few count."""
    ordered = rows.order_by(_placed(begins), Length(column), "pk")
    for most in (2 * at_most, READ * at_most):
        keys = list(dict.fromkeys(ordered.values_list("source", "source_id")[:most]))
        current = _current("customer", keys)
        if len(current) >= at_most or len(keys) < most:
            break
    yield from current.items()


def _placed(begins: list[Q]) -> Case:
    first = When(reduce(or_, begins), then=Value(0))
    return Case(first, default=Value(1), output_field=IntegerField())


def place_of(said: str, asked: Wanted) -> int | None:
    """How well a text is met by what was typed, from WHOLE to WITHIN; None where it is not."""
    text = folded(said)
    if text == asked.text:
        return WHOLE
    if text.startswith(asked.text):
        return BEGINS
    if not all(word in text for word in asked.words):
        return None
    parts = text.split()
    begun = all(any(part.startswith(word) for part in parts) for word in asked.words)
    return WORD if begun else WITHIN


def _is_part(digits: str, phone: str) -> bool:
    """Whether these digits stand in the number, with or without the zeros before its beginning."""
    written = "".join(one for one in phone.translate(DIGITS) if one.isdecimal())
    rest = digits.lstrip("0")
    return digits in written or (len(rest) >= FEWEST_DIGITS and rest in written)


def _current(fact: str, keys: list[Key]) -> dict[Key, Row]:
    if not keys:
        return {}
    rows = current_rows(fact, Q(source_id__in=sorted({key for _, key in keys})))
    found = {(row["source"], row["source_id"]): row for row in rows}
    return {key: found[key] for key in dict.fromkeys(keys) if key in found}
