"""Doctor sees what is wrong with files and erasures, and `--repair` mends it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from planted_person import AS_OF, ID, Planted

from regulars.book.backup import LAST_BACKUP
from regulars.cli.main import main


@pytest.fixture
def findings(planted: Planted, capsys: pytest.CaptureFixture[str]) -> Any:
    def look(*words: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main(["doctor", "--json", *words, "--book", str(planted.book.folder)]) == 0
        found = json.loads(capsys.readouterr().out)["findings"]
        return {one["what"]: one for one in found}

    return look


def test_a_mirror_file_that_lacks_rows_or_cannot_be_read_is_written_anew(
    planted: Planted, findings: Any
) -> None:
    import pyarrow.parquet as pq

    folder = planted.book.folder / "mirror"
    card = planted.book.card()
    [orders, *_] = sorted((folder / "order").glob("*.parquet"))
    pq.write_table(pq.read_table(orders).slice(1), orders)
    [contacts, *_] = sorted((folder / "contact").glob("*.parquet"))
    contacts.write_bytes(contacts.read_bytes()[:-50])

    found = findings()["mirror"]
    assert not found["ok"]
    assert "and 1 more" in found["found"]
    assert "--repair" in found["found"]
    assert findings("--repair")["mirror"]["ok"]
    planted.book.refresh(as_of=AS_OF)
    assert planted.book.card().equals(card)


def test_somebody_erased_who_is_in_the_ledger_again_is_erased_again(
    planted: Planted, findings: Any
) -> None:
    """Somebody put an older ledger in the place of the new one."""
    book = planted.book
    old = (book.folder / "ledger.sqlite3").read_bytes()
    book.erase(customer_id=ID, by="test")
    assert findings()["erased"]["ok"]
    book.close()
    for path in book.folder.glob("ledger.sqlite3-*"):
        path.unlink()
    (book.folder / "ledger.sqlite3").write_bytes(old)

    found = findings()["erased"]
    assert not found["ok"]
    assert "1 keys of people who were erased" in found["found"]
    assert findings("--repair")["erased"]["ok"]


def test_a_lost_list_of_the_erased_is_written_from_the_ledger(
    planted: Planted, findings: Any
) -> None:
    planted.book.erase(customer_id=ID, by="test")
    listed = planted.book.folder / "suppressed.json"
    before = listed.read_bytes()
    listed.unlink()
    assert "lacks" in findings()["erased"]["found"]
    assert findings("--repair")["erased"]["ok"]
    assert listed.read_bytes() == before
    listed.write_text("{")
    assert not findings()["erased"]["ok"]


def test_a_secret_that_others_may_read_is_closed(planted: Planted, findings: Any) -> None:
    secret = planted.book.folder / "secret.key"
    secret.chmod(0o644)
    assert not findings()["secret"]["ok"]
    assert findings("--repair")["secret"]["ok"]
    assert secret.stat().st_mode & 0o777 == 0o600


def test_an_old_backup_is_pointed_out(planted: Planted, findings: Any, tmp_path: Path) -> None:
    assert "none known" in findings()["backup"]["found"]
    planted.book.backup(tmp_path / "b.tar")
    assert findings()["backup"]["ok"]
    old = datetime.now(UTC) - timedelta(days=40)
    (planted.book.folder / LAST_BACKUP).write_text(json.dumps({"at": old.isoformat()}))
    assert findings()["backup"] == {
        "what": "backup",
        "ok": False,
        "found": "the last one is 40 days old; `regulars backup FILE` makes one",
    }
