"""The secret of a web hook, and the signature by which its receiver knows that we sent it.

Source: the Standard Webhooks specification, headers and `v1` signatures.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from django.conf import settings

PREFIX = "whsec_"


def secret_of(salt: str) -> str:
    """Made of the book's own key, which lies beside the database and not in it."""
    key = hashlib.sha256(f"regulars web hook|{settings.SECRET_KEY}".encode()).digest()
    return PREFIX + base64.b64encode(hmac.digest(key, salt.encode(), "sha256")).decode()


def signed(*, message_id: str, body: bytes, secret: str, at: datetime) -> dict[str, str]:
    """The three headers of one attempt. A receiver refuses a `webhook-timestamp` that is old."""
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    text = b".".join((message_id.encode(), stamp.encode(), body))
    signature = base64.b64encode(hmac.digest(key, text, "sha256")).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }
