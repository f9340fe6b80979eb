"""What was written down in several places reads as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["Lovely", "We will be back."], "Lovely. We will be back."),
        (["Content.", "আরও চান।", "Has looked around"], "Content. আরও চান। Has looked around"),
        (["Why?", "Nobody came"], "Why? Nobody came"),
        ([None, " ", "Only this"], "Only this"),
        ([None, ""], None),
    ],
)
def test_a_part_ends_as_it_does_or_with_a_full_stop(
    book: Book, parts: list[str | None], whole: str | None
) -> None:
    from regulars.acts.telling import sentences

    assert sentences(parts) == whole
