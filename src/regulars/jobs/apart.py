"""A job in a process of its own: what reads the files of others can hang, or be killed for the
memory that it takes, and the worker goes on and says so.

The two talk in lines of JSON: the job in, on standard input, which stays open; steps and the end
out, on standard output. When the worker ends, however, the other process sees its input close and
ends too.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from regulars.errors import RegularsError, told_of

if TYPE_CHECKING:
    from regulars.jobs.tasks import Asked, Told

LOOK_SECONDS = 0.25


class TookTooLong(RegularsError):
    """A job was not done in the time that it may take."""

    exit_code = 3

    def __init__(self, *, seconds: int) -> None:
        self.minutes = seconds // 60
        super().__init__(
            f"This was not done within {self.minutes} minutes and was stopped. Nothing half done "
            "counts. Cut the files into smaller ones and import one after the other."
        )


class EndedEarly(RegularsError):
    """The process of a job ended without a word."""

    exit_code = 8

    def __init__(self, *, code: int) -> None:
        self.code = code
        super().__init__(
            f"The process that read the files ended early ({code}); mostly the machine had no "
            "memory left. Nothing half done counts. Cut the files into smaller ones, or try again "
            "when less runs here."
        )


class DeskStopped(RegularsError):
    """The worker was told to end while a job ran."""

    exit_code = 130


class RefusedApart(RegularsError):
    """What the other process refused; `told` is what it says of its error."""

    exit_code = 3

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        super().__init__(told["message"])


def run_apart(
    command: Sequence[str],
    *,
    asked: Asked,
    told: Told,
    seconds: int,
    going_on: Callable[[], bool] = lambda: True,
) -> dict[str, Any]:
    """Start the command, hand it the job, pass on its steps; what came of it.

    Raises: RefusedApart, TookTooLong, EndedEarly, DeskStopped.
    """
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
    assert process.stdin is not None
    assert process.stdout is not None
    ends = time.monotonic() + seconds
    try:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.flush()
        for line in _lines(process.stdout):
            if line is None:
                if not going_on():
                    raise DeskStopped("The worker was told to end. Nothing half done counts.")
                if time.monotonic() > ends:
                    raise TookTooLong(seconds=seconds)
                continue
            word = json.loads(line)
            if "step" in word:
                told(word["step"], word["done"], word["total"])
            elif "came" in word:
                came: dict[str, Any] = word["came"]
                return came
            else:
                raise RefusedApart(word["refused"])
        raise EndedEarly(code=process.wait())
    except BrokenPipeError:
        raise EndedEarly(code=process.wait()) from None
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def serve_apart(work: Callable[[Asked, Told], dict[str, Any]]) -> None:
    """The other side: do the one job that comes on standard input; ends with whoever asked."""
    asked = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else is printed is no word of ours

    def say(**word: Any) -> None:
        out.write(json.dumps(word, default=str) + "\n")
        out.flush()

    told = _Seldom(lambda step, done, total: say(step=step, done=done, total=total))
    try:
        say(came=work(asked, told))
    except RegularsError as error:
        say(refused=told_of(error))
    except Exception as error:
        say(refused=told_of(error))
        raise


class _Seldom:
    """Tells a step when it begins, and then not more often than people look."""

    def __init__(self, told: Told) -> None:
        self._told, self._step, self._at = told, "", 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        moment = time.monotonic()
        if step != self._step or moment - self._at >= LOOK_SECONDS:
            self._step, self._at = step, moment
            self._told(step, done, total)


def _end_with_the_other() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGKILL)


def _lines(out: IO[bytes]) -> Iterator[bytes | None]:
    """Lines as they come; None each time that none came for a moment."""
    waiting = b""
    os.set_blocking(out.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(out, selectors.EVENT_READ)
        while True:
            if not ready.select(LOOK_SECONDS):
                yield None
                continue
            piece = os.read(out.fileno(), 65_536)
            if not piece:
                return
            *whole, waiting = (waiting + piece).split(b"\n")
            yield from whole
            yield None
