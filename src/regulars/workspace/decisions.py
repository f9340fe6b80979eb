"""What the owner decides about a book: `book.toml`, read and changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regulars.book.book_file import AT_THE_TOP, OF_THE_DESK, change_book_file, change_sending
from regulars.book.sending import SendingSettings
from regulars.workspace.opened import Opened


class Decisions(Opened):
    """The part of a book in which its owner decides."""

    def settings(self) -> dict[str, Any]:
        """What can be changed, by name, as it counts now; docs/settings.md says what each does."""
        return {name: getattr(self._file, name) for name in (*AT_THE_TOP, *OF_THE_DESK)}

    def change_settings(self, values: Mapping[str, Any]) -> None:
        """Write these into `book.toml`, all or none; comments and what else there is stay.

        Null: None takes a value out. Raises: ValueWrong, BookFileWrong.
        """
        change_book_file(self.folder, values)

    def sending_settings(self) -> SendingSettings:
        """What `[sending]` says, as it counts now; docs/senders.md says what each value does."""
        return self._file.sending

    def change_sending(self, values: Mapping[str, Any]) -> None:
        """Write these into `[sending]`, all or none.

        Null: None takes a value out. Raises: SendingWrong, BookFileWrong.
        """
        change_sending(self.folder, values)
