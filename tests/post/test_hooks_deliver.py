"""Messages reach a real server that fails first: signed, in order, until they are taken."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hook_receiver import Clock, Receiver, drip
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

if TYPE_CHECKING:
    from regulars.post.hooks import Hook
    from regulars.workspace import Book

Deliver = Callable[[], int]


@pytest.fixture
def hook(book: Book, receiver: Receiver, clock: Clock) -> tuple[Hook, str]:
    """A web hook to the receiver, with its secret."""
    from regulars.post.hooks import make_hook

    return make_hook(
        url=receiver.url,
        events=["care.done", "refresh.done"],
        inside=True,
        by="owner",
        at=clock(),
    )


@pytest.fixture
def deliver(book: Book, clock: Clock) -> Deliver:
    from regulars.post.hooks_deliver import deliver_due

    return lambda: deliver_due(now=clock)


def note(event: str, clock: Clock, **data: Any) -> int:
    from regulars.post.hooks_events import note_event

    return note_event(event, data, at=clock())


def messages(hook: Hook) -> list[Any]:
    from regulars.post.hooks import sent_by

    return sent_by(hook.number)


def test_a_message_is_signed_as_the_standard_s_own_library_wants_it(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    assert note("care.done", clock, care_id="1", note_="আবার") == 1
    assert deliver() == 1
    [heard] = receiver.heard
    assert heard.path == "/hook?book=1"
    headers = {name.lower(): value for name, value in heard.headers.items()}
    assert headers["content-type"] == "application/json"
    said = Webhook(hook[1]).verify(heard.body, headers)
    assert said == json.loads(heard.body)
    assert said["type"] == "care.done"
    assert said["data"] == {"care_id": "1", "note_": "আবার"}
    assert said["timestamp"] == clock().isoformat()
    with pytest.raises(WebhookVerificationError):
        Webhook(hook[1]).verify(heard.body.replace(b"1", b"2"), headers)


def test_only_events_that_were_asked_for_are_sent(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    assert note("fact.received", clock) == 0
    assert deliver() == 0
    assert receiver.heard == []


def test_what_fails_is_tried_again_later_and_later_under_the_same_id(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    receiver.answers = [500, 503, 429]
    note("care.done", clock)
    waits = []
    while not receiver.heard or messages(hook[0])[0].state != "delivered":
        assert deliver() == 1
        assert deliver() == 0, "not before its time"
        [message] = messages(hook[0])
        if message.next_at is not None:
            waits.append(message.next_at - clock())
            clock.at = message.next_at
    assert waits == [timedelta(seconds=10), timedelta(seconds=40), timedelta(seconds=160)]
    assert {one.headers["webhook-id"] for one in receiver.heard} == {message.message_id}
    assert len({one.headers["webhook-timestamp"] for one in receiver.heard}) == 4
    assert (message.tries, message.status, message.trouble) == (4, 204, None)


def test_waits_grow_to_half_a_day_and_last_a_weekend() -> None:
    from regulars.post.hooks_deliver import MOST_TRIES, wait_after

    waits = [wait_after(tries) for tries in range(1, MOST_TRIES)]
    assert waits == sorted(waits)
    assert max(waits) == timedelta(hours=12)
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_after_the_last_attempt_the_web_hook_is_off_and_says_so(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.hooks import hook_of, switch_on
    from regulars.post.hooks_deliver import MOST_TRIES

    receiver.answers = [500] * MOST_TRIES
    note("care.done", clock, care_id="first")
    clock.later(timedelta(seconds=1))
    note("care.done", clock, care_id="second")
    for _ in range(MOST_TRIES):
        assert deliver() == 1
        clock.later(timedelta(hours=13))
    assert len(receiver.heard) == MOST_TRIES
    off = hook_of(hook[0].number)
    assert (off.off_why, off.waiting) == ("failed", 1)
    assert [one.state for one in messages(hook[0])] == ["held", "given_up"]
    assert deliver() == 0
    assert note("care.done", clock, care_id="third") == 1, "what happens meanwhile is kept"
    assert deliver() == 0

    switch_on(hook[0].number, at=clock())
    assert deliver() == 3
    said = [json.loads(one.body)["data"]["care_id"] for one in receiver.heard[-3:]]
    assert said == ["first", "second", "third"]
    assert {one.state for one in messages(hook[0])} == {"delivered"}


def test_who_says_gone_is_not_asked_again(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.hooks import hook_of

    receiver.answers = [410]
    note("care.done", clock)
    assert deliver() == 1
    assert hook_of(hook[0].number).off_why == "gone"
    assert note("care.done", clock) == 0


def test_redirects_are_not_followed(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    receiver.answers = [302]
    note("care.done", clock)
    deliver()
    assert len(receiver.heard) == 1
    [message] = messages(hook[0])
    assert (message.state, message.status, message.trouble) == ("waiting", 302, "moved")


def test_a_receiver_that_drips_is_cut_off(
    hook: tuple[Hook, str],
    receiver: Receiver,
    clock: Clock,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regulars.post import hooks_send

    monkeypatch.setattr(hooks_send, "WHOLE_SECONDS", 0.5)
    receiver.answers = [drip(5)]
    note("care.done", clock)
    deliver()
    [message] = messages(hook[0])
    assert (message.state, message.status, message.trouble) == ("waiting", None, "too_slow")


@pytest.mark.parametrize("answer", [b"", b"no\r\n\r\n", b"HTTP/1.1 2000 OK\r\n\r\n"])
def test_an_answer_that_is_none_is_a_failure(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver, answer: bytes
) -> None:
    receiver.answers = [lambda handler: handler.wfile.write(answer) and None]
    note("care.done", clock)
    deliver()
    [message] = messages(hook[0])
    assert (message.state, message.trouble) == ("waiting", "unreachable")


def test_a_receiver_that_is_not_there_is_asked_again(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.models import WebHook

    WebHook.objects.update(url="http://127.0.0.1:9/")
    note("care.done", clock)
    deliver()
    assert messages(hook[0])[0].trouble == "unreachable"


def test_one_receiver_that_fails_does_not_hold_up_another(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.hooks import make_hook
    from regulars.post.models import WebHook

    other, _ = make_hook(
        url=receiver.url, events=["care.done"], inside=True, by="owner", at=clock()
    )
    WebHook.objects.filter(pk=hook[0].number).update(url="http://127.0.0.1:9/")
    for number in range(3):
        note("care.done", clock, care_id=number)
    assert deliver() == 4
    assert [json.loads(one.body)["data"]["care_id"] for one in receiver.heard] == [0, 1, 2]
    assert {one.state for one in messages(other)} == {"delivered"}
    assert [one.tries for one in messages(hook[0])] == [0, 0, 1]


def test_what_was_sent_but_not_noted_is_sent_once_more_under_the_same_id(
    hook: tuple[Hook, str],
    receiver: Receiver,
    clock: Clock,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regulars.post import hooks_deliver

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    note("care.done", clock)
    with monkeypatch.context() as patched:
        patched.setattr(hooks_deliver, "_note", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    assert deliver() == 1
    first, second = receiver.heard
    assert first.headers["webhook-id"] == second.headers["webhook-id"]


def test_the_threads_that_send_never_touch_the_database(
    hook: tuple[Hook, str],
    receiver: Receiver,
    clock: Clock,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.db.backends.base.base import BaseDatabaseWrapper

    connected: list[str] = []
    connect = BaseDatabaseWrapper.connect

    def noted(self: Any) -> None:
        connected.append(threading.current_thread().name)
        connect(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "connect", noted)
    note("care.done", clock)
    assert deliver() == 1
    assert [name for name in connected if name.startswith("hook")] == []


def test_old_messages_are_forgotten(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.hooks_deliver import KEPT, forget_old

    note("care.done", clock)
    deliver()
    clock.later(KEPT)
    assert forget_old(at=clock()) == 0
    note("care.done", clock)
    clock.later(timedelta(seconds=1))
    assert forget_old(at=clock()) == 1
    assert [one.state for one in messages(hook[0])] == ["waiting"]


def test_a_new_secret_signs_from_then_on(
    hook: tuple[Hook, str], receiver: Receiver, clock: Clock, deliver: Deliver
) -> None:
    from regulars.post.hooks import new_secret, send_test

    other = new_secret(hook[0].number)
    send_test(hook[0].number, at=clock())
    deliver()
    [heard] = receiver.heard
    headers = {name.lower(): value for name, value in heard.headers.items()}
    assert Webhook(other).verify(heard.body, headers)["type"] == "test"
    with pytest.raises(WebhookVerificationError):
        Webhook(hook[1]).verify(heard.body, headers)


def test_the_secret_is_not_in_the_database(book: Book, hook: tuple[Hook, str]) -> None:
    import base64

    secret = hook[1].removeprefix("whsec_")
    held = (book.folder / "ledger.sqlite3").read_bytes() + b"".join(
        path.read_bytes() for path in book.folder.glob("ledger.sqlite3-*")
    )
    assert secret.encode() not in held
    assert base64.b64decode(secret) not in held
