"""Writes data-dictionary.md from the contracts, the signals and the estimates (`make docs`)."""

from __future__ import annotations

from pathlib import Path

from regulars.book.expect import COLUMNS
from regulars.book.likely_senders import COLUMNS as SENDS
from regulars.book.sending_groups import COLUMN as GROUP
from regulars.book.sending_groups import WHAT
from regulars.book.sent_value import COLUMNS as SENT
from regulars.book.service_due import COLUMNS as DUE
from regulars.contracts import CONTRACTS, Contract
from regulars.signals import STAGES, base_description, signals

PAGE = Path(__file__).parent / "data-dictionary.md"
HEAD = """# Data dictionary

Made by `make docs` from the code that reads and checks the data.

Every fact also has `source`, the system that it comes from (`own` where your file does not say),
and its key in that system, `source_id`, which your files may call by the name given here.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_contract(contract) for contract in CONTRACTS), _card(), _bases()])


def _contract(contract: Contract) -> str:
    lines = [
        f"## {contract.fact}\n",
        f"{contract.description} In a file, its key may be called `{contract.file_key}`.\n",
        "| column | type | unit | null means | what it is |",
        "| --- | --- | --- | --- | --- |",
    ]
    for column in contract.columns:
        choices = f" One of: {', '.join(column.choices)}." if column.choices else ""
        lines.append(
            f"| `{column.name}` | {column.type} | {column.unit or ''} | {column.null or 'never'} | "
            f"{column.description}{choices} |"
        )
    return "\n".join(lines) + "\n"


def _card() -> str:
    lines = [
        "## The card\n",
        "One row for each customer, as of the snapshot's day. `customer_id` stays for ever.\n",
        "| column | unit | null means | what it is |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{one.name}` | {one.unit} | {one.null['en']} | {one.label['en']} ({one.source}) |"
        for one in signals()
    ]
    lines += [
        f"| `{name}` | 80% interval | not enough data, or no purchase | {text} |"
        if name.endswith(("_low", "_high", "_low_minor", "_high_minor"))
        else f"| `{name}` | | not enough data, or no purchase | {text} |"
        for name, text in (COLUMNS | SENDS | SENT).items()
    ]
    lines.append(f"| `{GROUP}` | | no spend can be expected of them | {WHAT} |")
    lines += [f"| `{name}` | days | nothing is due | {text} |" for name, text in DUE.items()]
    return "\n".join(lines) + "\n"


def _bases() -> str:
    lines = [
        "## What the card is made from\n",
        "Each base joins the facts once; its signals are read off its rows in one pass. A base",
        "of stage A speaks of each customer from one kind of fact, of B it ties signals to others",
        "of the customer or of customers they are tied to, of C it sets them beside the book.\n",
        "| base | stage | one row | signals |",
        "| --- | --- | --- | --- |",
    ]
    for stage, bases in STAGES.items():
        for base in bases:
            read = ", ".join(f"`{one.name}`" for one in signals() if one.base == base)
            lines.append(f"| `{base}` | {stage} | {base_description(base)} | {read} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
