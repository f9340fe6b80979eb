"""`[care]` and `[mail]` of `book.toml`: quiet hours, how often, and by which server."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from regulars.book.book_file import FILE, BookFileWrong, read_book_file
from regulars.book.decency import Decency


def file_with(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(f'name = "Hill View"\nsalt = "00"\n{text}\n', encoding="utf-8")
    return folder


def test_without_a_word_no_calls_from_nine_to_eight_and_one_contact_a_fortnight(
    tmp_path: Path,
) -> None:
    file = read_book_file(file_with(tmp_path, ""))
    assert file.decency == Decency(time(21), time(8), 14)
    assert file.mailing is None


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("20:59", False), ("21:00", True), ("03:00", True), ("07:59", True), ("08:00", False)],
)
def test_quiet_hours_go_over_midnight_on_the_clock_of_the_book(clock: str, quiet: bool) -> None:
    local = datetime.fromisoformat(f"2026-11-22T{clock}+06:00")
    assert Decency().is_quiet(local.astimezone(UTC), zone="Asia/Dhaka") is quiet


def test_they_may_lie_within_a_day_or_not_be_at_all() -> None:
    noon = datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert Decency(quiet_from=time(12), quiet_until=time(15)).is_quiet(noon, zone="UTC")
    assert not Decency(quiet_from=time(15), quiet_until=time(16)).is_quiet(noon, zone="UTC")
    assert not Decency(quiet_from=time(9), quiet_until=time(9)).is_quiet(noon, zone="UTC")


def test_both_tables_are_read(tmp_path: Path) -> None:
    text = """
[care]
quiet_from = "22:30"
quiet_until = 07:15:00
optional_once_in_days = 30
[mail]
host = "mail.example.com"
user = "desk"
from = "Hill View <desk@hillview.example>"
"""
    file = read_book_file(file_with(tmp_path, text))
    assert file.decency == Decency(time(22, 30), time(7, 15), 30)
    assert file.mailing is not None
    assert (file.mailing.port, file.mailing.security) == (587, "starttls")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[care]\nquiet_from = "late"', r"quiet_from = “late” in \[care\] is no time of day"),
        ("[care]\noptional_once_in_days = -1", "not a number of days"),
        ("[care]\noptional_once_in_days = true", "not a number of days"),
        ('[mail]\nfrom = "a@b.c"', r"host is missing in \[mail\]"),
        ('[mail]\nhost = "h"\nfrom = "nobody"', "“nobody” .* is no address"),
        ('[mail]\nhost = "h"\nfrom = "a@b.c"\nport = 0', "port = 0"),
        ('[mail]\nhost = "h"\nfrom = "a@b.c"\nsecurity = "ssl"', "starttls, tls, none"),
        ('[mail]\nhost = "h"\nfrom = "a@b.c"\npassword = "p"', "REGULARS_MAIL_PASSWORD"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_cure(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BookFileWrong, match=told):
        read_book_file(file_with(tmp_path, text))


def test_the_password_comes_from_the_environment_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing = read_book_file(file_with(tmp_path, '[mail]\nhost = "h"\nfrom = "a@b.c"')).mailing
    assert mailing is not None
    assert mailing.password is None
    monkeypatch.setenv("REGULARS_MAIL_PASSWORD", "secret")
    assert mailing.password == "secret"
    assert "secret" not in repr(mailing)
