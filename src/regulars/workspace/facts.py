"""Facts in and out of a book: imports, what they did not take, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from regulars.intake.date_answers import date_answers
from regulars.intake.heads import delimiter_of
from regulars.intake.import_files import Imported, Whose, import_files
from regulars.intake.limits import YEARS_AHEAD
from regulars.intake.match_keys import MatchKeys
from regulars.intake.reasons import REASONS
from regulars.intake.recipe import Recipe, shipped_recipes
from regulars.intake.recipe_folder import drop_recipe, place_of, save_recipe, saved_recipes
from regulars.intake.recognise import Asked
from regulars.intake.rejects_file import Header, headers_of, rejects_text, write_rejects
from regulars.intake.rows import Reading
from regulars.intake.saved_recipe import SavedRecipe
from regulars.intake.text_files import Told
from regulars.ledger.batches import known_batch, undo_batch
from regulars.ledger.listing import (
    Listed,
    count_rejects,
    files_with_rejects,
    listed_batch,
    listed_batches,
    reject_rows,
    rejects_of,
)
from regulars.ledger.undoing import Undoing, undoing
from regulars.workspace.opened import Opened, now


class Facts(Opened):
    """What can be done with a book's facts."""

    def import_files(
        self,
        paths: Sequence[str | Path],
        *,
        recipe: str | None = None,
        currency: str | None = None,
        dates: str | Sequence[str] | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        zone: str | None = None,
        mapping: Mapping[str, str] | None = None,
        fact: str | None = None,
        dry_run: bool = False,
        by: str | None = None,
        told: Told = lambda step, done, total: None,
    ) -> Imported:
        """Import files as one batch, all or nothing; a dry run only tells what would come.

        `dates` are `day-first`, `month-first`, or those of one column: `order_date=day-first`.
        `mapping` says which of the file's columns are which of a fact's.
        `zone` is that of times without an offset; None: the book's. `by` is who asks for it.
        The first currency that comes becomes the book's, where it has none.
        """
        clock = now()
        done = import_files(
            paths=[Path(path) for path in paths],
            folder=self.folder,
            asked=Asked(
                recipe,
                delimiter_of(delimiter),
                mapping or {},
                fact,
                saved_recipes(self.folder),
                sheet,
            ),
            reading=Reading(
                currency.upper() if currency else self.currency,
                date_answers(dates),
                self.zone,
                last_day=(clock + timedelta(days=366 * YEARS_AHEAD)).date(),
                clock=zone,
            ),
            match_keys=MatchKeys(salt=self._file.salt, region=self._region),
            dry_run=dry_run,
            clock=now,
            told=told,
            whose=Whose(by=by),
        )
        self._settle_currency()
        return done

    def check_recipe_name(self, name: str) -> None:
        """Raises: RecipeWrong where a recipe cannot be kept by this name."""
        place_of(name, folder=self.folder)

    def save_recipe(self, recipe: SavedRecipe, *, name: str) -> Path:
        """Keep the recipe that an import's mapping made. Raises: RecipeWrong."""
        return save_recipe(replace(recipe, name=name), folder=self.folder)

    def imports(self, *, at_most: int | None = None, before: int | None = None) -> list[Listed]:
        """Imports and what was posted, newest first; of those before a batch, so many of them."""
        return listed_batches(at_most=at_most, before=before)

    def rejects(
        self, batch: int, *, at_most: int | None = None, after: int = 0, language: str = "en"
    ) -> list[dict[str, Any]]:
        """The rows that a batch did not take, with what to do about each; so many after so many.

        Raises: UnknownBatch.
        """
        rows = rejects_of(batch, at_most=at_most, after=after)
        return [{**row, "message": REASONS[row["reason"]][language]} for row in rows]

    def write_rejects(self, batch: int, path: str | Path, *, language: str = "en") -> list[Path]:
        """Write them as CSV, to be corrected and imported again; a file for each kind of header.

        Raises: UnknownBatch, FileInTheWay.
        """
        return write_rejects(
            files=known_batch(batch).files,
            rows=reject_rows(batch),
            path=Path(path),
            language=language,
        )

    def import_(self, batch: int) -> Listed:
        """One import. Raises: UnknownBatch."""
        return listed_batch(batch)

    def count_rejects(self, batch: int) -> dict[str, int]:
        """How many rows a batch did not take, by reason; most first."""
        return count_rejects(batch)

    def rejects_to_correct(
        self, batch: int, *, language: str
    ) -> list[tuple[str, Callable[[], Iterator[str]]]]:
        """Files of a batch's rows that were not taken, one for each kind of header, as text.

        Shape: the ending of each file's name, and what gives its lines. Raises: UnknownBatch.
        """
        with_rows = files_with_rejects(batch)
        found: list[tuple[str, Callable[[], Iterator[str]]]] = []
        for header, names in headers_of(known_batch(batch).files).items():
            if not set(names) & set(with_rows):
                continue

            def lines(header: Header = header, names: Sequence[str] = names) -> Iterator[str]:
                rows = (row for row in reject_rows(batch) if row["file"] in names)
                return rejects_text(header, rows, language=language)

            found.append((".txt" if header[1] is None else ".csv", lines))
        return found

    def undoing(self, batch: int) -> Undoing | None:
        """What the undo of a batch would do; None where that takes too long to count.

        Raises: UnknownBatch.
        """
        return undoing(batch)

    def recipes(self) -> tuple[tuple[Recipe, ...], tuple[SavedRecipe, ...]]:
        """Those that come with Regulars, and the book's own. Raises: RecipeWrong."""
        return shipped_recipes(), saved_recipes(self.folder)

    def drop_recipe(self, name: str) -> None:
        """Remove one of the book's own recipes; what it read stays. Raises: RecipeWrong."""
        drop_recipe(name, folder=self.folder)

    def undo(self, batch: int) -> None:
        """Leave a batch out from now on. Raises: UnknownBatch, BatchNotUndoable."""
        undo_batch(batch_id=batch, at=now())
