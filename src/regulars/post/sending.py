"""Handing a mail to a server, and telling apart whether it was taken, refused, or nobody knows."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from regulars.errors import RegularsError
from regulars.post.digest import Words

PATIENCE_SECONDS = 20


class NotTaken(RegularsError):
    """The server did not take the mail: it can be tried again."""


class MayBeTaken(RegularsError):
    """The connection broke while the server had the mail: it may have gone."""


@dataclass(frozen=True)
class Server:
    """Null: `user` and `password` None where the server asks for no log-in."""

    host: str
    port: int
    security: str
    """`starttls`, `tls` or `none`."""
    user: str | None
    password: str | None
    sender: str


def send(words: Words, *, to: str, message_id: str, server: Server) -> None:
    """Hand the mail over. Raises: NotTaken, MayBeTaken."""
    backend = EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user or "",
        password=server.password or "",
        use_tls=server.security == "starttls",
        use_ssl=server.security == "tls",
        timeout=PATIENCE_SECONDS,
        fail_silently=False,
    )
    mail = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        from_email=server.sender,
        to=[to],
        headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(words.html, "text/html")
    try:
        backend.open()
    except (OSError, smtplib.SMTPException, ssl.SSLError) as error:
        raise NotTaken(
            f"The mail server {server.host}:{server.port} does not let us in ({error}). "
            "Check [mail] in book.toml, and the password in the worker's environment."
        ) from error
    try:
        backend.send_messages([mail])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise NotTaken(f"The mail server refused a mail to {to} ({error}).") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MayBeTaken(
            f"The connection to {server.host}:{server.port} broke while a mail to {to} was being "
            f"handed over ({error}). It may have gone; it is not sent again."
        ) from error
    finally:
        backend.close()
