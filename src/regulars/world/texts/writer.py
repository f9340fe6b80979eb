"""Puts sentences together to what somebody writes, and knows what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regulars.world.texts.bank import Sentence, read, sentences
from regulars.world.texts.spoil import spoil

SPOILED_SHARE = 0.12
EXPECTATION_SHARE = 0.35
GOOD, BAD = "good", "bad"


@dataclass(frozen=True)
class Label:
    """What a piece of a text says.

    Null:  `origin` and `outcome` None: no expectation is told; `sentiment` None: none is told.
    """

    aspect: str
    sentiment: str | None
    origin: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Written:
    """A text, in which language, of which sentences, and what it says.

    `expectation` are the words that tell one, None where none is told.
    """

    text: str
    language: str
    keys: tuple[str, ...]
    labels: tuple[Label, ...] = ()
    spoiled: bool = False
    expectation: str | None = None


@dataclass(frozen=True)
class Writer:
    """Writes from the sentences that all worlds use, or only from those held out."""

    held_out: bool

    def review(
        self,
        *,
        source: str,
        tongue: str,
        said: Sequence[Label],
        rng: np.random.Generator,
    ) -> Written:
        """An opening, a sentence for each label, and one for an expectation if a label has one."""
        good = sum(label.sentiment == GOOD for label in said)
        mood = GOOD if good == len(said) else BAD if good == 0 else "middling"
        picked = [self._one("small_words", ("opening", mood), tongue, rng)]
        for label in said:
            path = (label.aspect, str(label.sentiment))
            picked.append(self._one(f"opinions_{source}", path, tongue, rng))
        words: str | None = None
        for label in said:
            if label.origin is not None and label.outcome is not None:
                path = (label.origin, label.outcome)
                one = self._one("expectations", path, tongue, rng)
                words = one.text.replace("{aspect}", self._noun(source, label.aspect, one))
                picked.append(Sentence(_capital(words), one.language, one.key))
        return self._whole(picked, said, rng, expectation=words)

    def problem(self, *, source: str, topic: str, tongue: str, rng: np.random.Generator) -> Written:
        """How a problem is told."""
        one = self._one("problems", (source, topic), tongue, rng)
        return self._whole([one], (Label(topic, BAD),), rng)

    def stays_because(self, *, value: str, tongue: str, rng: np.random.Generator) -> Written:
        """Why somebody stays."""
        one = self._one("stays_because", (value,), tongue, rng)
        return self._whole([one], (Label(value, GOOD),), rng)

    def account(
        self, *, subject: str, mood: str, what: tuple[str, str], rng: np.random.Generator
    ) -> Written:
        """What is noted of an account review; `what` is put in, in English and in Bengali."""
        one = self._one("account_reviews", (subject, mood), _noting(rng), rng)
        text = one.text.replace("{what}", what[one.language == "bn"])
        return Written(text, one.language, (one.key,), (Label(subject, mood),))

    def note(
        self, *, channel: str, reaction: str, moment: bool, rng: np.random.Generator
    ) -> Written:
        """What the staff note after a contact."""
        personal = channel in ("call", "visit", "counter")
        mood = "moment" if moment else reaction
        paths = [(channel, mood), ("spoken", mood)] if personal else [("written", mood)]
        notes = read("notes")
        able = [path for path in paths if path[1] in notes.get(path[0], {})]
        path = able[int(rng.random() * len(able))]
        one = self._one("notes", path, _noting(rng), rng)
        return Written(one.text, one.language, (one.key,))

    def small(self, *, path: tuple[str, str], tongue: str, rng: np.random.Generator) -> str | None:
        """One of the small words; None where there is none to use."""
        if not sentences(file="small_words", path=path, held_out=self.held_out):
            return None
        return self._one("small_words", path, tongue, rng).text or None

    def _one(
        self, file: str, path: tuple[str, ...], tongue: str, rng: np.random.Generator
    ) -> Sentence:
        every = sentences(file=file, path=path, held_out=self.held_out)
        able = [one for one in every if one.language == tongue] or list(every)
        return able[int(rng.random() * len(able))]

    def _whole(
        self,
        picked: Sequence[Sentence],
        said: Sequence[Label],
        rng: np.random.Generator,
        expectation: str | None = None,
    ) -> Written:
        text = " ".join(one.text for one in picked if one.text)
        spoiled = rng.random() < SPOILED_SHARE
        return Written(
            text=spoil(text, rng) if spoiled else text,
            language=picked[-1].language,
            keys=tuple(one.key for one in picked if one.text),
            labels=tuple(said),
            spoiled=spoiled,
            expectation=expectation,
        )

    def _noun(self, source: str, aspect: str, sentence: Sentence) -> str:
        names = read("aspects")[source][aspect]
        return str(names["bn" if sentence.language == "bn" else "en"])


def _noting(rng: np.random.Generator) -> str:
    """The staff note in the language they think in that day."""
    return ("en", "bn", "mixed")[int(rng.choice(3, p=(0.45, 0.45, 0.10)))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
