"""A killed backup leaves no file that looks whole; a killed erasure is finished by repair."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest
from conftest import Commands, wait_for

import regulars
from regulars.opening import restore_book

SHARES = (0.02, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)


@pytest.fixture(scope="module")
def backup_seconds(
    commands: Commands, before: Path, tmp_path_factory: pytest.TempPathFactory
) -> float:
    """How long a backup takes from its first trace on."""
    folder = shutil.copytree(before, tmp_path_factory.mktemp("measured") / "book")
    commands.start("backup", folder.parent / "b.tar", "--book", folder)
    began = wait_for((folder.parent / ".b.tar.making").exists)
    assert commands.exit_code() == 0
    return time.perf_counter() - began


@pytest.mark.parametrize("share", SHARES)
def test_a_killed_backup_leaves_nothing_or_all_of_it(
    commands: Commands, own: Path, tmp_path: Path, backup_seconds: float, share: float
) -> None:
    target = tmp_path / "backups" / "b.tar"
    target.parent.mkdir()
    commands.start("backup", target, "--book", own)
    wait_for(lambda: (target.parent / ".b.tar.making").exists() or target.exists())
    time.sleep(share * backup_seconds)
    commands.signal(signal.SIGKILL)
    assert commands.exit_code() in (-signal.SIGKILL, 0)

    if target.exists():
        restore_book(target, tmp_path / "whole").book.close()
        target.unlink()
    book = regulars.open(own)
    book.backup(target)
    book.close()
    assert [path.name for path in target.parent.iterdir()] == ["b.tar"]
    restored = restore_book(target, tmp_path / "new")
    assert restored.counts["fact_customer"] == 500
    restored.book.close()


@pytest.mark.parametrize("share", SHARES)
def test_a_killed_erasure_has_not_begun_or_is_finished_by_repair(
    commands: Commands, own: Path, share: float
) -> None:
    from regulars.contracts import customer_id

    who = customer_id(source="own", key="c7")
    commands.start("erase", who, "--yes", "--book", own)
    wait_for((own / "refresh.lock").exists)
    time.sleep(share)
    commands.signal(signal.SIGKILL)
    assert commands.exit_code() in (-signal.SIGKILL, 0)

    listed = (own / "suppressed.json").exists()
    commands.start("doctor", "--repair", "--book", own)
    assert commands.exit_code() == 0
    book = regulars.open(own)
    assert book.erasure_faults() == []
    ids = book.card()["customer_id"].to_pylist()
    book.close()
    assert (who in ids) is not listed
    if listed:
        content = (own / "ledger.sqlite3").read_bytes()
        assert who.encode() not in content
