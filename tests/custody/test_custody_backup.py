"""A backup is one whole file, made while people write; a restore gives the same book back."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from planted_person import AS_OF, ID, KEY, NEEDLES, Planted

import regulars
from regulars.cli.main import main
from regulars.opening import restore_book

Search = Callable[[Path], dict[str, list[str]]]


def everything(book: Any) -> dict[str, Any]:
    from django.apps import apps

    return {
        model._meta.db_table: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("ledger").get_models()
    }


def test_a_restored_book_has_the_same_facts_and_results(
    planted: Planted, backed_up: Path, tmp_path: Path
) -> None:
    before, card = everything(planted.book), planted.book.card()
    identity = {
        name: (planted.book.folder / name).read_bytes() for name in ("book.toml", "secret.key")
    }
    restored = restore_book(backed_up, tmp_path / "new")
    assert everything(restored.book) == before
    assert {name: (restored.book.folder / name).read_bytes() for name in identity} == identity
    assert (restored.book.folder / "secret.key").stat().st_mode & 0o077 == 0
    restored.book.refresh(as_of=AS_OF)
    assert restored.book.card().equals(card)
    assert not list(tmp_path.glob(".*"))


def test_a_restored_book_tells_nobody_what_was_told_already(
    planted: Planted, backed_up: Path, tmp_path: Path
) -> None:
    from regulars.post.hooks import all_hooks, sent_by

    [hook] = all_hooks()
    assert len(sent_by(hook.number)) == 4
    restore_book(backed_up, tmp_path / "new")
    [hook] = all_hooks()
    assert hook.off_why == "restored"
    assert sent_by(hook.number) == []


def test_who_was_erased_after_the_backup_stays_out_when_it_is_restored(
    planted: Planted, backed_up: Path, tmp_path: Path, found_in: Search
) -> None:
    folder = planted.book.folder
    planted.book.erase(customer_id=ID, by="test")
    planted.book.close()

    restored = restore_book(backed_up, folder, over=True)
    assert restored.kept_out == 1
    assert restored.before is not None
    assert restored.book.folder == folder
    restored.book.refresh(as_of=AS_OF)
    again = restored.book.import_files(planted.first)
    assert (again.new, again.changed, again.rejected) == (0, 0, 0)
    restored.book.close()
    assert found_in(folder) == {}
    assert found_in(restored.before) == {}


def test_a_list_from_another_copy_of_the_book_keeps_them_out_too(
    planted: Planted, backed_up: Path, tmp_path: Path, found_in: Search
) -> None:
    planted.book.erase(customer_id=ID, by="test")
    restored = restore_book(
        backed_up, tmp_path / "new", suppressed=[planted.book.folder / "suppressed.json"]
    )
    restored.book.close()
    assert restored.kept_out == 1
    assert found_in(tmp_path / "new") == {}
    assert set(NEEDLES) <= {text for texts in found_in(tmp_path).values() for text in texts} | {ID}


def test_a_backup_made_after_an_erasure_holds_nothing_and_carries_the_list(
    planted: Planted, tmp_path: Path
) -> None:
    planted.book.erase(customer_id=ID, by="test")
    path = planted.book.backup(tmp_path / "after.tar").path
    content = path.read_bytes()
    assert not [text for text in NEEDLES if text.encode() in content]
    restored = restore_book(path, tmp_path / "new")
    assert restored.book.import_files(planted.first).suppressed > 0


def test_it_is_consistent_while_somebody_writes(planted: Planted, tmp_path: Path) -> None:
    """Each write is an order and a contact; no backup has the one without the other."""
    from datetime import UTC, datetime

    from django.db import connection, transaction

    from regulars.contracts import BY_FACT
    from regulars.ledger.desk_facts import write_desk_facts
    from regulars.ledger.models import MODELS

    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        from planted_person import filled

        at = datetime(2026, 1, 1, tzinfo=UTC)
        while not stop.is_set():
            number = len(written)
            with transaction.atomic():
                for fact in ("order", "contact"):
                    row = filled(BY_FACT[fact])
                    write_desk_facts(fact=fact, rows={f"w{number}": row}, at=at)
            written.append(number)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            planted.book.backup(tmp_path / f"{number}.tar")
    finally:
        stop.set()
        thread.join()
    assert len(written) > 5
    counts = []
    for number in range(5):
        restore_book(tmp_path / f"{number}.tar", tmp_path / f"book{number}")
        orders, contacts = (
            MODELS[fact].objects.filter(source_id__startswith="w").count()
            for fact in ("order", "contact")
        )
        assert orders == contacts
        counts.append(orders)
    assert counts == sorted(counts)
    assert counts[-1] > 0


def test_in_the_place_of_a_book_the_one_before_is_kept_beside(
    planted: Planted, backed_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = planted.book.folder
    (folder / "book.toml").write_text((folder / "book.toml").read_text() + "\n# later\n")
    assert main(["restore", str(backed_up), str(folder), "--over", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "# later" in (Path(told["before"]) / "book.toml").read_text()
    assert "# later" not in (folder / "book.toml").read_text()
    assert told["counts"]["fact_customer"] == 3
    shutil.rmtree(told["before"])
    assert KEY in str(regulars.open(folder).export(customer_id=ID, by="test"))


def test_what_the_last_backtest_chose_comes_back_with_the_book(
    planted: Planted, tmp_path: Path
) -> None:
    from regulars.book.kept_backtest import KeptBacktest, keep_backtest

    report = {"as_of": AS_OF.isoformat(), "chosen": {}, "prior": {}, "too_little": "no orders"}
    tried = KeptBacktest(AS_OF, report, None)
    keep_backtest(planted.book.folder, tried)
    unfinished = planted.book.folder / "backtests" / "2026-01-01.part"
    unfinished.write_text("{")
    path = planted.book.backup(tmp_path / "tried.tar").path
    unfinished.unlink()

    restored = restore_book(path, tmp_path / "new")
    folder = restored.book.folder / "backtests"
    assert [one.name for one in folder.iterdir()] == [f"{AS_OF}.json"]
    assert restored.book.last_backtest() == tried
