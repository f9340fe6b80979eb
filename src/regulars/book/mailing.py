"""By which server the book sends mail: `[mail]` of `book.toml`; the password never stands there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from regulars.errors import RegularsError

TABLE = "mail"
PASSWORD = "REGULARS_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
SECURITY = {"starttls": 587, "tls": 465, "none": 25}
"""How the connection is protected, with its usual port."""


class MailingWrong(RegularsError):
    """`[mail]` cannot be used as it is."""

    exit_code = 3


@dataclass(frozen=True)
class Mailing:
    """Null: `user` None for a server that asks for no log-in."""

    host: str
    port: int
    security: str
    user: str | None
    sender: str
    """The address that mail comes from, e.g. `Hill View <desk@hillview.example>`."""

    @property
    def password(self) -> str | None:
        """From the environment, at the moment it is needed."""
        return os.environ.get(PASSWORD)


def mailing(table: Mapping[str, Any]) -> Mailing | None:
    """Of the file's table; None where there is none: no mail is sent. Raises: MailingWrong."""
    if not table:
        return None
    if "password" in table:
        raise MailingWrong(
            f"[{TABLE}] has a password, and the file may be read by others. Take it out, and set "
            f"{PASSWORD} in the environment of the worker."
        )
    security = table.get("security", "starttls")
    if security not in SECURITY:
        raise MailingWrong(
            f"security = “{security}” in [{TABLE}] is not one of {', '.join(SECURITY)}."
        )
    return Mailing(
        host=_text(table, "host", "mail.example.com"),
        port=_port(table.get("port", SECURITY[security])),
        security=security,
        user=_text(table, "user", "desk@example.com") if "user" in table else None,
        sender=_address(_text(table, "from", "desk@example.com")),
    )


def _text(table: Mapping[str, Any], name: str, example: str) -> str:
    said = table.get(name)
    if not isinstance(said, str) or not said.strip():
        raise MailingWrong(f'{name} is missing in [{TABLE}]. Write e.g. {name} = "{example}".')
    return said.strip()


def _port(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said < 65536:
        raise MailingWrong(f"port = {said} in [{TABLE}] is no port. Write e.g. 587.")
    return said


def _address(said: str) -> str:
    _, address = parseaddr(said)
    name, _, domain = address.partition("@")
    if not name or not domain or "\n" in said or "\r" in said:
        raise MailingWrong(
            f"from = “{said}” in [{TABLE}] is no address. Write e.g. desk@example.com."
        )
    return said
