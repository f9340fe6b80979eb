"""The long work of a book, as the background worker is asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from regulars.book.outgoing import sweep_outgoing
from regulars.intake.text_files import Told
from regulars.intake.uploads import sweep_uploads
from regulars.jobs.kinds import Kind
from regulars.jobs.tasks import Asked
from regulars.workspace.custody import Custody
from regulars.workspace.morning import Morning
from regulars.workspace.uploads import Uploads


class LongWork(Uploads, Morning, Custody):
    """The part of a book that the worker sees."""

    def work(self, asked: Asked, *, told: Told) -> dict[str, Any]:
        """Do what a job asks; what came of it. Raises: whatever the work raises."""
        about, said, by = asked["about"], asked["said"], asked["by"]
        match Kind(asked["kind"]):
            case Kind.REFRESH:
                return self.morning(told=told)
            case Kind.BACKTEST:
                return self.backtest_as_asked(told=told)
            case Kind.LOOK:
                return self.look_at_upload(about, told=told)
            case Kind.PREVIEW:
                return self.preview_upload(about, language=said["language"], told=told)
            case Kind.IMPORT:
                return self.import_upload(about, by=by, told=told)
            case Kind.EXPORT:
                return self.export_to_hand_out(customer_id=about, by=by)
            case Kind.ERASE:
                return self.erase_as_asked(
                    customer_id=about, with_persons=said["with_persons"], by=by
                )
            case Kind.BACKUP:
                return self.backup_to_hand_out()

    def tidy(self, at: datetime) -> None:
        """Remove files on their way in or out that nobody came back for."""
        sweep_uploads(self.folder, at=at)
        sweep_outgoing(self.folder, at=at)
