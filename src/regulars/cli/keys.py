"""Commands on keys: made, listed, revoked."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import UTC, datetime

from regulars.cli.report import tell
from regulars.cli.words import open_book
from regulars.people.scopes import Scope

SCOPES = tuple(scope.value for scope in Scope)


def add(options: argparse.Namespace) -> None:
    open_book(options)
    from regulars.people.keys import make_key, person_named

    key, token = make_key(
        user=person_named(options.staff),
        name=options.name,
        scopes=options.scope,
        at=_now(),
        days=options.days,
    )
    words = (
        f"Key {key.number}, {key.name}, of {key.username}, for {', '.join(key.scopes)}:\n\n"
        f"    {token}\n\nIt is shown only now. Keep it as safe as a password."
    )
    tell(options, {**asdict(key), "token": token}, words)


def list_(options: argparse.Namespace) -> None:
    open_book(options)
    from regulars.people.keys import keys_of

    told = keys_of(None)
    lines = [
        f"{key.number:>6}  {key.start}…  {key.username}/{key.name}  {', '.join(key.scopes)}  "
        + (f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else _use(key.last_used_at))
        + (f", until {key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "")
        for key in told
    ]
    tell(options, {"keys": [asdict(key) for key in told]}, "\n".join(lines) or "There is no key.")


def revoke(options: argparse.Namespace) -> None:
    open_book(options)
    from regulars.people.keys import revoke_key

    revoke_key(number=options.key, of=None, at=_now())
    tell(options, {"key": options.key}, f"Key {options.key} opens nothing any more.")


def _use(at: datetime | None) -> str:
    return "never used" if at is None else f"used {at:%Y-%m-%d %H}:00 UTC"


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
