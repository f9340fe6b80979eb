"""Takes files from a browser straight into the book's folder, and reads nothing of them.

Django's own handlers keep small files in memory and large ones in the system's folder for
temporary files, where an erasure would not find them.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from regulars import workspace
from regulars.intake.uploads import LARGEST_BYTES, MOST_FILES, RECEIVING, receiving_folder
from regulars.people.persons import staff_of
from regulars.people.roles import Role

TAKES_FILES = frozenset({"data_import", "data_correct"})
"""The addresses that files can be sent to; elsewhere they are passed over."""
Answer = Callable[[HttpRequest], HttpResponse]
TOO_LARGE, TOO_MANY = "too_large", "too_many"


class Received(UploadedFile):
    """A file that came whole. It is removed at the end of the request unless it was taken."""

    def __init__(self, *, path: Path, name: str, size: int) -> None:
        super().__init__(file=None, name=name, size=size)
        self.path = path
        self.called = name

    def close(self) -> None:
        self.path.unlink(missing_ok=True)


class ToBookFolder(FileUploadHandler):
    """Writes each file as it comes, readable by the owner of the process only."""

    chunk_size = 1 << 18

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._path: Path | None = None
        self._to: Any = None
        self._bytes = 0
        self._files = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not _may_send(self.request):
            # Whoever may not is not let fill the disk first.
            raise StopUpload(connection_reset=True)
        if resolve(self.request.path_info).url_name not in TAKES_FILES:
            raise SkipFile
        self._files += 1
        if self._files > MOST_FILES:
            self._refuse(TOO_MANY)
        folder = receiving_folder(workspace.current().folder)
        self._path = folder / f"{RECEIVING}{secrets.token_hex(16)}"
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._to = os.fdopen(handle, "wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._bytes += len(raw_data)
        if self._bytes > LARGEST_BYTES:
            self._refuse(TOO_LARGE)
        try:
            self._to.write(raw_data)
        except OSError:
            self._give_up()
            raise

    def file_complete(self, file_size: int) -> Received:
        try:
            self._to.close()
        except OSError:
            self._give_up()
            raise
        path, self._path = self._path, None
        assert path is not None
        return Received(path=path, name=self.file_name, size=file_size)

    def upload_interrupted(self) -> None:
        self._give_up()

    def let_go(self) -> None:
        """At the end of the request: what did not come whole goes."""
        self._give_up()

    def _refuse(self, why: str) -> None:
        """Read the rest and keep nothing of it; the view says why."""
        self._give_up()
        self.request.refused_files = why
        raise StopUpload(connection_reset=False)

    def _give_up(self) -> None:
        if self._to is not None:
            # What it had not yet written is not wanted either.
            with contextlib.suppress(OSError):
                self._to.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None


def let_go_of_files(answer: Answer) -> Answer:
    """Middleware: of a connection that breaks while a file comes, Django tells no handler."""

    def answer_and_let_go(request: HttpRequest) -> HttpResponse:
        try:
            return answer(request)
        finally:
            for handler in getattr(request, "_upload_handlers", ()):
                handler.let_go()

    return answer_and_let_go


def _may_send(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and staff_of(request.user).role.may(Role.STAFF))
