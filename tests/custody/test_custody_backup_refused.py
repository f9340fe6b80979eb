"""A backup that is not whole, or a place that does not suit, is refused and nothing is changed."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from planted_person import Planted

from regulars.book.backup import BackupRefused
from regulars.book.restore import BackupDamaged, BackupTooNew
from regulars.cli.main import main
from regulars.opening import FolderNotEmpty, restore_book


@pytest.mark.parametrize("where", ["inside", "there already", "no folder"])
def test_3_a_place_that_loses_the_backup_is_refused(
    planted: Planted, tmp_path: Path, where: str
) -> None:
    folder = planted.book.folder
    (tmp_path / "there.tar").write_text("an older backup")
    places = {
        "inside": folder / "x.tar",
        "there already": tmp_path / "there.tar",
        "no folder": tmp_path / "none" / "x.tar",
    }
    with pytest.raises(BackupRefused, match=r"Choose|Write"):
        planted.book.backup(places[where])
    assert (tmp_path / "there.tar").read_text() == "an older backup"
    assert main(["backup", str(places[where]), "--book", str(folder)]) == 3


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        return {one.name: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def write(path: Path, contents: dict[str, bytes], *extra: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for entry in extra:
            archive.addfile(entry)
    return path


def with_manifest(contents: dict[str, bytes], **changes: Any) -> dict[str, bytes]:
    manifest = {**json.loads(contents["manifest.json"]), **changes}
    return {**contents, "manifest.json": json.dumps(manifest).encode()}


def test_a_backup_of_the_first_format_is_read(backed_up: Path, tmp_path: Path) -> None:
    """It held no predictions that were tried."""
    contents = members(backed_up)
    told = json.loads(contents["manifest.json"])["members"]
    first = {name: one for name, one in told.items() if not name.startswith("backtests/")}
    older = with_manifest(contents, format=1, members=first)
    kept = {name: content for name, content in older.items() if name in {"manifest.json", *first}}
    restored = restore_book(write(tmp_path / "older.tar", kept), tmp_path / "new")
    assert (restored.book.folder / "book.toml").read_bytes() == contents["book.toml"]
    assert not (restored.book.folder / "backtests").exists()


def test_3_a_backup_that_is_cut_off_anywhere_is_refused(backed_up: Path, tmp_path: Path) -> None:
    whole = backed_up.read_bytes()
    with tarfile.open(backed_up) as archive:
        ends = [one.offset for one in archive]
    cut = tmp_path / "cut.tar"
    for size in (0, 100, 512, *ends, *(end + 700 for end in ends), len(whole) // 2):
        cut.write_bytes(whole[:size])
        with pytest.raises(BackupDamaged, match="Take another copy"):
            restore_book(cut, tmp_path / "new")
        assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*"))


def test_3_a_backup_in_which_anything_was_changed_is_refused(
    backed_up: Path, tmp_path: Path
) -> None:
    contents = members(backed_up)
    ledger = bytearray(contents["ledger.sqlite3"])
    ledger[len(ledger) // 2] ^= 1
    outside = b"[outside]"
    told = {
        "bytes": len(outside),
        "sha256": hashlib.sha256(outside).hexdigest(),
    }
    listed = json.loads(contents["manifest.json"])["members"]
    link = tarfile.TarInfo("book.toml")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    without = {name: one for name, one in contents.items() if name != "book.toml"}
    evil = {}
    for number, name in enumerate(("../evil", "/tmp/evil", "recipes/../../evil", "mirror/x")):
        evil[f"name {number}"] = write(
            tmp_path / f"name{number}.tar",
            {**with_manifest(contents, members={**listed, name: told}), name: outside},
        )
    wrong = {
        "changed": write(tmp_path / "1.tar", {**contents, "ledger.sqlite3": bytes(ledger)}),
        "added": write(tmp_path / "2.tar", {**contents, "recipes/more.toml": outside}),
        "twice": write(tmp_path / "3.tar", contents, tarfile.TarInfo("book.toml")),
        "lacking": write(tmp_path / "4.tar", without),
        "link": write(tmp_path / "5.tar", without, link),
        "no manifest": write(tmp_path / "6.tar", {"book.toml": b""}),
        **evil,
    }
    for what, path in wrong.items():
        with pytest.raises(BackupDamaged):
            restore_book(path, tmp_path / "new")
        assert not (tmp_path / "new").exists(), what
    assert not list(tmp_path.rglob("*evil*"))
    assert not Path("/tmp/evil").exists()


def test_3_a_backup_of_a_newer_regulars_is_refused(backed_up: Path, tmp_path: Path) -> None:
    newer = write(tmp_path / "newer.tar", with_manifest(members(backed_up), format=99))
    with pytest.raises(BackupTooNew, match="newer one"):
        restore_book(newer, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_3_nothing_is_restored_among_other_files(backed_up: Path, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "precious").write_text("x")
    with pytest.raises(FolderNotEmpty, match="--over"):
        restore_book(backed_up, folder)
    assert [path.name for path in folder.iterdir()] == ["precious"]
    assert main(["restore", str(backed_up), str(folder)]) == 3
