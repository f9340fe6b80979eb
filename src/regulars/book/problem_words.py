"""What a business keeps to say of problems: topics with what helps first, answers to begin with.

Shipped ones count until the business changes any; from then on `problem_words.toml` in the book's
folder has all of them, in both languages, for any editor.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import tomlkit

from regulars.errors import RegularsError

FILE = "problem_words.toml"
LANGUAGES = ("en", "bn")
IN_ANSWERS = ("customer", "business", "promise")
"""What an answer may name in braces."""
CODE = re.compile(r"[^\s/?#&\x00-\x1f][^/?#&\x00-\x1f]{0,79}")
LONGEST_TITLE, LONGEST_TEXT, MOST = 80, 2_000, 60

Text = dict[str, str]
"""The same text by language."""


class ProblemWordsWrong(RegularsError):
    """What is kept cannot be used as it is. `why`: what is wrong, as a code."""

    exit_code = 3

    def __init__(self, message: str, *, why: str = "file") -> None:
        super().__init__(message)
        self.why = why


class WordsChangedMeanwhile(RegularsError):
    """Somebody else changed what is kept since the form was opened."""

    exit_code = 6


@dataclass(frozen=True)
class Topic:
    """`code` is what a problem's topic says; `first`: what to do first, a line each."""

    code: str
    title: Text
    first: Text


@dataclass(frozen=True)
class Answer:
    """A message to begin with; `{customer}`, `{business}`, `{promise}` are filled in."""

    name: str
    title: Text
    text: Text


@dataclass(frozen=True)
class ProblemWords:
    """All that is kept, in the order in which people see it. `version` tells one state of it."""

    topics: tuple[Topic, ...]
    answers: tuple[Answer, ...]
    version: str

    def topic(self, code: str | None) -> Topic | None:
        """The topic that a problem names, by its code or its title in either language."""
        said = (code or "").strip().casefold()
        return next(
            (
                one
                for one in self.topics
                if said and said in {one.code.casefold(), *map(str.casefold, one.title.values())}
            ),
            None,
        )


def problem_words(folder: Path) -> ProblemWords:
    """Those of the book in `folder`, else those shipped. Raises: ProblemWordsWrong."""
    own = folder / FILE
    path = own if own.is_file() else Path(__file__).with_name(FILE)
    return _read(path.read_bytes())


@lru_cache(maxsize=4)
def _read(content: bytes) -> ProblemWords:
    """A page is opened much more often than the file changes."""
    try:
        said = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProblemWordsWrong(f"{FILE} is not TOML: {error}. Correct that line.") from error
    topics = [_topic(one) for one in _tables(said, "topic")]
    answers = [_answer(one) for one in _tables(said, "answer")]
    return ProblemWords(tuple(topics), tuple(answers), hashlib.sha256(content).hexdigest()[:16])


def keep_topic(folder: Path, topic: Topic, *, seen: str) -> None:
    """Add or replace the topic of this code. Raises: WordsChangedMeanwhile, ProblemWordsWrong."""
    checked = _topic({"code": topic.code, "title": topic.title, "first": topic.first})
    with _changing(folder, seen) as words:
        same = [one.code for one in words.topics]
        topics = [checked if one.code == checked.code else one for one in words.topics]
        _write(folder, topics if checked.code in same else [*topics, checked], words.answers)


def keep_answer(folder: Path, answer: Answer, *, seen: str) -> None:
    """Add or replace the answer of this name. Raises: WordsChangedMeanwhile, ProblemWordsWrong."""
    checked = _answer({"name": answer.name, "title": answer.title, "text": answer.text})
    with _changing(folder, seen) as words:
        same = [one.name for one in words.answers]
        answers = [checked if one.name == checked.name else one for one in words.answers]
        _write(folder, words.topics, answers if checked.name in same else [*answers, checked])


def drop_words(folder: Path, *, kind: str, name: str, seen: str) -> None:
    """Take a `topic` or an `answer` out; what problems say stays. Raises: WordsChangedMeanwhile."""
    with _changing(folder, seen) as words:
        topics = [one for one in words.topics if kind != "topic" or one.code != name]
        answers = [one for one in words.answers if kind != "answer" or one.name != name]
        _write(folder, topics, answers)


def filled(text: str, *, customer: str | None, business: str, promise: str) -> str:
    """An answer with the names filled in; who has no name is not called by one."""
    if customer is None:
        text = text.replace(" {customer}", "").replace("{customer}, ", "")
    values = {"customer": customer or "", "business": business, "promise": promise}
    return text.format(**values)


@contextmanager
def _changing(folder: Path, seen: str) -> Iterator[ProblemWords]:
    with (folder / f".{FILE}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        words = problem_words(folder)
        if words.version != seen:
            raise WordsChangedMeanwhile(
                f"Somebody else changed {FILE} meanwhile. Nothing of yours was written. Look at "
                "what there is now, then send again."
            )
        yield words


def _write(folder: Path, topics: Any, answers: Any) -> None:
    """Whole or not at all."""
    said = {
        "topic": [{"code": one.code, "title": one.title, "first": one.first} for one in topics],
        "answer": [{"name": one.name, "title": one.title, "text": one.text} for one in answers],
    }
    for kind, some in said.items():
        if len(some) > MOST:
            raise ProblemWordsWrong(
                f"There would be {len(some)} of [[{kind}]], more than {MOST}. Take one out first.",
                why="too_many",
            )
    unfinished = folder / f".{FILE}.part"
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(tomlkit.dumps(said))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / FILE)


def _tables(said: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ProblemWordsWrong(f"{FILE}: {name} has to be tables, each headed [[{name}]].")
    return found


def _topic(said: Mapping[str, Any]) -> Topic:
    code = _code(said.get("code"), "topic")
    return Topic(code, _text(said, "title", code, LONGEST_TITLE), _text(said, "first", code))


def _answer(said: Mapping[str, Any]) -> Answer:
    name = _code(said.get("name"), "answer")
    text = _text(said, "text", name)
    for one in text.values():
        _check_names(one, name)
    return Answer(name, _text(said, "title", name, LONGEST_TITLE), text)


def _code(said: Any, kind: str) -> str:
    if not isinstance(said, str) or CODE.fullmatch(said) is None:
        raise ProblemWordsWrong(
            f"{FILE}: “{said}” cannot name a [[{kind}]]. Use up to 80 signs, without / ? # and &.",
            why="code",
        )
    return said


def _text(said: Mapping[str, Any], name: str, of: str, longest: int = LONGEST_TEXT) -> Text:
    found = said.get(name)
    texts = found if isinstance(found, dict) else {}
    for language in LANGUAGES:
        one = texts.get(language)
        if not isinstance(one, str) or not one.strip() or len(one) > longest:
            raise ProblemWordsWrong(
                f"{FILE}: {of} needs {name}.{language}, a text of at most {longest} signs.",
                why="text",
            )
    return {language: texts[language].replace("\r\n", "\n").strip() for language in LANGUAGES}


def _check_names(text: str, of: str) -> None:
    try:
        named = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text)]
    except ValueError:
        named = [("{", "", None)]
    for name, spec, conversion in named:
        if name is not None and (name not in IN_ANSWERS or spec or conversion):
            raise ProblemWordsWrong(
                f"{FILE}: {of} says {{{name}}}. In braces only {', '.join(IN_ANSWERS)} are known.",
                why="braces",
            )
