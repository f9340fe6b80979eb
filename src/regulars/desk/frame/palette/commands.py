"""What the palette can do beside finding: a form of the frame, told by name and pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, gettext

from regulars.people.roles import Role


@dataclass(frozen=True)
class Command:
    """`form` is the id of a form that every page has; `name` and `value` are sent with it."""

    label: Callable[[], str]
    form: str
    name: str = ""
    value: str = ""
    needs: Role = Role.READ_ONLY


COMMANDS: tuple[Command, ...] = (Command(lambda: gettext("Log out"), form="leave"),)
"""Adding one: a form in the top bar, and a line here."""


def commands() -> list[Command]:
    """All commands, with one for each other language."""
    languages = [
        Command(_switch_to(name), form="language", name="language", value=code)
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]
    return [*languages, *COMMANDS]


def _switch_to(name: str) -> Callable[[], str]:
    return lambda: gettext("Language: %(name)s") % {"name": name}
