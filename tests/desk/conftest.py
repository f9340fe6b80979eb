"""A small real book with a planned day, and people at its desk.

The book is made once; before each test its database is put back as it was.
"""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

import regulars
from regulars.book.book_file import change_book_file
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

ENDS_ON = date(2026, 3, 1)
CUSTOMERS = 900
HOURS = 1.5
CURRENT = "snapshots/current.json"
ORDERED_ON = date(2026, 2, 18)


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("books") / "empty"
    init_book(folder, name="Hill View", zone="Asia/Dhaka", currency="BDT").close()
    _hash_passwords_quickly()
    return folder


@pytest.fixture(scope="session")
def planned_folder(tmp_path_factory: pytest.TempPathFactory, empty_folder: Path) -> Path:
    from regulars.world import make_world
    from regulars.world.write_files import write_files

    folder = tmp_path_factory.mktemp("books") / "planned"
    shutil.copytree(empty_folder, folder)
    world = make_world(seed=7, ends_on=ENDS_ON, customers=CUSTOMERS)
    files = write_files(world=world, folder=tmp_path_factory.mktemp("files"))
    book = regulars.open(folder)
    book.import_files(files)
    book.refresh(as_of=ENDS_ON)
    book.today(hours=HOURS)
    book.close()
    _keep(folder)
    return folder


@pytest.fixture
def book(planned_folder: Path) -> Iterator[Book]:
    """The book with its planned day, as nobody has touched it."""
    _put_back(planned_folder)
    opened = regulars.open(planned_folder)
    yield opened
    opened.close()


@pytest.fixture
def own_book(planned_folder: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of the planned book, for whoever makes new results: they would prune the others'."""
    _put_back(planned_folder)
    folder = tmp_path / "own"
    shutil.copytree(planned_folder, folder)
    opened = regulars.open(folder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def staffed_folder(tmp_path_factory: pytest.TempPathFactory, planned_folder: Path) -> Path:
    """The planned book with a team of three, guests, and low ratings of nobody known."""
    folder = tmp_path_factory.mktemp("books") / "staffed"
    shutil.copytree(planned_folder, folder)
    _copy_database(planned_folder / "as-planned.sqlite3", folder / LEDGER_FILE)
    book = regulars.open(folder)
    _add_people()
    guests = book.card(columns=["customer_id"], where="stays >= 2").to_pylist()[:3]
    keys = book._read().identities([one["customer_id"] for one in guests])
    made = tmp_path_factory.mktemp("more")
    _write_guests(made / "guests.csv", keys=[some[0] for some in keys.values()])
    _write_reviews(made / "reviews.csv")
    for file in ("guests.csv", "reviews.csv"):
        book.import_files([made / file])
    book.refresh(as_of=ENDS_ON)
    _forget_plans()
    change_book_file(folder, {"holdout_share": 0.5})
    book.plan_team()
    book.close()
    _keep(folder)
    return folder


@pytest.fixture
def staffed(staffed_folder: Path) -> Iterator[Book]:
    """That book, as nobody has touched it."""
    _put_back(staffed_folder)
    opened = regulars.open(staffed_folder)
    yield opened
    opened.close()


@pytest.fixture
def desk_of(staffed: Book) -> Callable[[str], Client]:
    """Somebody of the team at the desk: `owner`, `mina` and `omar` of the staff, `rita` reads."""
    from django.contrib.auth.models import User

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return logged_in


@pytest.fixture
def empty_book(tmp_path: Path, empty_folder: Path) -> Iterator[Book]:
    """A book without a fact."""
    shutil.copytree(empty_folder, tmp_path / "book")
    opened = regulars.open(tmp_path / "book")
    yield opened
    opened.close()


@pytest.fixture
def small_book(empty_book: Book, tmp_path: Path) -> Book:
    """Three customers with one order each: too little for any estimate, and nothing planned."""
    return _with_orders(empty_book, tmp_path, names=("Anwara Begum", "Hill Store", "Kamal"))


@pytest.fixture
def hostile_book(empty_book: Book, tmp_path: Path) -> Book:
    """One customer, whose name is a piece of a page."""
    return _with_orders(empty_book, tmp_path, names=("<script>alert('x')</script>",))


@pytest.fixture
def quiet_book(empty_book: Book, tmp_path: Path) -> Book:
    """One customer who bought a minute ago: nobody to take care of."""
    return _with_orders(empty_book, tmp_path, names=("Anwara Begum",), as_of=ORDERED_ON)


@pytest.fixture
def old_book(empty_book: Book, tmp_path: Path) -> Book:
    """A book whose newest fact is of 2011."""
    book = _with_orders(empty_book, tmp_path, names=("Anwara Begum",), on=date(2011, 12, 9))
    book.refresh()
    return book


@pytest.fixture
def log_in() -> Callable[[], Client]:
    """Lets the owner of the open book in, by a link of their own."""

    def by_link() -> Client:
        from regulars.people.login_link import make_login_link

        client = Client()
        client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
        return client

    return by_link


@pytest.fixture
def desk(book: Book, log_in: Callable[[], Client]) -> Client:
    """The owner at the desk of the planned book."""
    return log_in()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The book's worker looks once, in this process, and does all that waits."""
    from regulars.jobs import worker as room

    monkeypatch.setattr(room, "SECONDS_BETWEEN_LOOKS", 0.0)

    def once() -> None:
        from regulars import workspace

        book = workspace.current()
        going = iter([True])
        room.run_worker(
            book,
            folder=book.folder,
            morning_at=lambda: (None, "UTC"),
            made_at=book.made_at,
            now=lambda: datetime.now(UTC),
            going_on=lambda: next(going, False),
        )

    return once


@pytest.fixture
def as_role() -> Callable[[str], Client]:
    """Somebody of the staff at the desk of the open book."""

    def logged_in(role: str) -> Client:
        from django.contrib.auth.models import User

        from regulars.people.models import Person

        user, new = User.objects.get_or_create(username=role)
        if new:
            Person.objects.create(user=user, role=role)
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def text_of() -> Callable[[object], str]:
    """The words of a page, without its marks, blanks made one."""

    def words(response: object) -> str:
        return re.sub(
            r"[ \t\r\n]+", " ", unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))
        )

    return words


