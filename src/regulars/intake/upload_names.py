"""What a file that came over the desk is called here, whatever its owner wrote."""

from __future__ import annotations

import unicodedata

LONGEST_BYTES = 120
LONGEST_ENDING = 10


def harmless_name(name: str) -> str:
    """A file's name as it may stand in a folder, in a message and on a page.

    Without folders, unprintable characters and the marks that hide a file; never empty.
    """
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(one for one in text if one.isprintable()).strip().lstrip(".~ ")
    stem, dot, ending = text.rpartition(".")
    if not dot or not stem or len(ending) > LONGEST_ENDING:
        stem, dot, ending = text, "", ""
    room = LONGEST_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + ending or "file"
