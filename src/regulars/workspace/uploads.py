"""Files that came over the desk: looked at, tried, imported, each by the worker."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from regulars.intake.date_answers import DateAnswers
from regulars.intake.import_files import Imported, Rejected, Whose, import_files
from regulars.intake.limits import YEARS_AHEAD
from regulars.intake.look import look_at
from regulars.intake.match_keys import MatchKeys
from regulars.intake.recipe_folder import saved_recipes
from regulars.intake.rejects_file import write_rejects
from regulars.intake.rows import Reading
from regulars.intake.said import asked_of, found_by_themselves, layout_of
from regulars.intake.saved_recipe import RecipeWrong
from regulars.intake.text_files import Told
from regulars.intake.uploads import (
    Upload,
    add_corrections,
    keep_result,
    keep_said,
    let_go,
    new_upload,
    result_of,
    sweep_uploads,
    the_upload,
    uploads,
)
from regulars.ledger.listing import batch_of_upload
from regulars.ledger.lock import only_one
from regulars.workspace.facts import Facts
from regulars.workspace.opened import now

LOOKED, PREVIEW, REJECTS = "looked", "preview", "rejects"
REJECTS_LISTED = 5_000
"""Rows not taken that a page can turn through before the import; the file has all of them."""
LONGEST_ROW = 2_000


class Uploads(Facts):
    """The desk's way in for files. Web processes keep them and read nothing of them."""

    def new_upload(self, files: Sequence[tuple[str, Path]], *, by: str) -> Upload:
        """Keep received files, with the names that they came with. Raises: UploadGone."""
        sweep_uploads(self.folder, at=now())
        return new_upload(self.folder, files=files, by=by, at=now())

    def upload(self, number: str) -> Upload:
        """Raises: UploadGone."""
        return the_upload(self.folder, number)

    def uploads(self) -> list[Upload]:
        """All that wait, newest first."""
        return uploads(self.folder)

    def say_of_upload(self, number: str, said: dict[str, Any]) -> Upload:
        """Keep what was chosen for its files. Raises: UploadGone."""
        return keep_said(self.upload(number), said, at=now())

    def correct_upload(self, number: str, files: Sequence[tuple[str, Path]]) -> Upload:
        """Keep corrected rows beside the files. Raises: UploadGone."""
        return add_corrections(self.upload(number), files, at=now())

    def drop_upload(self, number: str) -> None:
        """Let its files go without importing them. Raises: UploadGone."""
        let_go(self.upload(number))

    def looked(self, upload: Upload) -> list[dict[str, Any]] | None:
        """What was seen of each file; None before it was looked at."""
        found: list[dict[str, Any]] | None = result_of(upload, LOOKED)
        return found

    def preview(self, upload: Upload) -> dict[str, Any] | None:
        """What an import would do; None where what was said or sent has changed since."""
        found: dict[str, Any] | None = result_of(upload, PREVIEW)
        return found if found is not None and found["of"] == _state(upload) else None

    def preview_rejects(self, upload: Upload, *, after: int, at_most: int) -> list[dict[str, Any]]:
        """Some rows that an import would not take, from the place `after` on."""
        try:
            with (upload.folder / f"{REJECTS}.jsonl").open(encoding="utf-8") as lines:
                return [json.loads(line) for line in islice(lines, after, after + at_most)]
        except FileNotFoundError:
            return []

    def batch_of_upload(self, number: str) -> int | None:
        """The import that came of an upload; None where none did."""
        return batch_of_upload(number)

    def look_at_upload(self, number: str, *, told: Told) -> dict[str, Any]:
        """See what its files are. Raises: UploadGone, BookBusy."""
        upload = self.upload(number)
        with only_one(folder=self.folder, work="import"):
            seen = look_at(
                paths=upload.paths,
                folder=self.folder,
                asked=found_by_themselves(_said(upload), saved=saved_recipes(self.folder)),
                told=told,
            )
            keep_result(upload, LOOKED, [asdict(one) for one in seen])
        return {"files": len(seen), "troubles": sum(one.trouble is not None for one in seen)}

    def preview_upload(self, number: str, *, language: str, told: Told) -> dict[str, Any]:
        """Check its files as an import does, and keep what it would do. Raises: as an import."""
        upload = self.upload(number)
        _clear_rejects(upload)
        done = self._import(
            upload, by=None, dry_run=True, rejected=_keep_rejects(upload, language), told=told
        )
        found = asdict(replace(done, saved=None, rejects=[]))
        keep_result(upload, PREVIEW, {**found, "of": _state(upload)})
        return {"read": done.read, "rejected": done.rejected}

    def import_upload(self, number: str, *, by: str, told: Told) -> dict[str, Any]:
        """Import its files as one batch, and let them go. Raises: as an import.

        Broken off after the batch counted, it gives that batch.
        """
        batch, not_saved = batch_of_upload(number), []
        if batch is None:
            upload = self.upload(number)
            batch = self._import(upload, by=by, dry_run=False, rejected=None, told=told).batch
            self._settle_currency()
            not_saved = list(self._save_layouts(upload))
        for left in self.uploads():
            if left.id == number:
                let_go(left)
        return {"batch": batch, "recipes_not_saved": not_saved}

    def _save_layouts(self, upload: Upload) -> Iterator[str]:
        """Keep the chosen columns of files as recipes; the names under which that was not to be."""
        said = _said(upload)
        for file, name in said.get("save_as", {}).items():
            try:
                layout = layout_of(said["files"][file], name=name)
                whole = replace(
                    layout,
                    currency=said.get("currency") or None,
                    zone=said.get("zone") or None,
                )
                self.save_recipe(whole, name=name)
            except RecipeWrong:  # taken meanwhile; the import counts all the same
                yield name

    def _import(
        self,
        upload: Upload,
        *,
        by: str | None,
        dry_run: bool,
        rejected: Rejected | None,
        told: Told,
    ) -> Imported:
        said = _said(upload)
        clock = now()
        return import_files(
            paths=upload.paths,
            corrections=upload.correction_paths,
            folder=self.folder,
            asked=asked_of(said, saved=saved_recipes(self.folder)),
            reading=Reading(
                said.get("currency") or self.currency,
                DateAnswers(),
                self.zone,
                last_day=(clock + timedelta(days=366 * YEARS_AHEAD)).date(),
                clock=said.get("zone") or None,
            ),
            match_keys=MatchKeys(salt=self._file.salt, region=self._region),
            dry_run=dry_run,
            clock=now,
            told=told,
            whose=Whose(by, upload.id),
            rejected=rejected,
        )


