"""The figures to choose from, in groups: as columns, and as what to ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from regulars.acts.columns import LABELS, CardColumn, card_columns


@dataclass(frozen=True)
class Choice:
    name: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Group:
    label: str
    choices: tuple[Choice, ...]


def column_groups(shown: Sequence[CardColumn]) -> list[Group]:
    """Every figure as a column; those that are shown are chosen."""
    return _groups({one.name for one in shown})


def figure_groups() -> list[Group]:
    """Every figure that can be asked for."""
    return _groups(set())


def _groups(chosen: set[str]) -> list[Group]:
    columns = card_columns().values()
    groups = []
    for name, label in LABELS.items():
        choices = tuple(
            Choice(one.name, one.label(language=get_language()), one.name in chosen)
            for one in columns
            if one.group == name
        )
        if choices:
            groups.append(Group(str(label), choices))
    return groups
