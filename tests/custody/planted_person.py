"""One person whose texts are planted in every place of a book that can hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regulars.contracts import BY_FACT, CONTRACTS, Contract, Type, customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

KEY, NAME, EMAIL = "kzq-7781", "Quillmar Ozwick", "quillmar@ozwick.example"
PHONE, PHONE_ELSEWHERE = "+880 1711-558822", "01711 558822"
WORDS = "asked for vermilion teacups"
ID = customer_id(source="own", key=KEY)
OTHER = "tom-1"
NEEDLES = (KEY, NAME, EMAIL, PHONE, "vermilion", ID)
AS_OF = date(2026, 1, 1)
AT = datetime(2025, 12, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Planted:
    """The book, and the files of its two imports; the second has orders without an id."""

    book: Book
    first: list[Path]
    second: list[Path]


def write_files(folder: Path) -> list[Path]:
    orders = [f"o{n},{KEY},2025-{n:02}-02,{n}0.50" for n in range(1, 10)]
    texts = {
        "customers": [
            "customer_id,kind,account_id,name,email,phone",
            "acme,account,,Acme Ltd,,",
            f"{KEY},person,acme,{NAME},{EMAIL},{PHONE}",
            f"{OTHER},person,acme,Tom Baker,tom@example.org,+880 1911-000001",
            f"{KEY}x,bad kind,,{NAME},,",
        ],
        "orders": [
            "order_id,customer_id,order_date,amount",
            *orders,
            f"t1,{OTHER},2025-03-03,7",
            f"bad,{KEY},2025-13-02,5",
        ],
        "contacts": [
            "contact_id,customer_id,channel,date,note",
            f"c1,{KEY},call,2025-04-04,{WORDS}",
            f"c2,{OTHER},call,2025-04-04,all well",
        ],
        "no_ids": [
            "customer_id,order_date,amount",
            f"{KEY},2025-10-02,12",
            f"{OTHER},2025-10-02,13",
            f"{KEY},2025-10-32,{EMAIL}",
        ],
    }
    paths = []
    for name, lines in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def write_at_the_desk() -> None:
    """One of every fact that names a customer, and of every part of one."""
    from regulars.ledger.desk_facts import write_desk_facts
    from regulars.ledger.persons import PARTS

    for contract in CONTRACTS:
        if contract.customers or contract.fact in PARTS:
            row = filled(contract)
            write_desk_facts(fact=contract.fact, rows={f"d-{contract.fact}": row}, at=AT)


def post_and_tell(book: Book) -> None:
    """What a program posted of them, rows that were not taken, and messages that wait."""
    from regulars.post.hooks_events import ASKED_FOR
    from regulars.post.models import WebHook

    WebHook.objects.create(
        url="https://example.org/", events=list(ASKED_FOR), salt="00", made_at=AT, made_by="owner"
    )
    said = {"source": "own", "customer_key": KEY, "happened_on": "2025-06-06"}
    rows = [
        {**said, "source_id": "p1", "text": f"{WORDS} and {NAME}"},
        {**said, "source_id": "p2", "happened_on": f"when {NAME} came"},
        {**said, "source_id": "p3", "unknown": NAME},
    ]
    book.post_facts("problem", rows, sender="owner/help")


def filled(contract: Contract, *, key: str = KEY, other: str = OTHER) -> dict[str, Any]:
    """A content of this fact about the planted person."""
    values: dict[Type, Any] = {
        Type.TEXT: "x",
        Type.INTEGER: 1,
        Type.DATE: date(2025, 5, 5),
        Type.INSTANT: AT,
    }
    row = {}
    for column in contract.columns:
        row[column.name] = column.choices[0] if column.choices else values[column.type]
        if column.personal:
            row[column.name] = f"{WORDS} and {NAME}"
        elif column.name.endswith("_key"):
            whole = column.name.removesuffix("_key")
            row[column.name] = f"d-{whole}" if whole in BY_FACT else "x"
    for (source, column), whose in zip(contract.customers, (key, other), strict=False):
        row[source], row[column] = "own", whose
    if "decision" in row:
        row["decision"] = "different"  # the two are not to be one customer
    if "currency" in row:
        row["currency"] = "EUR"
    return row
