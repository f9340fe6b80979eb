"""The list of who was erased, as keyed hashes: nobody on it comes back with an import or restore.

It is kept twice: as a table beside the facts, and as a file in the book's folder, so that neither
an older ledger nor a lost file forgets anybody.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db.models import Min

from regulars.errors import RegularsError
from regulars.ledger.contact_data import email_forms, phone_forms, phone_tails, plain
from regulars.ledger.models import Erasure, Suppression

FILE = "suppressed.json"
FORMAT = 1
SHORTEST_KEY = 4
"""A row of a file is not known by a number shorter than this: it may be anything."""

DIGESTS_AT_A_TIME = 400

Key = tuple[str, str]


class ListUnreadable(RegularsError):
    """The list of the erased cannot be read, so nothing may come in."""

    exit_code = 5


class CustomerErased(RegularsError):
    """Somebody wrote of a customer who was erased in the meantime."""

    exit_code = 4


@dataclass(frozen=True, order=True)
class Suppressed:
    """One hash. `kind`: identity (source and key), email, phone, phone_tail, cell of a file, whole.

    A whole is a fact that was made anonymous and of which further parts may come.
    """

    hash_key: str
    kind: str
    digest: str


@dataclass(frozen=True)
class Person:
    """What the erased are known by: their identities, and all that their records say."""

    keys: frozenset[Key]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def cells(self) -> frozenset[str]:
        """The texts by which a row of a file is known to be about them."""
        telling = {key for _, key in self.keys if len(key) >= SHORTEST_KEY or not key.isdigit()}
        return frozenset(telling | self.emails | self.phones | self.names)


def digest(*, hash_key: str, text: str) -> str:
    """HMAC-SHA256 in hexadecimal digits."""
    return hmac.digest(bytes.fromhex(hash_key), text.encode(), "sha256").hex()


def identity_text(source: str, key: str) -> str:
    return f"{source}\x1f{key}"


def suppression_list(folder: Path) -> frozenset[Suppressed]:
    """All hashes of the table and of the file. Raises: ListUnreadable."""
    held = Suppression.objects.values_list("hash_key", "kind", "digest")
    return frozenset(Suppressed(*one) for one in held) | read_list(folder / FILE)


def read_list(path: Path) -> frozenset[Suppressed]:
    """The hashes of a file; none where there is no file. Raises: ListUnreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ListUnreadable(
                f"{path} has format {content['format']}; this Regulars reads {FORMAT}. Nothing was "
                "changed. Use the Regulars that wrote it, or a newer one."
            )
        return frozenset(Suppressed(*one) for one in content["suppressed"])
    except FileNotFoundError:
        return frozenset()
    except (ValueError, KeyError, TypeError) as error:
        raise ListUnreadable(
            f"{path}, the list of who was erased, cannot be read ({error}). Nothing was changed. "
            "Take it from a backup; with an intact ledger `regulars doctor --repair` writes it new."
        ) from error


def hashes_of(person: Person, *, hash_key: str, region: str | None) -> frozenset[Suppressed]:
    """What the list has to know of somebody; `region` is where their numbers are read."""
    texts: set[tuple[str, str]] = {
        *(("identity", identity_text(*key)) for key in person.keys),
        *(("email", form) for email in person.emails for form in email_forms(email)),
        *(("phone", form) for one in person.phones for form in phone_forms(one, region=region)),
        *(
            ("phone_tail", tail)
            for one in person.phones
            for tail in phone_tails(one, region=region)
        ),
        *(("cell", plain(cell)) for cell in person.cells),
    }
    return frozenset(
        Suppressed(hash_key, kind, digest(hash_key=hash_key, text=text))
        for kind, text in texts
        if text
    )


def refuse_erased(keys: Iterable[Key]) -> None:
    """Raises: CustomerErased when one of these identities is on the list."""
    hash_keys = sorted(set(Suppression.objects.values_list("hash_key", flat=True)))
    if not hash_keys:
        return
    texts = {identity_text(*key) for key in keys}
    digests = sorted(digest(hash_key=key, text=text) for key in hash_keys for text in texts)
    for start in range(0, len(digests), DIGESTS_AT_A_TIME):
        some = digests[start : start + DIGESTS_AT_A_TIME]
        if Suppression.objects.filter(kind="identity", digest__in=some).exists():
            raise CustomerErased(
                "This customer was erased. Nothing was recorded. Go back to Today, which no "
                "longer has them."
            )


def refuse_erased_contacts(
    *, emails: Iterable[str], phones: Iterable[str], region: str | None
) -> None:
    """Raises: CustomerErased when one of these addresses or numbers is on the list."""
    told = Person(frozenset(), emails=frozenset(emails), phones=frozenset(phones))
    for hash_key in sorted(set(Suppression.objects.values_list("hash_key", flat=True))):
        listed = hashes_of(told, hash_key=hash_key, region=region)
        for kind in ("email", "phone"):
            digests = [one.digest for one in listed if one.kind == kind]
            if Suppression.objects.filter(kind=kind, digest__in=digests).exists():
                raise CustomerErased(
                    "This address or number is that of somebody who was erased and is kept out. "
                    "Nothing was recorded. Where they wish to come back, the owner takes them off "
                    "the list first: regulars readmit."
                )


def list_key(folder: Path) -> str:
    """The HMAC key of the list, or a new one for a new list."""
    keys = sorted(one.hash_key for one in suppression_list(folder))
    return keys[0] if keys else secrets.token_hex(32)


def suppress(*, folder: Path, hashes: Iterable[Suppressed], at: datetime) -> None:
    """Put these hashes on the list, in the file first: what is erased stays so after any kill."""
    everything = suppression_list(folder) | frozenset(hashes)
    if not everything:
        return
    write_list(folder / FILE, everything)
    Suppression.objects.bulk_create(
        (
            Suppression(hash_key=one.hash_key, kind=one.kind, digest=one.digest, erased_at=at)
            for one in sorted(everything)
        ),
        ignore_conflicts=True,
        batch_size=200,
    )


def belong_to(erasure: Erasure, hashes: Iterable[Suppressed]) -> None:
    """Note whose these hashes are, where that is not known: to take them off the list again."""
    digests = sorted({one.digest for one in hashes})
    for start in range(0, len(digests), DIGESTS_AT_A_TIME):
        some = digests[start : start + DIGESTS_AT_A_TIME]
        Suppression.objects.filter(erasure=None, digest__in=some).update(erasure=erasure)


def write_list(path: Path, hashes: Iterable[Suppressed]) -> None:
    """Write the file whole or not at all, readable by its owner only."""
    rows = [[one.hash_key, one.kind, one.digest] for one in sorted(hashes)]
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with unfinished.open("w", encoding="ascii") as file:
        json.dump({"format": FORMAT, "suppressed": rows}, file, indent=0)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def since() -> datetime | None:
    """When the first of the list was erased; None for an empty list."""
    first = Suppression.objects.aggregate(first=Min("erased_at"))["first"]
    return None if first is None else first.astimezone(UTC)
