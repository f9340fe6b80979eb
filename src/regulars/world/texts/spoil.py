"""Texts as they come from thumbs on telephones: a letter too few, two changed, none doubled."""

from __future__ import annotations

import numpy as np

MISTAKEN = {
    "ী": "ি",
    "ি": "ী",
    "ূ": "ু",
    "ু": "ূ",
    "ণ": "ন",
    "শ": "স",
    "ষ": "শ",
    "ঁ": "",
    "।": "",
}
"""What is easily mistaken in Bengali: one sign for its neighbour, or left out."""


def spoil(text: str, rng: np.random.Generator) -> str:
    """The text with one or two mistakes in it; digits and short words are left alone."""
    for _ in range(1 + int(rng.random() < 0.5)):
        text = _once(text, rng)
    return text


def _once(text: str, rng: np.random.Generator) -> str:
    bengali = [at for at, sign in enumerate(text) if sign in MISTAKEN]
    latin = [
        at
        for at in range(1, len(text) - 2)
        if all(sign.isascii() and sign.islower() for sign in text[at - 1 : at + 2])
    ]
    places = bengali or latin
    if not places:
        return text
    at = places[int(rng.random() * len(places))]
    if bengali:
        return text[:at] + MISTAKEN[text[at]] + text[at + 1 :]
    how = rng.random()
    if how < 0.4:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :] if how < 0.8 else text[:at] + text[at] + text[at:]
