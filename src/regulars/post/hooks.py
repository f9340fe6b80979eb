"""Making web hooks, switching them on and off, and looking at what became of their messages."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from regulars.errors import RegularsError
from regulars.post.hooks_events import ASKED_FOR, note_for
from regulars.post.hooks_sign import secret_of
from regulars.post.hooks_target import numbers_of, target_of
from regulars.post.models import BY_HAND, RESTORED, Delivery, WebHook

MOST_HOOKS = 20
SHOWN = 50


class UnknownHook(RegularsError):
    """There is no such web hook."""

    exit_code = 4


class HookWrong(RegularsError):
    """A web hook cannot be made so."""

    exit_code = 2


@dataclass(frozen=True)
class Sent:
    """One message. `state` is delivered, waiting, given_up, or held (its web hook is off)."""

    event: str
    message_id: str
    made_at: datetime
    state: str
    tries: int
    tried_at: datetime | None
    next_at: datetime | None
    status: int | None
    trouble: str | None


@dataclass(frozen=True)
class Hook:
    """Null: `off_at`, `off_why` (see `models`) while it is on; `last` before any."""

    number: int
    url: str
    events: tuple[str, ...]
    inside: bool
    made_at: datetime
    made_by: str
    off_at: datetime | None
    off_why: str | None
    waiting: int
    last: Sent | None


def make_hook(
    *, url: str, events: Sequence[str], inside: bool, by: str, at: datetime
) -> tuple[Hook, str]:
    """A new web hook and its secret, which is told only now.

    Raises: TargetRefused, HookWrong.
    """
    chosen = [event for event in ASKED_FOR if event in events]
    if not chosen or len(chosen) != len(set(events)):
        said = gettext("Choose at least one event, of %(events)s.")
        raise HookWrong(said % {"events": ", ".join(ASKED_FOR)})
    numbers_of(target_of(url), inside=inside)
    if WebHook.objects.count() >= MOST_HOOKS:
        said = gettext("There are %(most)s web hooks already. Remove one first.")
        raise HookWrong(said % {"most": MOST_HOOKS})
    hook = WebHook.objects.create(
        url=url,
        events=chosen,
        salt=secrets.token_hex(16),
        inside=inside,
        made_at=at,
        made_by=by,
    )
    return _told(hook), secret_of(hook.salt)


def all_hooks() -> list[Hook]:
    """In the order in which they were made."""
    return [_told(hook) for hook in WebHook.objects.order_by("pk")]


def hook_of(number: int) -> Hook:
    """Raises: UnknownHook."""
    return _told(_known(number))


def sent_by(number: int) -> list[Sent]:
    """The newest messages of a web hook. Raises: UnknownHook."""
    hook = _known(number)
    return [_sent(one, hook) for one in hook.deliveries.order_by("-made_at", "-pk")[:SHOWN]]


def new_secret(number: int) -> str:
    """Another secret in the place of the old one; told only now. Raises: UnknownHook."""
    hook = _known(number)
    hook.salt = secrets.token_hex(16)
    hook.save(update_fields=["salt"])
    return secret_of(hook.salt)


def switch_off(number: int, *, at: datetime) -> None:
    """Nothing more is noted for it; what waits is kept. Raises: UnknownHook."""
    WebHook.objects.filter(pk=_known(number).pk, off_at=None).update(off_at=at, off_why=BY_HAND)


def switch_on(number: int, *, at: datetime) -> None:
    """What was not taken so far is tried anew, all of it. Raises: UnknownHook."""
    hook = _known(number)
    with transaction.atomic():
        WebHook.objects.filter(pk=hook.pk).update(off_at=None, off_why=None)
        hook.deliveries.filter(delivered_at=None).update(tries=0, next_at=at)


def send_test(number: int, *, at: datetime) -> None:
    """Have the worker send a message that says nothing. Raises: UnknownHook."""
    note_for(_known(number), "test", {}, at=at)


def remove_hook(number: int) -> None:
    """With all of its messages. Raises: UnknownHook."""
    _known(number).delete()


def forget_customers(ids: Iterable[str]) -> int:
    """Drop every message that names one of these customers; how many."""
    named = Q()
    for one in ids:
        named |= Q(body__contains=one)
    return int(Delivery.objects.filter(named).delete()[0]) if named else 0


def quiet_restored(*, at: datetime) -> None:
    """Of a book made of a backup: it tells nobody what was told already, until somebody says so."""
    Delivery.objects.all().delete()
    WebHook.objects.filter(off_at=None).update(off_at=at, off_why=RESTORED)


def _known(number: int) -> WebHook:
    hook = WebHook.objects.filter(pk=number).first()
    if hook is None:
        raise UnknownHook(f"There is no web hook {number}. The page of keys lists those there are.")
    return hook


def _told(hook: WebHook) -> Hook:
    last = hook.deliveries.exclude(tried_at=None).order_by("-tried_at", "-pk").first()
    return Hook(
        number=hook.pk,
        url=hook.url,
        events=tuple(hook.events),
        inside=hook.inside,
        made_at=hook.made_at,
        made_by=hook.made_by,
        off_at=hook.off_at,
        off_why=hook.off_why,
        waiting=hook.deliveries.exclude(next_at=None).count(),
        last=None if last is None else _sent(last, hook),
    )


def _sent(one: Delivery, hook: WebHook) -> Sent:
    if one.delivered_at is not None:
        state = "delivered"
    elif one.next_at is None:
        state = "given_up"
    else:
        state = "waiting" if hook.off_at is None else "held"
    return Sent(
        event=one.event,
        message_id=one.message_id,
        made_at=one.made_at,
        state=state,
        tries=one.tries,
        tried_at=one.tried_at,
        next_at=one.next_at,
        status=one.status,
        trouble=one.trouble,
    )
