"""Runs commands in processes of their own that begin at once, for tests that stop or kill them.

Run as a script it loads Regulars, then forks for each line on stdin that tells a command (JSON),
and tells the new process's number. For `null` it waits for its end and tells its exit code: until
then the number is not given to another process, and can be killed without doubt.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from steps import die_at


def main(scratch: Path) -> None:
    from regulars.cli.main import main as command
    from regulars.opening import init_book

    # Loads Django and all rooms; closed again, so that nothing open is forked.
    init_book(scratch).close()
    gc.freeze()
    number = 0
    for line in sys.stdin:
        asked = json.loads(line)
        if asked is None:
            _, status = os.waitpid(number, 0)
            tell(ended=os.waitstatus_to_exitcode(status))
            continue
        number = os.fork()
        if number == 0:
            with Path(os.devnull).open("w") as sys.stdout:
                prepare(asked)
                os._exit(command(asked["words"]))
        tell(began=number)


def prepare(asked: dict[str, Any]) -> None:
    """Its own environment, other constants of modules, and the step at which it is to be killed."""
    os.environ.update(asked["environment"])
    for name, value in asked["constants"].items():
        module, _, constant = name.rpartition(".")
        setattr(importlib.import_module(module), constant, value)
    if asked["killed_at"]:
        die_at(*asked["killed_at"])


def tell(**what: int) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
