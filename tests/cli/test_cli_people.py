"""People at the command line: who there is, somebody new, a link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regulars.cli.people import ROLES

Run = Callable[..., object]


def test_the_roles_of_the_words_are_those_of_the_book() -> None:
    from regulars.people.roles import Role

    assert set(ROLES) == {role.value for role in Role}


def test_a_new_book_says_how_the_first_one_comes_in(run: Run, empty: Path) -> None:
    assert "regulars serve" in run("people", book=empty).out


def test_somebody_new_is_listed_and_comes_in_by_the_link(run: Run, empty: Path) -> None:
    added = run("person", "add", "Mitali Sen", "--login", "Mitali", "--hours", "2.5", book=empty)
    assert (added.code, "regulars person link mitali" in added.out) == (0, True)
    [told] = run("people", "--json", book=empty).json["people"]
    assert (told["login"], told["name"], told["role"], told["hours"]) == (
        "mitali",
        "Mitali Sen",
        "staff",
        2.5,
    )
    assert "mitali           staff      Mitali Sen, 2.5 h a day; last log-in never" in (
        run("people", book=empty).out
    )
    path = run("person", "link", "mitali", "--json", book=empty).json["path"]

    from django.test import Client

    client = Client()
    assert client.post(path)["Location"] == "/"
    assert "Mitali Sen" in client.get("/").content.decode()


def test_the_link_has_the_address_that_people_use(run: Run, empty: Path) -> None:
    path = empty / "book.toml"
    before = path.read_text()
    path.write_text(before + '\n[serve]\naddresses = ["https://desk.example.com"]\n')
    run("person", "add", "Rafi", "--login", "rafi", book=empty)
    said = run("person", "link", "rafi", book=empty).out
    path.write_text(before)
    assert said.startswith("https://desk.example.com/enter/")


def test_what_cannot_be_is_told_with_its_code(run: Run, empty: Path) -> None:
    wrong = run("person", "add", "Rafi", "--login", "Rafi Khan", book=empty)
    assert (wrong.code, "is no log-in name" in wrong.err) == (3, True)
    run("person", "add", "Zoe", "--login", "zoe", "--role", "owner", book=empty)
    again = run("person", "add", "Zoe", "--login", "zoe", book=empty)
    assert (again.code, "already" in again.err) == (3, True)
    nobody = run("person", "link", "nobody", book=empty)
    assert (nobody.code, "Nobody here logs in as" in nobody.err) == (4, True)


def test_a_lost_second_factor_is_forgotten_with_the_link(run: Run, empty: Path) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User

    run("person", "add", "Kamal", "--login", "kamal", book=empty)
    TOTP.activate(User.objects.get(username="kamal"), "JBSWY3DPEHPK3PXP")
    run("person", "link", "kamal", book=empty)
    assert Authenticator.objects.filter(user__username="kamal").exists()
    run("person", "link", "kamal", "--forget-second-factor", book=empty)
    assert not Authenticator.objects.filter(user__username="kamal").exists()


def test_it_is_written_down_who_made_a_link(run: Run, empty: Path) -> None:
    import regulars

    run("person", "add", "Shirin", "--login", "shirin", book=empty)
    run("person", "link", "shirin", book=empty)
    newest = regulars.open(empty).record(at_most=1).entries[0]
    assert (newest.way, newest.what, newest.act) == ("cli", "person link", "changed")
