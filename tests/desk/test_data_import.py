"""A file of any form from a browser into the book, a step at a time, and every way out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
Send = Callable[..., Any]
TILL = (
    "No;Client;Day;Sum;Status\n"
    "1;Rahela;03/04/2026;480;Paid\n2;Karim;04/05/2026;twelve;Paid\n3;Karim;05/05/2026;9;Sent back\n"
)
ORDERS = "order_id,customer_id,date,amount\n1,a,2026-01-02,5\n2,b,2026-01-03,6\n"


@pytest.fixture
def desk(empty_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


@pytest.fixture
def send(desk: Client) -> Send:
    """Send files as a browser does: `send({"orders.csv": "…"})`; gives the answer."""

    def to_desk(
        texts: dict[str, str | bytes], *, to: str = "/data/import", by: Client | None = None,
        whole: bool = True, **options: Any,
    ) -> Any:  # fmt: skip
        files = [
            SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
            for name, text in texts.items()
        ]
        data: dict[str, Any] = {"files": files}
        if whole:
            data["whole"] = "1"
        return (by or desk).post(to, data, **options)

    return to_desk


@pytest.fixture
def sent(send: Send, worker: Callable[[], None]) -> Callable[..., str]:
    """Send files and have them looked at; the address of the upload."""

    def looked_at(texts: dict[str, str | bytes]) -> str:
        address = send(texts)["Location"]
        worker()
        return address

    return looked_at


def fields(answer: Any) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    page = answer.content.decode()
    page = page[page.index('id="configure"') : page.index("</form>", page.index('id="configure"'))]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name = re.search(r'name="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not (kind and kind[1] == "radio" and "checked" not in tag):
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        plain = re.search(r"<option selected>([^<]*)", options)
        found[name] = chosen[1] if chosen else plain[1] if plain else ""
    return found


def test_a_file_of_known_columns_comes_in_and_leads_to_refresh_and_today(
    desk: Client, send: Send, worker: Callable[[], None], text_of: Words, empty_book: Book
) -> None:
    answer = send({"orders.csv": ORDERS})
    assert answer.status_code == 302
    address = answer["Location"]
    assert "Begins in a moment" not in text_of(desk.get("/data"))
    waiting = text_of(desk.get(address))
    assert "Nothing works in the background just now" in waiting, "no worker runs yet"
    assert "regulars serve" in waiting
    worker()
    page = desk.get(address)
    assert "recognised: Orders" in text_of(page)
    answer = desk.post(f"{address}/configure", fields(page))
    assert answer["Location"] == address
    worker()
    said = text_of(desk.get(address))
    assert "2 rows were read" in said
    assert "Every row can be taken." in said
    assert "৳\xa05" in said
    desk.post(f"{address}/import")
    worker()
    done = desk.get(address)
    [listed] = empty_book.imports()
    assert done["Location"] == f"/data/imports/{listed.batch}"
    said = text_of(desk.get(done["Location"]))
    assert "Today knows of it after the next refresh" in said
    assert listed.asked_by == "owner"
    assert desk.post("/refresh", {"next": done["Location"]})["Location"] == done["Location"]
    assert "The results are being made" in text_of(desk.get(done["Location"]))
    worker()
    said = text_of(desk.get(done["Location"]))
    assert "It is in the results" in said
    assert "Go to Today" in said
    assert desk.get("/").status_code == 200
    assert list((empty_book.folder / "uploads").iterdir()) == []


def test_an_unknown_file_is_read_by_columns_that_are_chosen_beside_its_values(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words,
    empty_book: Book,
) -> None:  # fmt: skip
    address = sent({"till.csv": TILL})
    page = desk.get(address)
    said = text_of(page)
    assert "Rahela" in said
    assert "“Sent back” means" in said
    chosen = fields(page)
    assert chosen["f0-as"] == "columns"
    assert [chosen[f"f0-c{n}"] for n in range(5)] == [
        "order_id", "customer_id", "date", "amount", "state",
    ]  # fmt: skip
    assert (chosen["f0-w4-0"], chosen["f0-w4-1"]) == ("placed", "returned")
    answer = desk.post(f"{address}/configure", chosen)
    assert answer.status_code == 422
    assert "which comes first, the day or the month" in text_of(answer), "never guessed in silence"
    answer = desk.post(f"{address}/configure", chosen | {"f0-d2": "day-first", "f0-save": "till"})
    assert answer.status_code == 302
    worker()
    said = text_of(desk.get(address))
    assert "1 row would not be taken." in said
    assert "This is not a number." in said
    assert "3 Apr 2026" in said
    desk.post(f"{address}/import")
    worker()
    _, [recipe] = empty_book.recipes()
    assert recipe.name == "till"
    again = sent({"till-2.csv": TILL})
    assert "recognised: till" in text_of(desk.get(again))


def test_what_is_needed_and_not_chosen_is_said(
    desk: Client, sent: Callable[..., str], text_of: Words
) -> None:
    address = sent({"till.csv": TILL})
    chosen = fields(desk.get(address)) | {"f0-d2": "day-first", "f0-c0": "", "f0-c1": ""}
    answer = desk.post(f"{address}/configure", chosen)
    assert answer.status_code == 422
    assert "The chosen columns do not suffice." in text_of(answer)
    assert "Still needed: Customer" in text_of(answer)
    answer = desk.post(f"{address}/configure", chosen | {"f0-c1": "amount"})
    assert "Two columns were chosen for the same thing." in text_of(answer)


def test_of_whom_nothing_was_chosen_is_told_what_is_needed(
    desk: Client, sent: Callable[..., str], text_of: Words
) -> None:
    address = sent({"list.csv": "p;q\n1;2\n"})
    answer = desk.get(f"{address}/configure")
    refused = desk.post(f"{address}/configure", fields(answer))
    assert refused.status_code == 422
    assert "Choose a column for each that is marked as needed." in text_of(refused)
    assert "recipes" not in text_of(refused)


def test_another_kind_of_fact_offers_its_own_columns_and_one_value_for_all_rows(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words,
    empty_book: Book,
) -> None:  # fmt: skip
    address = sent({"talks.csv": "Client,Day\nRahela,2026-01-02\n"})
    chosen = fields(desk.get(address)) | {"f0-fact": "contact", "redraw": "1"}
    page = desk.post(f"{address}/configure", chosen)
    assert page.status_code == 200
    assert "Channel, the same in every row" in text_of(page)
    chosen = fields(page)
    assert chosen["f0-of"] == "contact"
    desk.post(f"{address}/configure", chosen | {"f0-k-channel": "call"})
    worker()
    assert "Contacts" in text_of(desk.get(address))
    desk.post(f"{address}/import")
    worker()
    assert empty_book.imports()[0].counts["facts"]["contact"] == 1


def test_a_currency_is_asked_for_where_nothing_says_it(
    tmp_path: Any, log_in: Callable[[], Client], send: Send, worker: Callable[[], None],
    text_of: Words, desk: Client, empty_book: Book,
) -> None:  # fmt: skip
    book_file = empty_book.folder / "book.toml"
    book_file.write_text(book_file.read_text().replace('currency = "BDT"\n', ""))
    import regulars

    regulars.open(empty_book.folder)
    address = send({"orders.csv": ORDERS})["Location"]
    worker()
    page = desk.get(address)
    desk.post(f"{address}/configure", fields(page))
    worker()
    page = desk.get(address)
    assert "nothing says of which currency" in text_of(page)
    desk.post(f"{address}/configure", fields(page) | {"currency": "EUR"})
    worker()
    assert "Amounts are in EUR." in text_of(desk.get(address))


def test_another_sheet_or_delimiter_has_the_file_looked_at_again(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words
) -> None:
    address = sent({"odd.csv": "customer_id|date;amount\na|2026-01-02;5\n"})
    page = desk.get(address)
    assert fields(page)["f0-delimiter"] == ""
    other = ";" if "as found: |" in text_of(page) else "|"
    desk.post(f"{address}/configure", fields(page) | {"f0-delimiter": other})
    assert "Seeing what is in the files" in text_of(desk.get(address))
    worker()
    page = desk.get(address)
    assert fields(page)["f0-delimiter"] == other
    assert f"as found: {other}" in text_of(page)


@pytest.mark.parametrize("mark", ["\t", "^", "|"], ids=["tab", "caret", "bar"])
def test_whatever_separates_the_columns_is_found_and_kept(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words, mark: str
) -> None:
    address = sent({"orders.txt": ORDERS.replace(",", mark)})
    desk.post(f"{address}/configure", fields(desk.get(address)))
    worker()
    assert "2 rows were read" in text_of(desk.get(address))


def test_a_recipe_can_be_named_for_a_file_that_names_no_columns(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words
) -> None:
    address = sent({"cdnow.txt": "00001 19970101  1   11.77\n00002 19970112  1   12.00\n"})
    desk.post(f"{address}/configure", fields(desk.get(address)) | {"f0-as": "cdnow"})
    worker()
    said = text_of(desk.get(address))
    assert "2 rows were read" in said
    assert "Amounts are in USD." in said
    desk.post(f"{address}/configure", fields(desk.get(f"{address}/configure")) | {"f0-as": "olist"})
    worker()
    assert "is not a file of olist" in text_of(desk.get(address))


def test_files_of_one_system_come_together_and_what_is_missing_is_said(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words
) -> None:
    customers = (
        "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\n"
        "c1,u1,01000,sao paulo,SP\n"
    )
    address = sent({"olist_customers.csv": customers})
    page = desk.get(address)
    assert "recognised: Olist" in text_of(page)
    desk.post(f"{address}/configure", fields(page))
    worker()
    assert "These files alone say too little" in text_of(desk.get(address))


def test_a_kept_layout_asks_for_what_it_does_not_say_itself(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words,
    empty_book: Book,
) -> None:  # fmt: skip
    (empty_book.folder / "recipes").mkdir()
    recipe = empty_book.folder / "recipes" / "till.toml"
    words = 'fact = "order"\nheader = ["Client", "Day"]\nsource = "till"\n[columns]\n'
    recipe.write_text(words + 'customer_id = "Client"\ndate = "Day"\n')
    text = "Client,Day\na,03/04/2026\n"
    address = sent({"a.csv": text})
    page = desk.get(address)
    assert "recognised: till" in text_of(page)
    assert desk.post(f"{address}/configure", fields(page)).status_code == 422
    desk.post(f"{address}/configure", fields(page) | {"f0-d1": "month-first"})
    worker()
    assert "4 Mar 2026" in text_of(desk.get(address))
    desk.post(f"{address}/import")
    worker()
    assert empty_book.imports()[0].counts["facts"]["order"] == 1
    recipe.write_text(recipe.read_text() + '[dates]\ndate = "day-first"\n')
    address = sent({"b.csv": text})
    page = desk.get(address)
    assert "day first: 03/04/2026 is 3 Apr 2026" in text_of(page)
    desk.post(f"{address}/configure", fields(page))
    worker()
    assert "3 Apr 2026" in text_of(desk.get(address))


def test_what_a_file_calls_itself_and_its_columns_is_text_and_nothing_else(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None]
) -> None:
    hostile = "<script>alert(1)</script>"
    address = sent({f"{hostile}.csv": f'Client,Day,"{hostile}"\n{hostile},2026-01-02,x\n'})
    page = desk.get(address)
    assert hostile not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()
    desk.post(f"{address}/configure", fields(page))
    worker()
    assert hostile not in desk.get(address).content.decode()
    assert hostile not in desk.get("/data").content.decode()


def test_corrected_rows_are_sent_back_and_count_in_their_place(
    desk: Client, sent: Callable[..., str], send: Send, worker: Callable[[], None], text_of: Words
) -> None:
    address = sent({"till.csv": TILL})
    desk.post(f"{address}/configure", fields(desk.get(address)) | {"f0-d2": "day-first"})
    worker()
    given = desk.get(f"{address}/rejects/0")
    assert given["Content-Disposition"] == 'attachment; filename="regulars-rejects.csv"'
    text = b"".join(given.streaming_content).decode("utf-8-sig")
    assert "till.csv;3;not_a_number" in text
    assert desk.get(f"{address}/rejects/1").status_code == 404
    send({"mine.csv": text.replace("twelve", "12")}, to=f"{address}/correct")
    worker()
    assert "Every row can be taken." in text_of(desk.get(address))
    send({"other.csv": ORDERS}, to=f"{address}/correct")
    worker()
    assert "is not the file of rows that was given out here" in text_of(desk.get(address))


def test_a_file_that_cannot_be_read_is_told_in_the_language_of_the_page(
    desk: Client, sent: Callable[..., str], text_of: Words
) -> None:
    address = sent({"photo.csv": b"\x00\x01\x02", "orders.csv": ORDERS})
    assert "“photo.csv” is no table" in text_of(desk.get(address))
    desk.cookies["django_language"] = "bn"
    said = text_of(desk.get(address))
    assert "“photo.csv” কোনো সারণি নয়" in said
    assert "অর্ডার" in said


def test_files_that_nobody_wants_are_let_go_and_a_page_of_them_says_so(
    desk: Client, sent: Callable[..., str], text_of: Words, empty_book: Book
) -> None:
    address = sent({"orders.csv": ORDERS})
    assert "orders.csv" in text_of(desk.get("/data"))
    desk.post(f"{address}/drop")
    assert empty_book.uploads() == []
    for page in (desk.get(address), desk.post(f"{address}/look"), desk.get(f"{address}/configure")):
        assert page.status_code == 410
        assert "These files are no longer here" in text_of(page)


def test_an_upload_that_was_emptied_by_an_erasure_says_so(
    desk: Client, sent: Callable[..., str], text_of: Words, empty_book: Book
) -> None:
    from datetime import UTC, datetime

    from regulars.intake.uploads import empty_uploads

    address = sent({"orders.csv": ORDERS})
    empty_uploads(empty_book.folder, at=datetime.now(UTC))
    assert "A person was erased meanwhile." in text_of(desk.get(address))


def test_the_second_of_two_who_import_at_once_is_told_of_the_first(
    desk: Client, send: Send, worker: Callable[[], None], text_of: Words, as_role: Any
) -> None:
    from django.contrib.auth.models import User

    from regulars.jobs.tasks import ask

    staff = as_role("staff")
    User.objects.filter(username="staff").update(first_name="Mitali")
    ask(kind="import", by="staff", about="0" * 32)
    address = send({"orders.csv": ORDERS})["Location"]
    from regulars.ledger.lock import only_one
    from regulars.workspace import current

    with only_one(folder=current().folder, work="worker"):
        assert "Waits until this ends: Import, asked by Mitali" in text_of(desk.get(address))
        assert "An import runs, asked for by Mitali: it waits" in text_of(staff.get("/data"))


def test_an_import_of_the_command_line_is_told_and_can_be_tried_again(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words,
    empty_book: Book,
) -> None:  # fmt: skip
    from regulars.ledger.lock import only_one

    address = sent({"orders.csv": ORDERS})
    desk.post(f"{address}/configure", fields(desk.get(address)))
    worker()
    desk.post(f"{address}/import")
    with only_one(folder=empty_book.folder, work="import"):
        worker()
    said = text_of(desk.get(address))
    assert "Something of the same kind runs in this book just now." in said
    assert "2 rows were read" in said
    desk.post(f"{address}/import")
    worker()
    assert len(empty_book.imports()) == 1


@pytest.mark.parametrize(
    ("texts", "options", "said"),
    [
        ({}, {}, "No file was chosen."),
        ({"a.csv": ""}, {}, "“a.csv” is empty."),
        ({"a.csv": ORDERS}, {"whole": False}, "broke off before everything was here"),
    ],
    ids=["none", "empty", "cut off"],
)
def test_what_cannot_be_kept_is_said_at_once(
    send: Send, text_of: Words, empty_book: Book, texts: Any, options: Any, said: str
) -> None:
    answer = send(texts, **options)
    assert answer.status_code == 422
    assert said in text_of(answer)
    left = empty_book.folder / "uploads"
    assert not left.exists() or list(left.iterdir()) == []


def test_more_than_is_taken_is_refused_and_nothing_of_it_kept(
    send: Send, text_of: Words, empty_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.desk.pages.data import receiving

    monkeypatch.setattr(receiving, "LARGEST_BYTES", 1_000)
    answer = send({"a.csv": ORDERS, "b.csv": "x" * 2_000})
    assert answer.status_code == 422
    assert "All files together may have" in text_of(answer)
    monkeypatch.setattr(receiving, "LARGEST_BYTES", 1 << 30)
    monkeypatch.setattr(receiving, "MOST_FILES", 2)
    answer = send({f"{n}.csv": ORDERS for n in range(3)})
    assert "files can be sent at once" in text_of(answer)
    assert list((empty_book.folder / "uploads").iterdir()) == []


@pytest.fixture
def somebody(as_role: Callable[[str], Client]) -> Iterator[Client]:
    yield as_role("read_only")


def test_who_only_reads_sends_nothing_and_nothing_is_written_for_them(
    send: Send, somebody: Client, empty_book: Book, text_of: Words
) -> None:
    assert send({"orders.csv": ORDERS}, by=somebody).status_code == 403
    assert send({"orders.csv": ORDERS}, by=Client()).status_code == 302, "to the log-in"
    left = empty_book.folder / "uploads"
    assert not left.exists() or list(left.iterdir()) == []
    assert somebody.get("/data/import").status_code == 403
    said = text_of(somebody.get("/data"))
    assert "Import files" not in said


def test_files_sent_to_other_pages_are_passed_over(desk: Client, empty_book: Book) -> None:
    file = SimpleUploadedFile("orders.csv", ORDERS.encode())
    desk.post("/language", {"language": "bn", "files": file})
    left = empty_book.folder / "uploads"
    assert not left.exists() or list(left.iterdir()) == []


def test_an_empty_book_says_what_will_be_here_and_leads_to_the_first_file(
    desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/data"))
    assert "Here will be every file that came in" in said
    assert "Import files" in said
    assert "The first file" in text_of(desk.get("/data/import"))


WIDE = (
    "customer_id,name,email,sent_by,joined_on\n"
    "ann,Ann,a@example.org,,2026-01-05\nbob,Bob,b@example.org,ann,2026-03-01\n"
)


def test_a_wider_file_of_customers_brings_who_sent_them(
    desk: Client, send: Send, worker: Callable[[], None], text_of: Words, empty_book: Book
) -> None:
    address = send({"customers.csv": WIDE})["Location"]
    worker()
    page = desk.get(address)
    assert "recognised: Customers" in text_of(page)
    assert "sent_by Who sent them" in text_of(page)
    desk.post(f"{address}/configure", fields(page))
    worker()
    checked = text_of(desk.get(address))
    assert "Who sent" in checked
    assert "ann bob" in checked
    desk.post(f"{address}/import")
    worker()
    assert empty_book.imports()[0].counts["facts"] == {"customer": 2, "identity": 2, "referral": 1}


def test_the_column_of_who_sent_them_is_proposed_and_can_be_chosen(
    desk: Client, sent: Callable[..., str], worker: Callable[[], None], text_of: Words,
    empty_book: Book,
) -> None:  # fmt: skip
    text = "Client No;Full name;Mobile;Recommended by;Join date;Heard\n"
    rows = "7;Ann;01711111111;;2026-01-05;\n8;Bob;01711111112;7;2026-03-01;Asked them\n"
    address = sent({"list.csv": text + rows})
    chosen = fields(desk.get(address))
    assert (chosen["f0-fact"], chosen["f0-c3"], chosen["f0-c4"]) == (
        "customer",
        "sent_by",
        "since_on",
    )
    chosen = fields(
        desk.post(f"{address}/configure", chosen | {"f0-c5": "sent_by_known_by", "redraw": "1"})
    )
    assert chosen["f0-w5-0"] == "", "their word is not ours yet"
    desk.post(f"{address}/configure", chosen | {"f0-w5-0": "asked", "f0-save": "clients"})
    worker()
    desk.post(f"{address}/import")
    worker()
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    [row] = current_rows("referral", Q())
    assert (row["customer_key"], row["other_key"], row["known_by"]) == ("7", "8", "asked")
    again = sent({"list.csv": text + rows.replace("8;Bob", "9;Cem")})
    assert "recognised: clients" in text_of(desk.get(again))
