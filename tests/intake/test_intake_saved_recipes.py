"""A user's mapping of columns reads a file, is kept by a name, and tells such files again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
FILE = (
    "No;Client No;Day;Sum;Status;Clerk\n1;a;01/02/2026;5.5;Paid;Mina\n2;b;02/02/2026;6;Back;Mina\n"
)
MAPPING = {"order_id": "No", "customer_id": "Client No", "date": "Day", "amount": "Sum"}
RECIPE = """
fact = "order"
delimiter = ";"
currency = "BDT"
header = ["No", "Client No", "Day", "Sum", "Status", "Clerk"]

[columns]
order_id = "No"
customer_id = "Client No"
date = "Day"
amount = "Sum"
state = "Status"

[constants]
channel = "till"
source = "till"

[values.state]
"Paid" = "placed"
"Back" = "returned"

[dates]
date = "day-first"
"""


@pytest.fixture
def kept(book: Book) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = book.folder / "recipes" / "till.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return write


def test_a_mapping_reads_a_file_and_is_known_by_its_header_once_saved(
    take: Take, current: Current, book: Book
) -> None:
    first = take(FILE, mapping=MAPPING, fact="order", dates="day-first")
    assert first.saved is not None
    assert [(r["source_id"], r["customer_key"], r["amount_minor"]) for r in current("order")] == [
        ("1", "a", 550),
        ("2", "b", 600),
    ]
    book.save_recipe(first.saved, name="till")
    again = take(FILE.replace("5.5", "7"), name="later.csv", dates="day-first")
    assert (again.recipe, again.changed, again.unchanged > 0) == ("till", 1, True)


def test_constants_words_dates_and_currency_are_the_recipe_s(
    take: Take, current: Current, kept: Callable[[str], Path]
) -> None:
    kept(RECIPE)
    assert take(FILE).rejected == 0
    rows = current("order")
    assert [(r["state"], r["channel"], r["currency"], r["source"]) for r in rows] == [
        ("placed", "till", "BDT", "till"),
        ("returned", "till", "BDT", "till"),
    ]
    assert [r["happened_on"] for r in rows] == [date(2026, 2, 1), date(2026, 2, 2)]


def test_a_word_that_the_recipe_does_not_know_keeps_its_row_out(
    take: Take, kept: Callable[[str], Path], rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    kept(RECIPE)
    done = take(FILE.replace("Back", "Lost"))
    assert [row[:4] for row in rejected(done)] == [(3, "not_a_choice", "Status", "Lost")]


def test_a_file_with_more_columns_is_read_where_the_recipe_is_named(
    take: Take, kept: Callable[[str], Path]
) -> None:
    from regulars.intake.recognise import UnknownLayout

    kept(RECIPE)
    more = FILE.replace("Clerk", "Clerk;Shop").replace("Mina", "Mina;West")
    with pytest.raises(UnknownLayout, match="--map"):
        take(more)
    assert take(more, recipe="till").rejected == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("fact = ", "fact "), r"till.toml is not TOML: .*line 2.*Correct that line"),
        (("fact =", "facts ="), r"there is no field `facts`\. Those there are: columns"),
        (('"order"\ndel', '"orders"\ndel'), r"fact is “orders”\. Those there are: .*order"),
        (('amount = "Sum"', "amount = 5"), r"columns\.amount is 5\. It has to be a text in quotes"),
        (('amount = "Sum"', 'amount = "No"'), r"“No” is mapped twice\. Map each column once"),
        (('"order"\ndel', '"rate"\ndel'), r"do not make a file of rate\. It needs"),
        (("[values.state]", "[values.channel]"), r"\[values\.channel\] is of a column .* Add it"),
        (("day-first", "sometimes"), r"dates\.date is 'sometimes'\. .*day-first or month-first"),
        (('";"', '";;"'), r"delimiter is ';;'\. It has to be one character"),
    ],
)
def test_what_is_wrong_in_a_recipe_is_told_with_its_place_and_the_cure(
    take: Take, book: Book, kept: Callable[[str], Path], change: tuple[str, str], told: str
) -> None:
    from regulars.intake.saved_recipe import RecipeWrong

    assert change[0] in RECIPE
    kept(RECIPE.replace(*change))
    with pytest.raises(RecipeWrong, match=told) as error:
        take(FILE)
    assert error.value.exit_code == 3
    assert book.imports() == []


@pytest.mark.parametrize("name", ["till", "../till", "", "cdnow", "a b"])
def test_a_name_that_is_taken_or_is_none_is_refused(
    book: Book, kept: Callable[[str], Path], name: str
) -> None:
    from regulars.intake.saved_recipe import RecipeWrong

    kept(RECIPE)
    with pytest.raises(RecipeWrong, match=r"already|cannot name"):
        book.check_recipe_name(name)


def test_a_mapping_of_a_column_that_is_not_there_names_it(take: Take) -> None:
    from regulars.intake.recognise import UnknownLayout

    with pytest.raises(UnknownLayout, match=r"has no column “Nr”.*Correct --map"):
        take(FILE, mapping={**MAPPING, "order_id": "Nr"})
