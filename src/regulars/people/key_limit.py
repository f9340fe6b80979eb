"""How many requests a key may make: a steady rate, and a few at once.

Kept in a small file for each key, which all processes of this machine share: a database that an
import is writing would make every reader wait.

Source: the generic cell rate algorithm (ATM Forum, 1996), as one instant: when the key would have
used up what it was given.
"""

from __future__ import annotations

import fcntl
import struct
from pathlib import Path

A_SECOND = 10.0
AT_ONCE = 60
_DOUBLE = struct.Struct("<d")


def seconds_to_wait(*, place: Path, key: int, now: float) -> float:
    """0.0 where the request may be made now, and is counted; else how long until it may.

    Units: `now` in seconds of a clock that all processes share.
    """
    place.mkdir(parents=True, exist_ok=True)
    with (place / str(key)).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        held = file.read(_DOUBLE.size)
        used_up = _DOUBLE.unpack(held)[0] if len(held) == _DOUBLE.size else 0.0
        # A clock that was set back must not shut a key out for hours.
        used_up = min(max(used_up, now), now + AT_ONCE / A_SECOND)
        wait = used_up + 1 / A_SECOND - now - AT_ONCE / A_SECOND
        if wait > 0:
            return wait
        file.truncate(0)
        file.write(_DOUBLE.pack(used_up + 1 / A_SECOND))
    return 0.0
