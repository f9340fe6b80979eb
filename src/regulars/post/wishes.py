"""Who wants the morning's mail, and where to."""

from __future__ import annotations

from django.contrib.auth.models import User

from regulars.errors import RegularsError
from regulars.ledger.contact_data import plain_email
from regulars.post.models import DigestWish


class AddressWrong(RegularsError):
    """No mail can be sent there."""

    exit_code = 2


def wish_of(username: str) -> tuple[str, bool]:
    """Address and whether mail is wanted; what was never said is not wanted."""
    wish = DigestWish.objects.filter(user__username=username).first()
    return ("", False) if wish is None else (wish.address, wish.wanted)


def say_wish(username: str, *, address: str, wanted: bool) -> None:
    """What somebody wants from now on. Raises: AddressWrong."""
    plain = plain_email(address)
    if wanted and (plain is None or "." not in plain.partition("@")[2]):
        raise AddressWrong(
            f"“{address}” is no address to send mail to. Write e.g. mina@example.org."
        )
    DigestWish.objects.update_or_create(
        user=User.objects.get(username=username),
        defaults={"address": plain or "", "wanted": wanted},
    )


def wished() -> dict[str, str]:
    """The address of everybody who wants mail and may log in, by log-in name."""
    wishes = DigestWish.objects.filter(wanted=True, user__is_active=True).exclude(address="")
    return dict(wishes.order_by("user__username").values_list("user__username", "address"))
