"""The sentences of the texts, read once, and which half of them a world may use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("en", "bn", "mixed")
HELD = "held_"


@dataclass(frozen=True)
class Sentence:
    """One sentence as it is written down, with its key in the files, which names it in the truth.

    `language` is one of LANGUAGES: English, Bengali, or Bengali in Latin letters.
    """

    text: str
    language: str
    key: str


def sentences(*, file: str, path: tuple[str, ...], held_out: bool) -> tuple[Sentence, ...]:
    """All sentences under a path of a file, of all languages.

    With `held_out` only those that no other world uses; without it none of them.
    Raises: KeyError when there is no such path.
    """
    return _sentences(file, path, held_out)


@lru_cache(maxsize=4096)
def _sentences(file: str, path: tuple[str, ...], held_out: bool) -> tuple[Sentence, ...]:
    place: Any = read(file)
    for step in path:
        place = place[step]
    found = []
    for language in LANGUAGES:
        name = f"{HELD}{language}" if held_out else language
        for number, text in enumerate(place.get(name, ())):
            key = "/".join((file, *path, name, str(number)))
            found.append(Sentence(text=text, language=language, key=key))
    return tuple(found)


@lru_cache(maxsize=16)
def read(file: str) -> dict[str, Any]:
    """A file of sentences as it is written."""
    return tomllib.loads((HERE / f"{file}.toml").read_text(encoding="utf-8"))
