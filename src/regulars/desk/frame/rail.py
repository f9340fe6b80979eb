"""The entries of the rail: a page has one once it works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from regulars.people.roles import Role


@dataclass(frozen=True)
class Entry:
    """`name` is what a page's context calls `entry`, `address` the name of its address."""

    name: str
    address: str
    label: Callable[[], str]
    needs: Role = Role.READ_ONLY


ENTRIES: tuple[Entry, ...] = (
    Entry("today", "today", lambda: gettext("Today")),
    Entry("customers", "customers", lambda: gettext("Customers")),
    Entry("problems", "problems", lambda: gettext("Problems")),
    Entry("senders", "senders", lambda: gettext("Senders")),
    Entry("data", "data", lambda: gettext("Data")),
    Entry("settings", "settings", lambda: gettext("Settings"), needs=Role.OWNER),
)
"""In the order of the rail."""
