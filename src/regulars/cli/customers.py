"""Commands on single customers: who is one with whom."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from regulars.cli.report import tell
from regulars.cli.words import open_book
from regulars.contracts import CONSENT

if TYPE_CHECKING:
    from regulars.workspace.matches import Matches

OWNER = "owner"
PURPOSES = CONSENT.column("purpose").choices
CHANNELS = CONSENT.column("channel").choices

BASIS = {"decision": "decided", "email": "same e-mail address", "phone": "same telephone number"}
REASON = {
    "many": "{customers} customers have the {basis}: a switchboard or an info@?",
    "open": "left undecided",
    "against": "{basis}, but it goes against another decision or kind",
}


def merge(options: argparse.Namespace) -> None:
    one, other = options.customer_id, options.other_id
    open_book(options).merge(customer_id=one, other_id=other, staff=OWNER)
    report = {"customer_id": one, "other_id": other, "decision": "same"}
    tell(options, report, f"{one} and {other} are one customer. Run `regulars refresh`.")


def unmerge(options: argparse.Namespace) -> None:
    others = open_book(options).unmerge(customer_id=options.customer_id, staff=OWNER)
    report = {"customer_id": options.customer_id, "others": others, "decision": "different"}
    words = f"{options.customer_id} is a customer of its own again. Run `regulars refresh`."
    tell(options, report, words)


def consent(options: argparse.Namespace) -> None:
    said = {name: getattr(options, name) for name in ("purpose", "channel", "state")}
    open_book(options).consent(customer_id=options.customer_id, **said)
    words = f"Written down: {options.purpose} {options.state}, {options.channel or 'all channels'}."
    tell(options, {"customer_id": options.customer_id, **said}, words)


def owner(options: argparse.Namespace) -> None:
    open_book(options).look_after(customer_id=options.customer_id, staff=options.staff)
    report = {"customer_id": options.customer_id, "staff": options.staff}
    tell(options, report, f"{options.staff or 'Nobody'} looks after them from today on.")


def matches(options: argparse.Namespace) -> None:
    found = open_book(options).matches(at_most=options.at_most)
    tell(options, asdict(found), _in_words(found))


def _in_words(found: Matches) -> str:
    lines = [f"{found.groups_in_all} customers have several ids."]
    for group in found.groups:
        lines.append(f"  {group.into.customer} {group.into.customer_id}")
        lines += [f"    and {one} ({BASIS[basis]})" for one, basis in group.merged.items()]
    lines.append(f"{found.questions_in_all} questions: `regulars merge ID ID` where two are one.")
    for question in found.questions:
        basis = BASIS[question.basis]
        lines.append(
            "  " + REASON[question.reason].format(basis=basis, customers=question.customers)
        )
        lines += [f"    {one.customer} {one.customer_id}" for one in question.named]
    return "\n".join(lines)
