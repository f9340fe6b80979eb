"""What a book owes the people it knows and the people it belongs to: export, erasure, backup."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from regulars.book.backup import LEDGER, BackedUp, back_up, copy_sqlite, last_backup, write_backup
from regulars.book.forget import forget_in_mirror, forget_in_snapshots, sweep_left_behind
from regulars.book.mirror_check import mirror_faults, rebuild_mirror
from regulars.book.outgoing import empty_outgoing, outgoing_file, outgoing_place
from regulars.book.reader import UnknownCustomer
from regulars.intake.uploads import empty_uploads
from regulars.jobs.queue import forget_jobs
from regulars.ledger.copying import copy_to_sqlite
from regulars.ledger.erasure import Erased, erase, finished, unfinished
from regulars.ledger.export import held_of
from regulars.ledger.forget import forget_deleted, overwrite_deleted
from regulars.ledger.keep_out import erased_but_here, remove_rejects_of
from regulars.ledger.lock import only_one
from regulars.ledger.models import MODELS
from regulars.ledger.persons import ids_of, keys_of, persons_of
from regulars.ledger.readmission import ErasureTold, erasures, from_other_copies, readmit
from regulars.ledger.suppression import FILE as LIST
from regulars.ledger.suppression import Key, Suppressed, read_list, suppress, suppression_list
from regulars.people import record
from regulars.workspace.opened import now
from regulars.workspace.results import Results

TASKS = "django_tasks_database_dbtaskresult"


class Custody(Results):
    """Giving out, and letting go of, what a book holds."""

    def export(self, *, customer_id: str, by: str) -> dict[str, Any]:
        """All that is held of a customer, with units and meanings, and who saw or changed it.

        Raises: UnknownCustomer.
        """
        keys = self._identities(customer_id)
        held = held_of(keys=keys, by=by, at=now())
        figures = self._read().card_rows([customer_id]) if self.has_snapshot else {}
        return {
            "book": self.name,
            "regulars": version("regulars"),
            "customer_id": customer_id,
            **held,
            "figures": figures.get(customer_id),
            "figures_as_of": self.as_of if figures else None,
            "record": [asdict(one) for one in record.about(self.folder, ids_of(keys))],
        }

    def erase(self, *, customer_id: str, with_persons: bool = False, by: str) -> Erased:
        """Take a customer out of everything, for good; the results have to be refreshed.

        Raises: UnknownCustomer, BookBusy, LedgerInUse.
        """
        with (
            only_one(folder=self.folder, work="import"),
            only_one(folder=self.folder, work="refresh"),
        ):
            keys = self._identities(customer_id)
            if with_persons:
                keys |= persons_of(keys)
            earlier = unfinished()
            overwrite_deleted()
            ids = ids_of(keys)
            # Before the ledger forgets whose ids these were, and again for who looked meanwhile.
            record.forget(self.folder, ids)
            done = erase(
                keys=keys,
                with_persons=with_persons,
                region=self._region,
                folder=self.folder,
                by=by,
                at=now(),
            )
            self._clean(done.touched if not earlier else None)
            record.forget(self.folder, ids)
        return done

    def export_to_hand_out(self, *, customer_id: str, by: str) -> dict[str, Any]:
        """The same as a file to take away, for a day. Raises: UnknownCustomer.

        Shape: `file` is its name among those to take away, `name` what it is called outside.
        """
        held = self.export(customer_id=customer_id, by=by)
        path = outgoing_place(self.folder, ending=".json")
        text = json.dumps(held, default=str, ensure_ascii=False, indent=1) + "\n"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as to:
            to.write(text)
        counts = {fact: len(one["revisions"]) for fact, one in held["facts"].items()}
        return {
            "file": path.name,
            "name": f"regulars-export-{customer_id}.json",
            "bytes": path.stat().st_size,
            "facts": counts,
            "rejects": len(held["rejects"]),
        }

    def backup_to_hand_out(self) -> dict[str, Any]:
        """A backup as a file to take away, for a day. Raises: BookBusy."""
        at = now()
        path = outgoing_place(self.folder, ending=".tar")
        done = write_backup(folder=self.folder, target=path, copy_ledger=self._copy_ledger, at=at)
        return {
            "file": path.name,
            "name": f"regulars-{at:%Y-%m-%d}.tar",
            "bytes": done.size_bytes,
        }

    def to_hand_out(self, name: str) -> Path:
        """A file that was made to be taken away. Raises: DownloadGone."""
        return outgoing_file(self.folder, name)

    def erase_as_asked(self, *, customer_id: str, with_persons: bool, by: str) -> dict[str, Any]:
        """The same for a job; nothing that it returns tells of whom it was."""
        done = self.erase(customer_id=customer_id, with_persons=with_persons, by=by)
        return {"erasure": done.number, **done.counts}

    def erasures(self, *, of: str | None = None) -> list[ErasureTold]:
        """All erasures, newest first; with `of`, those that keep this key, address or name out."""
        return erasures(of=of, region=self._region)

    @property
    def kept_out_by_other_copies(self) -> int:
        """Hashes of the list that came with the list of another copy of the book."""
        return from_other_copies()

    def readmit(self, *, erasure: int, by: str) -> int:
        """Take whom an erasure keeps out off the list: later imports count them again.

        What was erased does not come back. Returns how many hashes went.
        Raises: UnknownErasure, NotOnList, BookBusy.
        """
        with (
            only_one(folder=self.folder, work="import"),
            only_one(folder=self.folder, work="refresh"),
        ):
            return readmit(number=erasure, folder=self.folder, by=by, at=now())

    def keep_out(self, listed: frozenset[Suppressed], *, by: str) -> int:
        """Put these on the list and erase who of the whole list is here; how many identities."""
        with (
            only_one(folder=self.folder, work="import"),
            only_one(folder=self.folder, work="refresh"),
        ):
            suppress(folder=self.folder, hashes=listed, at=now())
            everybody = suppression_list(self.folder)
            keys = erased_but_here(everybody, region=self._region)
            overwrite_deleted()
            rejects = remove_rejects_of(everybody)
            if keys:
                record.forget(self.folder, ids_of(keys))
                erase(
                    keys=keys,
                    with_persons=False,
                    region=self._region,
                    folder=self.folder,
                    by=by,
                    at=now(),
                )
            if keys or rejects:
                self._clean(None)
        return len(keys)

    def backup(self, path: Path) -> BackedUp:
        """Write one file from which this book can be made again.

        Raises: BackupRefused, BookBusy.
        """
        return back_up(folder=self.folder, path=path, copy_ledger=self._copy_ledger, at=now())

    def _copy_ledger(self, to: Path) -> dict[str, Any]:
        if connection.vendor == "sqlite":
            counts = copy_sqlite(self.folder / LEDGER, to)
        else:
            counts = copy_to_sqlite(to)
        return {
            "book": self.name,
            "counts": counts,
            "schema": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        }

    def mirror_faults(self) -> list[str]:
        """Files of the mirror that do not say what the ledger says."""
        return mirror_faults(self.folder)

    def rebuild_mirror(self) -> None:
        """Write the mirror anew from the ledger. Raises: BookBusy."""
        with only_one(folder=self.folder, work="refresh"):
            rebuild_mirror(self.folder)

    def erasure_faults(self) -> list[str]:
        """What is not as an erasure left it; `keep_out` and `finish_erasures` mend it."""
        listed = suppression_list(self.folder)
        faults = []
        if unfinished():
            faults.append("an erasure was broken off before the files were clean")
        if read_list(self.folder / LIST) != listed:
            faults.append(f"{LIST} lacks what the ledger's list has")
        if here := len(erased_but_here(listed, region=self._region)):
            faults.append(f"{here} keys of people who were erased are in the ledger again")
        return faults

    @property
    def last_backup_at(self) -> datetime | None:
        """Null: none is known."""
        return last_backup(self.folder)

    def finish_erasures(self) -> int:
        """Clean the files that a killed erasure left; how many erasures were unfinished."""
        left = unfinished()
        if left:
            with (
                only_one(folder=self.folder, work="import"),
                only_one(folder=self.folder, work="refresh"),
            ):
                self._clean(None)
        return left

    def _clean(self, touched: dict[str, set[int]] | None) -> None:
        sweep_left_behind(self.folder)
        # Whom files name that wait, and files to take away, nobody can tell before reading them.
        empty_uploads(self.folder, at=now())
        empty_outgoing(self.folder)
        forget_jobs()
        tables = [model._meta.db_table for model in MODELS.values()]
        forget_deleted([*tables, "assertion", "reject", "web_hook_delivery", "job", TASKS])
        forget_in_mirror(self.folder, touched=touched)
        forget_in_snapshots(self.folder, listed=suppression_list(self.folder))
        finished(at=now())

    def _identities(self, customer_id: str) -> frozenset[Key]:
        """Every key of a customer that the ledger or the results know, also of merged ones."""
        keys = set(keys_of(customer_id))
        if self.has_snapshot:
            reader = self._read()
            same = {customer_id, *reader.customer_ids(sorted(keys)).values()}
            keys.update(key for some in reader.identities(sorted(same)).values() for key in some)
        if not keys:
            raise UnknownCustomer(
                f"There is no customer {customer_id}, neither in the ledger nor in the results. "
                "`regulars card --columns customer_id` lists those there are."
            )
        return frozenset(keys)