def _said(upload: Upload) -> dict[str, Any]:
    """What was said, of the files that there are."""
    files = upload.said.get("files", {})
    return {**upload.said, "files": {name: files.get(name, {}) for name in upload.files}}


def _state(upload: Upload) -> dict[str, Any]:
    """Of what a preview speaks."""
    how = {name: one for name, one in upload.said.items() if name != "save_as"}
    state = {"said": how, "files": upload.files, "corrections": upload.corrections}
    plain: dict[str, Any] = json.loads(json.dumps(state))
    return plain


def _clear_rejects(upload: Upload) -> None:
    for path in upload.folder.glob(f"{REJECTS}*"):
        path.unlink()


def _keep_rejects(upload: Upload, language: str) -> Rejected:
    """Writes the rows not taken for correcting, and the first of them for the page."""

    def keep(files: list[dict[str, Any]], rows: Iterator[dict[str, Any]]) -> None:
        handle = os.open(upload.folder / f"{REJECTS}.jsonl", os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as listed:
            write_rejects(
                files=files,
                rows=_listing(rows, listed),
                path=upload.folder / f"{REJECTS}.csv",
                language=language,
            )
        for path in upload.folder.glob(f"{REJECTS}*.csv"):
            path.chmod(0o600)

    return keep


def _listing(rows: Iterator[dict[str, Any]], listed: Any) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows):
        if place < REJECTS_LISTED:
            listed.write(json.dumps({**row, "row": row["row"][:LONGEST_ROW]}) + "\n")
        yield row
