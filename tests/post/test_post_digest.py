"""The morning's mail: to whom, what stands in it, once, and again only where it was not taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from post.conftest import Mailbox

    from regulars.workspace import Book


@pytest.fixture
def use(book: Book) -> Callable[..., None]:
    """Writes `[mail]` for a mailbox into the book's file, and what else is said."""

    def write(box: Mailbox, *, more: str = "", also: str = "") -> None:
        file = book.folder / "book.toml"
        file.write_text(
            f'{file.read_text()}\n[mail]\nhost = "127.0.0.1"\nport = {box.port}\n'
            f'security = "none"\nfrom = "Hill View <desk@hillview.example>"\n{more}\n{also}\n'
        )

    return write


def wants(book: Book, *names: str) -> None:
    for name in names:
        book.wish_digest(staff=name, address=f"{name}@example.org", wanted=True)


def body(mail: Any, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    return str(part.get_content())


def test_who_asked_for_it_gets_their_list_and_nobody_else(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina", "rita")
    assert book.send_digests(morning) == {"mina": "sent"}
    [mail] = mailbox.mails
    assert mail["To"] == "mina@example.org"
    assert mail["From"] == "Hill View <desk@hillview.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    lines = book.day_plan(staff="mina").items
    assert f"{len(lines)} customers today" in mail["Subject"]
    for item in lines:
        assert f"{item.customer}: {item.play_title} ({item.minutes} min)" in body(mail, "plain")


def test_it_says_no_more_of_customers_than_whom_and_what_for(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    book.send_digests(morning)
    text = body(mailbox.mails[0], "plain") + body(mailbox.mails[0], "html")
    for item in book.day_plan(staff="mina").items:
        for hidden in (item.why, item.how.text, item.customer_id, item.care_id):
            assert hidden not in text
    assert "25" not in text, "no amount"


def test_the_html_says_the_same_and_names_are_only_text(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "omar", "mina")
    book.send_digests(morning)
    html = "".join(body(mail, "html") for mail in mailbox.mails)
    assert "&lt;b&gt;Rahela &amp; Co&lt;/b&gt;" in html
    assert "<b>Rahela" not in html


def test_a_link_to_the_desk_stands_in_it_only_where_there_is_a_public_address(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox, also='[serve]\naddresses = ["https://desk.hillview.example"]')
    wants(book, "mina")
    book.send_digests(morning)
    assert "Open the list: https://desk.hillview.example/" in body(mailbox.mails[0], "plain")
    assert 'href="https://desk.hillview.example/"' in body(mailbox.mails[0], "html")


def test_without_one_there_is_no_link(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    book.send_digests(morning)
    assert "http" not in body(mailbox.mails[0], "plain") + body(mailbox.mails[0], "html")


def test_each_reads_it_in_their_own_language(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    book.change_self(username="mina", language="bn")
    wants(book, "mina")
    book.send_digests(morning)
    assert "সুপ্রভাত, Mina।" in body(mailbox.mails[0], "plain")
    assert "জন গ্রাহক" in str(mailbox.mails[0]["Subject"])
    assert '<html lang="bn">' in body(mailbox.mails[0], "html")


def test_it_goes_once_a_day_however_often_the_worker_looks(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    assert book.send_digests(morning) == {"mina": "sent"}
    for minutes in (1, 30, 200):
        assert book.send_digests(morning + timedelta(minutes=minutes)) == {}
    book.refresh()
    assert book.send_digests(morning + timedelta(minutes=2)) == {}
    assert len(mailbox.mails) == 1


def test_a_mail_that_was_refused_is_tried_again_later_and_later_and_then_given_up(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    from regulars.post.outbox import MOST_ATTEMPTS

    use(mailbox)
    wants(book, "mina")
    mailbox.said = "451 come back later"
    tried = [
        minute
        for minute in range(340)
        if book.send_digests(morning + timedelta(minutes=minute)) == {"mina": "not taken"}
    ]
    assert tried == [0, 10, 30, 70, 150]
    assert len(tried) == MOST_ATTEMPTS
    letter = book.last_digest(staff="mina")
    assert letter.state == "failed" and "come back later" in letter.fault


def test_after_a_failure_it_still_comes_once(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    mailbox.said = "451 come back later"
    book.send_digests(morning)
    mailbox.said = "250 OK"
    assert book.send_digests(morning + timedelta(minutes=10)) == {"mina": "sent"}
    assert len(mailbox.mails) == 1


def test_a_server_that_is_away_costs_no_mail(
    book: Book, morning: datetime, use: Callable[..., None], mailbox: Mailbox
) -> None:
    nobody = replace(mailbox, port=1)
    use(nobody)
    wants(book, "mina")
    assert book.send_digests(morning) == {"mina": "not taken"}
    assert "does not let us in" in book.last_digest(staff="mina").fault
    file = book.folder / "book.toml"
    file.write_text(file.read_text().replace("port = 1\n", f"port = {mailbox.port}\n"))
    assert book.send_digests(morning + timedelta(minutes=10)) == {"mina": "sent"}


def test_where_the_connection_broke_after_the_mail_it_may_have_gone_and_is_not_sent_twice(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    mailbox.breaks = True
    assert book.send_digests(morning) == {"mina": "unclear"}
    mailbox.breaks = False
    for minutes in (1, 30, 300):
        assert book.send_digests(morning + timedelta(minutes=minutes)) == {}
    assert len(mailbox.mails) == 1
    assert "It may have gone" in book.last_digest(staff="mina").fault


def test_a_worker_killed_while_it_sent_leaves_a_mail_that_nobody_sends_again(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None], monkeypatch: Any
) -> None:
    from regulars.workspace import digests

    use(mailbox)
    wants(book, "mina")

    class Killed(BaseException):
        pass

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(digests, "send", killed)
        with pytest.raises(Killed):
            book.send_digests(morning)
    assert book.send_digests(morning + timedelta(minutes=30)) == {}
    assert mailbox.mails == []


# It is the point: what stands between them and the server is this machine.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_log_in_is_that_of_the_file_with_the_password_of_the_environment(
    book: Book,
    morning: datetime,
    guarded_mailbox: Mailbox,
    use: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(guarded_mailbox, more='user = "desk"')
    wants(book, "mina")
    monkeypatch.setenv("REGULARS_MAIL_PASSWORD", "wrong")
    assert book.send_digests(morning) == {"mina": "not taken"}
    monkeypatch.setenv("REGULARS_MAIL_PASSWORD", "secret")
    assert book.send_digests(morning + timedelta(minutes=10)) == {"mina": "sent"}
    assert guarded_mailbox.log_ins[-1] == (b"desk", b"secret")
    for file in book.folder.rglob("*"):
        if file.is_file():
            assert b"secret" not in file.read_bytes().replace(b"secret.key", b""), file


def test_it_is_the_morning_s_mail_only_in_the_morning_and_of_today_s_results(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    use(mailbox)
    wants(book, "mina")
    assert book.send_digests(morning - timedelta(days=1)) == {}
    assert book.send_digests(morning + timedelta(days=1)) == {}
    assert book.send_digests(morning + timedelta(hours=7)) == {}
    book.refresh(as_of=date.today() - timedelta(days=2))
    assert book.send_digests(morning) == {}
    assert mailbox.mails == []


def test_who_ends_it_or_leaves_gets_no_more(
    book: Book, morning: datetime, mailbox: Mailbox, use: Callable[..., None]
) -> None:
    from django.contrib.auth.models import User

    use(mailbox)
    wants(book, "mina", "omar")
    book.wish_digest(staff="mina", address="mina@example.org", wanted=False)
    User.objects.filter(username="omar").update(is_active=False)
    assert book.send_digests(morning) == {}


def test_without_a_mail_server_nothing_is_tried(book: Book, morning: datetime) -> None:
    wants(book, "mina")
    assert book.send_digests(morning) == {}
    assert book.last_digest(staff="mina") is None


@pytest.mark.parametrize("address", ["", "mina", "mina@", "mina@example", "a b@example.org"])
def test_an_address_that_is_none_is_refused(book: Book, morning: datetime, address: str) -> None:
    from regulars.post.wishes import AddressWrong

    with pytest.raises(AddressWrong):
        book.wish_digest(staff="mina", address=address, wanted=True)
    assert book.digest_wish(staff="mina") == ("", False)


def test_the_worker_sends_it_after_the_morning_s_refresh(
    book: Book,
    morning: datetime,
    mailbox: Mailbox,
    use: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regulars.jobs import worker

    use(mailbox)
    wants(book, "mina")
    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", 0.0)
    clock, left = morning, iter([True] * 4)

    def tick() -> datetime:
        nonlocal clock
        clock += timedelta(seconds=45)
        return clock

    worker.run_worker(
        book,
        folder=book.folder,
        morning_at=lambda: (time(0), "Asia/Dhaka"),
        made_at=book.made_at,
        now=tick,
        going_on=lambda: next(left, False),
        mail=book.send_digests,
    )
    assert len(mailbox.mails) == 1
