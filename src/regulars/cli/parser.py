"""The words that `regulars` understands: its commands, their arguments, what runs each."""

from __future__ import annotations

import argparse

from regulars import __version__
from regulars.cli import (
    custody,
    customers,
    effort,
    facts,
    keys,
    mcp,
    people,
    results,
    whole_book,
    words,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:  # noqa: PLR0915 - one statement a word
    """All commands and what may be said with each."""
    whole = argparse.ArgumentParser(
        prog="regulars",
        description="Which customers to take care of today, why, and how.",
        epilog="Exit codes: 0 done, 2 wrong words, 3 input refused, 4 not found, 5 results "
        "or ledger unreadable, 6 busy, 7 disk full, 130 stopped.",
    )
    whole.add_argument("--version", action="version", version=f"regulars {__version__}")
    verbs = whole.add_subparsers(metavar="COMMAND", required=True, dest="command")

    verb = verbs.add_parser("init", help="make a new, empty book")
    verb.add_argument("folder", metavar="DIR")
    verb.add_argument("--name", help="name of the business")
    verb.add_argument("--zone", default="UTC", help="time zone, e.g. Asia/Dhaka")
    verb.add_argument("--currency", help="ISO 4217 code; else that of the first import")
    verb.add_argument("--json", action="store_true", help="report as JSON")
    verb.set_defaults(run=whole_book.init)

    verb = verbs.add_parser("demo", help="make a believable business and look at it")
    verb.add_argument("folder", metavar="DIR", nargs="?", default="regulars-demo")
    verb.add_argument("--no-serve", action="store_true", help="make it, do not serve the desk")
    verb.add_argument("--seed", type=int, default=7, help="another seed, another business")
    verb.add_argument(
        "--business",
        choices=("all", "cabins", "shop", "textiles"),
        default="all",
        help="one of its three houses; else all in one book",
    )
    verb.add_argument("--json", action="store_true", help="report as JSON")
    verb.set_defaults(run=whole_book.demo)

    verb = _with_book(verbs.add_parser("import", help="import files as one batch"))
    verb.add_argument("files", metavar="FILE", nargs="+")
    verb.add_argument("--recipe", help="how to read them; else told from their header")
    verb.add_argument("--currency", help="ISO 4217 code of amounts without one")
    verb.add_argument(
        "--dates",
        action="append",
        type=words.way,
        metavar="WAY",
        help="day-first or month-first; of one column: order_date=day-first",
    )
    verb.add_argument("--delimiter", help="what separates the columns, e.g. ';' or tab")
    verb.add_argument("--zone", help="time zone of times without an offset; else the book's")
    verb.add_argument("--sheet", help="of a spreadsheet; else the first")
    verb.add_argument(
        "--map",
        action="append",
        type=words.pair,
        default=[],
        metavar="OWN=THEIRS",
        help='which column is which, e.g. customer_id="Client No"',
    )
    verb.add_argument("--fact", help="what the mapped columns are, where that is not clear")
    verb.add_argument("--save-recipe", metavar="NAME", help="keep the mapping for such files")
    verb.add_argument("--dry-run", action="store_true", help="tell what would come, change nothing")
    verb.set_defaults(run=facts.import_)

    verb = _with_book(verbs.add_parser("watch", help="import what settles in a folder"))
    verb.add_argument("folder", metavar="DIR")
    verb.add_argument("--once", action="store_true", help="what is there now, then end")
    verb.set_defaults(run=facts.watch)

    verb = _with_book(verbs.add_parser("imports", help="list the imports"))
    verb.set_defaults(run=facts.imports)

    verb = _with_book(verbs.add_parser("rejects", help="list the rows an import did not take"))
    verb.add_argument("batch", metavar="BATCH", type=int)
    verb.add_argument("--output", metavar="FILE", help="write them as CSV, to be corrected")
    verb.add_argument("--language", choices=("en", "bn"), default="en")
    verb.set_defaults(run=facts.rejects)

    verb = _with_book(verbs.add_parser("undo", help="leave an import out from now on"))
    verb.add_argument("batch", metavar="BATCH", type=int)
    verb.set_defaults(run=facts.undo)

    verb = _with_book(verbs.add_parser("refresh", help="work out the results anew"))
    verb.add_argument("--as-of", type=words.day, metavar="DAY", help="as of this day")
    verb.add_argument(
        "--known-at",
        type=words.instant,
        metavar="INSTANT",
        help="from what was known then, beside the current results",
    )
    verb.set_defaults(run=results.refresh)

    verb = _with_book(verbs.add_parser("backtest", help="try every model on the book's own past"))
    verb.add_argument("--as-of", type=words.day, metavar="DAY", help="look at nothing after it")
    verb.add_argument(
        "--held-out-from",
        type=words.day,
        metavar="DAY",
        help="choose by what was before this day, judge by what came; else the second half",
    )
    verb.set_defaults(run=results.backtest)

    verb = _with_book(verbs.add_parser("today", help="the day's care list"))
    verb.add_argument("--hours", type=float, help="hours for it; else those of book.toml")
    verb.add_argument("--language", choices=("en", "bn"), default="en")
    verb.add_argument("--staff", default=customers.OWNER, help="whose list; else the owner's")
    verb.set_defaults(run=results.today)

    verb = _with_book(verbs.add_parser("effort", help="what problems cost customers, and foretell"))
    verb.set_defaults(run=effort.effort)

    verb = _with_book(verbs.add_parser("customer", help="one customer"))
    verb.add_argument("customer_id", metavar="ID")
    verb.add_argument("--language", choices=("en", "bn"), default="en")
    verb.set_defaults(run=results.customer)

    verb = _with_book(verbs.add_parser("merge", help="two customers are one"))
    verb.add_argument("customer_id", metavar="ID")
    verb.add_argument("other_id", metavar="ID")
    verb.set_defaults(run=customers.merge)

    verb = _with_book(verbs.add_parser("unmerge", help="a merged customer is one of its own"))
    verb.add_argument("customer_id", metavar="ID")
    verb.set_defaults(run=customers.unmerge)

    verb = _with_book(verbs.add_parser("consent", help="what a customer allows"))
    verb.add_argument("customer_id", metavar="CUSTOMER")
    verb.add_argument("--purpose", required=True, choices=customers.PURPOSES)
    verb.add_argument("--channel", choices=customers.CHANNELS, help="for one only; else for all")
    said = verb.add_mutually_exclusive_group(required=True)
    said.add_argument("--given", dest="state", action="store_const", const="given")
    said.add_argument("--withdrawn", dest="state", action="store_const", const="withdrawn")
    verb.set_defaults(run=customers.consent)

    verb = _with_book(verbs.add_parser("owner", help="who of the staff looks after a customer"))
    verb.add_argument("customer_id", metavar="CUSTOMER")
    verb.add_argument("staff", metavar="STAFF", nargs="?", help="log-in name; without it, nobody")
    verb.set_defaults(run=customers.owner)

    verb = _with_book(verbs.add_parser("matches", help="who is one customer, and who may be"))
    verb.add_argument("--at-most", type=int, default=100, help="groups and questions told")
    verb.set_defaults(run=customers.matches)

    verb = _with_book(verbs.add_parser("card", help="what is known of every customer"))
    verb.add_argument("--columns", help="comma-separated; else all")
    verb.add_argument("--where", help='a condition, e.g. "orders >= 3 AND chance_active < 0.5"')
    verb.add_argument("--format", choices=("csv", "parquet", "json"), default="csv")
    verb.add_argument("--output", metavar="FILE", help="write there; needed for parquet")
    verb.add_argument("--snapshot", metavar="NAME", help="of another refresh than the last")
    verb.set_defaults(run=results.card)

    verb = _with_book(verbs.add_parser("export", help="all that is held of one customer"))
    verb.add_argument("customer_id", metavar="CUSTOMER")
    verb.add_argument("--output", metavar="FILE", required=True, help="a JSON file, or a folder")
    verb.set_defaults(run=custody.export)

    verb = _with_book(verbs.add_parser("erase", help="take one customer out of everything"))
    verb.add_argument("customer_id", metavar="CUSTOMER")
    verb.add_argument("--with-persons", action="store_true", help="of an account: its persons too")
    verb.add_argument("--yes", action="store_true", help="do not ask")
    verb.set_defaults(run=custody.erase)

    verb = _with_book(verbs.add_parser("erased", help="the erasures, and who did them"))
    verb.add_argument("--find", metavar="TEXT", help="whose key, address, number or name is this")
    verb.set_defaults(run=custody.erased)

    verb = _with_book(verbs.add_parser("readmit", help="take somebody off the list of the erased"))
    verb.add_argument("erasure", metavar="ERASURE", type=int)
    verb.set_defaults(run=custody.readmit)

    verb = _with_book(verbs.add_parser("backup", help="write the book into one file"))
    verb.add_argument("file", metavar="FILE")
    verb.set_defaults(run=custody.backup)

    verb = verbs.add_parser("restore", help="make a book of a backup")
    verb.add_argument("file", metavar="FILE")
    verb.add_argument("folder", metavar="DIR", help="a new or empty folder")
    verb.add_argument("--over", action="store_true", help="in the place of the book in DIR")
    verb.add_argument(
        "--suppressed",
        metavar="LIST",
        action="append",
        default=[],
        help="the list of the erased of another copy of the book",
    )
    verb.add_argument("--json", action="store_true", help="report as JSON")
    verb.set_defaults(run=custody.restore)

    verb = verbs.add_parser("mcp", help="serve the book as tools of a language model, on stdio")
    verb.add_argument("--book", metavar="DIR", help="the book; else REGULARS_BOOK, else here")
    verb.add_argument("--staff", default=customers.OWNER, help="for whom; else the owner")
    verb.add_argument("--language", choices=("en", "bn"), default="en")
    verb.add_argument("--read-only", action="store_true", help="only tools that look")
    verb.set_defaults(run=mcp.mcp)

    _keys(verbs.add_parser("key", help="keys by which programs use the book's API"))

    verb = _with_book(verbs.add_parser("people", help="who may log in, and who left"))
    verb.set_defaults(run=people.people)

    _person(verbs.add_parser("person", help="somebody of the team: a new one, a log-in link"))

    verb = _with_book(
        verbs.add_parser("serve", help="serve the desk, with its worker, on this machine")
    )
    verb.set_defaults(run=whole_book.serve)

    verb = _with_book(verbs.add_parser("worker", help="work in the background, without the desk"))
    verb.add_argument("--until-closed", type=int, metavar="FD", help=argparse.SUPPRESS)
    verb.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    verb.set_defaults(run=whole_book.worker)

    verb = _with_book(verbs.add_parser("doctor", help="is everything in order?"))
    verb.add_argument("--repair", action="store_true", help="mend what needs no question")
    verb.set_defaults(run=whole_book.doctor)
    return whole


def _keys(verb: argparse.ArgumentParser) -> None:
    deeds = verb.add_subparsers(metavar="DEED", required=True, dest="what")

    deed = _with_book(deeds.add_parser("add", help="make a key; it is shown once"))
    deed.add_argument("name", metavar="NAME", help="what it is for, e.g. till")
    deed.add_argument(
        "--scope",
        action="append",
        required=True,
        choices=keys.SCOPES,
        help="what it may be used for; may be said several times",
    )
    deed.add_argument("--staff", default=customers.OWNER, help="whose key; else the owner's")
    deed.add_argument("--days", type=int, help="how long it is valid; else until it is revoked")
    deed.set_defaults(run=keys.add)

    deed = _with_book(deeds.add_parser("list", help="list the keys; never the secret part"))
    deed.set_defaults(run=keys.list_)

    deed = _with_book(deeds.add_parser("revoke", help="end a key at once, for good"))
    deed.add_argument("key", metavar="KEY", type=int, help="its number in the list")
    deed.set_defaults(run=keys.revoke)


def _person(verb: argparse.ArgumentParser) -> None:
    what = verb.add_subparsers(metavar="WHAT", required=True, dest="what")

    add = _with_book(what.add_parser("add", help="somebody new"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--login", required=True, help="the name to log in by, e.g. mitali")
    add.add_argument("--role", choices=people.ROLES, default="staff")
    add.add_argument("--hours", type=float, help="a day for customers; else the book's usual ones")
    add.set_defaults(run=people.add)

    link = _with_book(what.add_parser("link", help="a link that lets somebody in once"))
    link.add_argument("login", metavar="LOGIN")
    link.add_argument(
        "--forget-second-factor", action="store_true", help="of who lost phone and codes"
    )
    link.set_defaults(run=people.link)


def _with_book(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--book", metavar="DIR", help="the book; else REGULARS_BOOK, else here")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser
