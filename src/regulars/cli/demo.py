"""The demo business: made, imported as any file is, cared for as at any desk, refreshed by the
models that its own past chose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from regulars.book.book_file import FILE
from regulars.opening import init_book, open_book
from regulars.world import make_world
from regulars.world.cast.kinds import sources_of
from regulars.world.cast.staff import staff_of
from regulars.world.write_files import write_files, write_truth

if TYPE_CHECKING:
    from regulars.book.refresh import Refreshed
    from regulars.workspace import Book

ZONE = "Asia/Dhaka"
BOOKS: dict[str, tuple[str, int]] = {
    "all": ("Meghla: cabins, shop and cloth", 2000),
    "cabins": ("Meghla Hill Cabins", 1200),
    "shop": ("Meghla Valley Shop", 1500),
    "textiles": ("Meghla Textile House", 700),
}
"""The name of each business, and how many customers its book has."""
DESK_FACTS = ("treatment", "care", "follow_up")


def make_demo(folder: Path, *, seed: int, business: str = "all") -> tuple[Book, Refreshed]:
    """Make the demo's book in `folder`, up to yesterday; its hidden truth lies apart.

    A book that is there already is opened and refreshed: a second `make demo` shows the first.
    """
    if (folder / FILE).exists():
        book = open_book(folder)
        return book, book.refresh()
    name, customers = BOOKS[business]
    book = init_book(folder, name=name, zone=ZONE, currency="BDT")
    yesterday = datetime.now(UTC).astimezone(ZoneInfo(ZONE)).date() - timedelta(days=1)
    world = make_world(seed=seed, ends_on=yesterday, customers=customers, business=business)
    files = write_files(world=world, folder=folder / "world" / "files")
    write_truth(world=world, folder=folder / "world" / "truth")
    book.import_files(files)
    for fact in DESK_FACTS:
        _write_at_desk(fact, world.facts[fact].to_pylist())
    _enrol(sources_of(business))
    # Before the refresh, which takes what it chooses.
    book.backtest()
    done = book.refresh()
    book.plan_team()
    return book, done


def _write_at_desk(fact: str, rows: list[dict[str, object]]) -> None:
    """What comes about at the desk is in no file: written as the desk would have."""
    from regulars.ledger.desk_facts import write_desk_facts

    facts = {str(row.pop("source_id")): row for row in rows if row.pop("source")}
    write_desk_facts(fact=fact, rows=facts, at=datetime.now(UTC))


def _enrol(sources: tuple[str, ...]) -> None:
    """Who works there: the owner, those at the counters, the back office."""
    from django.contrib.auth.models import User

    from regulars.people.models import Person
    from regulars.people.roles import Role

    for one in staff_of(sources):
        first, last = one.name.rsplit(" ", 1)
        user, new = User.objects.get_or_create(username=one.username)
        user.first_name, user.last_name = first, last
        if new:
            user.set_unusable_password()
        user.save()
        told = {"role": Role(one.role).value, "hours": one.hours}
        Person.objects.update_or_create(user=user, defaults=told)
