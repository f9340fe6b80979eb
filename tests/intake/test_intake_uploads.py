"""Files that came over the desk: kept for their owner alone, looked at, tried, imported, let go."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.uploads import Upload
    from regulars.workspace import Book

Send = Callable[..., "Upload"]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ORDERS = "order_id,customer_id,date,amount\n1,a,2026-01-02,5\n2,b,2026-01-03,6\n"


def quiet(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def send(book: Book, tmp_path: Path) -> Send:
    """An upload of texts by name, as a browser sends them: `send({"orders.csv": "…"})`."""
    from regulars.intake.uploads import receiving_folder

    def to_desk(texts: dict[str, str | bytes]) -> Upload:
        files = []
        for number, (name, text) in enumerate(texts.items()):
            path = receiving_folder(book.folder) / f".receiving-{number}"
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            files.append((name, path))
        return book.new_upload(files, by="mitali")

    return to_desk


def test_only_the_owner_of_the_process_can_read_what_was_sent(book: Book, send: Send) -> None:
    upload = send({"orders.csv": ORDERS})
    book.look_at_upload(upload.id, told=quiet)
    book.preview_upload(upload.id, language="en", told=quiet)
    everything = [book.folder / "uploads", *(book.folder / "uploads").rglob("*")]
    assert len(everything) > 5
    for path in everything:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("orders.csv", "orders.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Mitali\\order list.csv", "order list.csv"),
        (".hidden.csv", "hidden.csv"),
        ("বিক্রি তালিকা.xlsx", "বিক্রি তালিকা.xlsx"),
        ("a\x00b\u202egpj.csv", "abgpj.csv"),
        ("...", "file"),
        ("x" * 300 + ".csv", "x" * 116 + ".csv"),
        ("ক" * 300, "ক" * 40),
    ],
)
def test_a_file_gets_a_harmless_name(said: str, kept: str) -> None:
    from regulars.intake.upload_names import harmless_name

    assert harmless_name(said) == kept


def test_two_files_of_one_name_are_two(send: Send) -> None:
    upload = send({"a/orders.csv": ORDERS, "b/orders.csv": ORDERS, "c/orders.csv": ORDERS})
    assert upload.files == ("orders.csv", "orders-2.csv", "orders-3.csv")


def test_it_goes_when_it_was_imported_and_its_page_finds_the_import(book: Book, send: Send) -> None:
    from regulars.intake.uploads import UploadGone

    upload = send({"orders.csv": ORDERS})
    came = book.import_upload(upload.id, by="mitali", told=quiet)
    assert book.batch_of_upload(upload.id) == came["batch"]
    assert book.import_(came["batch"]).asked_by == "mitali"
    assert list((book.folder / "uploads").iterdir()) == []
    with pytest.raises(UploadGone):
        book.upload(upload.id)
    again = book.import_upload(upload.id, by="mitali", told=quiet)
    assert again["batch"] == came["batch"], "gone on with after a kill, it is not imported twice"
    assert len(book.imports()) == 1


def test_it_goes_after_a_day_and_so_does_what_was_cut_off(book: Book, send: Send) -> None:
    from regulars.intake.uploads import UploadGone, receiving_folder, sweep_uploads

    upload = send({"orders.csv": ORDERS})
    left = receiving_folder(book.folder) / ".receiving-cut"
    left.write_text("half")
    now = datetime.now(UTC)
    assert sweep_uploads(book.folder, at=now) == 0
    assert book.upload(upload.id)
    assert left.exists()
    assert sweep_uploads(book.folder, at=now + timedelta(days=1, minutes=1)) == 1
    assert list((book.folder / "uploads").iterdir()) == []
    for number in (upload.id, "../book.toml", "", "nothing"):
        with pytest.raises(UploadGone):
            book.upload(number)


def test_a_preview_is_of_what_was_said_and_sent(book: Book, send: Send) -> None:
    upload = send({"orders.csv": ORDERS})
    assert book.preview(upload) is None
    book.preview_upload(upload.id, language="en", told=quiet)
    found = book.preview(book.upload(upload.id))
    assert found["of_each"]["order"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert found["preview"]["order"][0]["customer_key"] == "a"
    changed = book.say_of_upload(upload.id, {"currency": "BDT"})
    assert book.preview(changed) is None, "it spoke of another currency"


def test_the_columns_can_be_chosen_one_by_one_with_words_constants_and_dates(
    book: Book, send: Send
) -> None:
    text = "Client No;Day;Sum;Status\nRahela;03/04/2026;480;Paid\nKarim;04/05/2026;12;Sent back\n"
    upload = send({"till.csv": text})
    said = {
        "zone": "Asia/Dhaka",
        "files": {
            "till.csv": {
                "recipe": "columns",
                "fact": "order",
                "header": ["Client No", "Day", "Sum", "Status"],
                "columns": {
                    "customer_id": "Client No",
                    "date": "Day",
                    "amount": "Sum",
                    "state": "Status",
                },
                "constants": {"channel": "shop"},
                "values": {"state": {"Paid": "placed", "Sent back": "returned"}},
                "dates": {"Day": "day-first"},
                "source": "till",
            }
        },
        "save_as": {"till.csv": "till"},
    }
    book.say_of_upload(upload.id, said)
    book.preview_upload(upload.id, language="en", told=quiet)
    assert book.preview(book.upload(upload.id))["rejected"] == 0
    came = book.import_upload(upload.id, by="mitali", told=quiet)
    assert came["recipes_not_saved"] == []
    rows = sorted(current("order"), key=lambda row: row["customer_key"])
    assert [
        (row["source"], row["customer_key"], str(row["happened_on"]), row["state"], row["channel"])
        for row in rows
    ] == [
        ("till", "Karim", "2026-05-04", "returned", "shop"),
        ("till", "Rahela", "2026-04-03", "placed", "shop"),
    ]
    _, [saved] = book.recipes()
    assert (saved.name, saved.zone, saved.ways) == (
        "till",
        "Asia/Dhaka",
        {"happened_on": "day-first"},
    )
    # And a file of the same first line is now read by itself.
    again = send({"more.csv": text})
    book.look_at_upload(again.id, told=quiet)
    assert book.looked(again)[0]["recognised"] == "till"


def test_a_name_of_a_recipe_that_was_taken_meanwhile_does_not_undo_the_import(
    book: Book, send: Send
) -> None:
    text = "Client No,Day\na,2026-01-02\n"
    said = {
        "files": {
            "x.csv": {
                "recipe": "columns",
                "fact": "order",
                "header": ["Client No", "Day"],
                "columns": {"customer_id": "Client No", "date": "Day"},
            }
        },
        "save_as": {"x.csv": "till"},
    }
    for not_saved in ([], ["till"]):
        upload = send({"x.csv": text})
        book.say_of_upload(upload.id, said)
        came = book.import_upload(upload.id, by="mitali", told=quiet)
        assert came["recipes_not_saved"] == not_saved
    assert len(book.imports()) == 2


def test_each_file_of_an_upload_is_read_as_was_said_of_it(book: Book, send: Send) -> None:
    upload = send(
        {
            "a.csv": "customer_id,date,amount\na,03/04/2026,5\n",
            "b.csv": "customer_id,date,amount\nb,03/04/2026,5\n",
        }
    )
    files = {
        name: {
            "fact": "order",
            "header": ["customer_id", "date", "amount"],
            "columns": {"customer_id": "customer_id", "date": "date", "amount": "amount"},
            "dates": {"date": way},
        }
        for name, way in (("a.csv", "day-first"), ("b.csv", "month-first"))
    }
    book.say_of_upload(upload.id, {"files": files})
    book.import_upload(upload.id, by="mitali", told=quiet)
    days = {row["customer_key"]: str(row["happened_on"]) for row in current("order")}
    assert days == {"a": "2026-04-03", "b": "2026-03-04"}


def current(fact: str) -> list[dict[str, Any]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows(fact, Q())