def _with_orders(
    book: Book,
    folder: Path,
    *,
    names: tuple[str, ...],
    on: date = ORDERED_ON,
    as_of: date = ORDERED_ON + timedelta(days=10),
) -> Book:
    """The book after each of these customers ordered once."""
    customers = [("source_id", "source", "kind", "name")]
    orders = [
        ("source_id", "source", "customer_key", "state", "happened_on", "amount_minor", "currency")
    ]
    for place, name in enumerate(names):
        customers.append((f"C-{place}", "shop", "person", name))
        orders.append((f"O-{place}", "shop", f"C-{place}", "placed", on, 50_000, "BDT"))
    for file, rows in (("customers.csv", customers), ("orders.csv", orders)):
        with (folder / file).open("w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows(rows)
    book.import_files([folder / "customers.csv", folder / "orders.csv"])
    book.refresh(as_of=as_of)
    return book


def _hash_passwords_quickly() -> None:
    """Django's own hashing is slow on purpose; here it is not what is tested."""
    from django.conf import settings
    from django.contrib.auth.hashers import get_hashers, get_hashers_by_algorithm

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    get_hashers.cache_clear()
    get_hashers_by_algorithm.cache_clear()


def _add_people() -> None:
    from django.contrib.auth.models import User

    from regulars.people.models import Person

    for name, role, hours in (
        ("owner", "owner", 1.0),
        ("mina", "staff", 1.0),
        ("omar", "staff", 0.5),
        ("rita", "read_only", 2.0),
    ):
        user = User.objects.create_user(name, first_name=name.title())
        Person.objects.create(user=user, role=role, hours=hours)


def _keep(folder: Path) -> None:
    """The book as it is now is what `_put_back` gives."""
    _copy_database(folder / LEDGER_FILE, folder / "as-planned.sqlite3")
    shutil.copy(folder / CURRENT, folder / "as-planned.json")


def _put_back(folder: Path) -> None:
    for kept in ("attempts", "record"):
        shutil.rmtree(folder / kept, ignore_errors=True)
    _copy_database(folder / "as-planned.sqlite3", folder / LEDGER_FILE)
    shutil.copy(folder / "as-planned.json", folder / CURRENT)


def _forget_plans() -> None:
    from regulars.ledger.models import Care, PlannedDay

    PlannedDay.objects.all().delete()
    Care.objects.all().delete()


def _write_guests(path: Path, *, keys: list[tuple[str, str]]) -> None:
    """Two arrive today, one of them at three, and somebody not named; one comes tomorrow."""
    today, booked = ENDS_ON, ENDS_ON - timedelta(days=30)
    leaves, tomorrow = today + timedelta(days=2), today + timedelta(days=1)
    (one, two, three), at = keys, datetime(2026, 3, 1, 9, tzinfo=UTC).isoformat()
    rows = [
        (
            *("reservation_id", "source", "customer_id", "state", "arrives_on", "arrives_at"),
            *("departs_on", "booked_on", "party", "purpose", "unit"),
        ),
        ("G1", one[0], one[1], "booked", today, at, leaves, booked, 2, "holiday", "Cabin 3"),
        ("G2", two[0], two[1], "booked", today, "", leaves, booked, 1, "work", ""),
        ("G3", one[0], "", "booked", today, "", "", booked, "", "", ""),
        ("G4", three[0], three[1], "booked", tomorrow, "", leaves, booked, 4, "", ""),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _write_reviews(path: Path) -> None:
    on = ENDS_ON - timedelta(days=2)
    rows = [
        ("review_id", "site", "rating", "out_of", "reviewed_on", "author", "text"),
        ("N1", "google", 1, 5, on, "A traveller", "Nobody was there when we came."),
        ("N2", "booking", 5, 10, on, "", ""),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _copy_database(source: Path, target: Path) -> None:
    # SQLite's own copying, because the write-ahead log belongs to the database too.
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()
