"""PostgreSQL fails and starts again: nothing half done counts, and all go on by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from postgresql_server import Server
from shelf import Shelf

if TYPE_CHECKING:
    from regulars.workspace import Book

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ORDERS = 120_000
"""More than two chunks, so that some are written and some are to come."""


@pytest.fixture(scope="module")
def shelf(postgresql: Server, empty_database: str) -> Iterator[Shelf]:
    shelf = Shelf(None, postgresql, empty_database)
    yield shelf
    shelf.close()


@pytest.fixture
def book(shelf: Shelf, tmp_path: Path) -> Iterator[Book]:
    made = shelf.make(tmp_path / "book", currency="EUR")
    few(tmp_path / "few.csv", 20)
    made.import_files([tmp_path / "few.csv"])
    yield made
    made.close()


@pytest.fixture
def restart(postgresql: Server) -> Callable[[], None]:
    def again() -> None:
        postgresql.crash()
        postgresql.start()

    return again


def few(path: Path, orders: int, amount: int = 5) -> Path:
    rows = (f"o{n},c{n % 50},2026-01-02,{amount}" for n in range(orders))
    path.write_text("\n".join(["order_id,customer_id,order_date,amount", *rows]) + "\n")
    return path


def orders_that_count() -> dict[str, int]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return {row["source_id"]: row["amount_minor"] for row in current_rows("order", Q())}


def rows_that_do_not_count() -> int:
    from regulars.ledger.models import MODELS, Assertion, Reject

    return sum(
        model.objects.filter(batch__state__in=["loading", "abandoned"]).count()
        for model in (*MODELS.values(), Assertion, Reject)
    )


def test_an_import_in_its_midst_fails_with_what_to_do_and_the_next_one_succeeds(
    book: Book, postgresql: Server, restart: Callable[[], None], tmp_path: Path
) -> None:
    file = few(tmp_path / "many.csv", ORDERS, amount=7)
    before = orders_that_count()
    name = os.environ["DATABASE_URL"].rsplit("/", 1)[1]
    book.close()
    ledger = Path(sys.executable), "-m", "regulars.cli.main", "import", file
    running = subprocess.Popen([*ledger, "--book", book.folder], stdout=-1, stderr=-1, text=True)
    ends = time.monotonic() + 120
    loading = (
        "SELECT count(*) FROM fact_order WHERE batch_id IN"
        " (SELECT id FROM batch WHERE state = 'loading')"
    )
    while not postgresql.execute(loading, database=name)[0][0]:
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < ends
        time.sleep(0.005)
    running.send_signal(signal.SIGSTOP)
    assert postgresql.execute(loading, database=name)[0][0] < ORDERS
    restart()
    running.send_signal(signal.SIGCONT)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 5, told
    assert told.startswith("regulars: The ledger cannot be used")
    assert "do the same again" in told
    assert len(told.strip().splitlines()) == 1

    assert orders_that_count() == before
    book.import_files([file])
    found = orders_that_count()
    assert (len(found), set(found.values())) == (ORDERS, {700})
    assert rows_that_do_not_count() == 0
    assert [one.state for one in book.imports()] == ["complete", "abandoned", "complete"]


def test_a_write_at_the_desk_in_its_midst_leaves_nothing_and_can_be_done_again(
    book: Book, restart: Callable[[], None]
) -> None:
    from django.db import OperationalError, transaction

    from regulars.ledger.models import Assertion, Batch, Care

    batches = Batch.objects.count()
    with pytest.raises(OperationalError), transaction.atomic():
        care_for("c1")
        restart()
        care_for("c2")
    assert (Care.objects.count(), Assertion.objects.count()) == (0, 0)
    assert Batch.objects.count() == batches
    care_for("c1")
    assert Care.objects.count() == 1


def test_after_a_restart_between_two_writes_the_second_succeeds_at_once(
    book: Book, restart: Callable[[], None]
) -> None:
    from regulars.ledger.models import Care

    care_for("c1")
    restart()
    time.sleep(1.1)  # longer than a connection is taken for sound without a look
    care_for("c2")
    assert Care.objects.count() == 2


def test_the_desk_finds_its_connection_again(book: Book, restart: Callable[[], None]) -> None:
    from django.test import Client

    from regulars.people.login_link import make_login_link

    book.refresh(as_of=date(2026, 3, 1))
    book.today()
    client = Client()
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    assert client.get("/").status_code == 200
    restart()
    time.sleep(1.1)
    assert client.get("/").status_code == 200


def test_an_import_that_the_database_lost_is_not_published_over_the_next_one(
    book: Book, restart: Callable[[], None]
) -> None:
    """Its lock went with its session, so another machine may have swept it meanwhile."""
    from regulars.ledger.batches import BatchLost, begin_batch, publish_batch, sweep_abandoned
    from regulars.ledger.lock import only_one

    with only_one(folder=book.folder, work="import"):
        batch = begin_batch(recipe="own", files=[], at=NOON)
        restart()
        time.sleep(1.1)
        assert sweep_abandoned() == 1
        with pytest.raises(BatchLost, match="Import the files again") as told:
            publish_batch(batch_id=batch.pk, counts={}, at=NOON)
    assert told.value.exit_code == 5
    assert sweep_abandoned() == 1


def care_for(key: str) -> None:
    from regulars.ledger.desk_facts import write_desk_facts

    row: dict[str, Any] = {
        "customer_source": "own",
        "customer_key": key,
        "play": "first_order",
        "play_version": 1,
        "planned_on": date(2026, 1, 5),
        "staff": "owner",
        "state": "done",
        "state_at": NOON,
        "rank": 1,
        "minutes": 5,
        "currency": "EUR",
    }
    write_desk_facts(fact="care", rows={f"care-{key}": row}, at=NOON)
