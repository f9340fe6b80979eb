"""The commands on who may come in: people, a new one, a link for one."""

from __future__ import annotations

import argparse

from regulars.cli.report import tell
from regulars.cli.words import open_book

ROLES = ("owner", "staff", "read_only")
"""Those of `people.roles`, which needs an open book; a test holds them equal."""


def people(options: argparse.Namespace) -> None:
    book = open_book(options)
    lines, told = [], []
    for one in book.everybody():
        staff = one.staff
        came = f"{one.last_came_at:%Y-%m-%d %H:%M}" if one.last_came_at else "never"
        hours = "" if staff.hours is None else f", {staff.hours:g} h a day"
        left = "" if one.active else ", may not log in"
        factor = ", second factor" if one.has_second_factor else ""
        lines.append(
            f"{staff.username:<16} {staff.role:<10} {staff.name}{hours}{factor}{left}; "
            f"last log-in {came}"
        )
        told.append(
            {
                "login": staff.username,
                "name": staff.name,
                "role": staff.role,
                "hours": staff.hours,
                "language": staff.language,
                "active": one.active,
                "has_password": one.has_password,
                "has_second_factor": one.has_second_factor,
                "last_came_at": one.last_came_at,
            }
        )
    nobody = "Nobody yet: `regulars serve` prints the owner's first link."
    tell(options, {"people": told}, "\n".join(lines) or nobody)


def add(options: argparse.Namespace) -> None:
    from regulars.people.roles import Role

    book = open_book(options)
    staff = book.add_person(
        username=options.login, name=options.name, role=Role(options.role), hours=options.hours
    )
    report = {"login": staff.username, "name": staff.name, "role": staff.role, "hours": staff.hours}
    tell(
        options,
        report,
        f"{staff.name} belongs to the team. `regulars person link {staff.username}` makes the link "
        "by which they come in.",
    )


def link(options: argparse.Namespace) -> None:
    book = open_book(options)
    if options.forget_second_factor:
        book.forget_second_factor(username=options.login)
    path = f"/enter/{book.invite(username=options.login)}"
    addresses = book.serving.addresses
    report = {"login": options.login, "path": path, "link": addresses and addresses[0] + path}
    words = f"{addresses[0]}{path}" if addresses else f"(the desk’s address){path}"
    tell(
        options,
        {**report, "link": report["link"] or None},
        f"{words}\nIt works once, within a day, for whoever opens it first.",
    )
