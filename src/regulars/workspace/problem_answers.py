"""Answers to begin with, filled in for one problem, and what the business keeps of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext

from regulars.acts.names import customer_records
from regulars.acts.today import Ways
from regulars.acts.ways import Reach, language_of, name_to_say, ways_to_answer
from regulars.book.problem_words import (
    LANGUAGES,
    Answer,
    ProblemWords,
    Topic,
    drop_words,
    filled,
    keep_answer,
    keep_topic,
    problem_words,
)
from regulars.wording import day, numerals
from regulars.workspace.opened import now
from regulars.workspace.problems import WholeProblem
from regulars.workspace.who_is_who import WhoIsWho


@dataclass(frozen=True)
class Begun:
    """An answer with its names filled in. Shape: `text` and `title` by language."""

    name: str
    title: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True)
class Answering:
    """What can be answered, and how. `chosen` is the name of the answer that `ways` carries."""

    answers: tuple[Begun, ...]
    chosen: str
    language: str
    ways: Ways


class ProblemAnswers(WhoIsWho):
    """What is kept to say, and saying it."""

    def problem_words(self) -> ProblemWords:
        """Topics and answers as the business keeps them. Raises: ProblemWordsWrong."""
        return problem_words(self.folder)

    def keep_topic(self, topic: Topic, *, seen: str) -> None:
        """Raises: WordsChangedMeanwhile, ProblemWordsWrong."""
        keep_topic(self.folder, topic, seen=seen)

    def keep_answer(self, answer: Answer, *, seen: str) -> None:
        """Raises: WordsChangedMeanwhile, ProblemWordsWrong."""
        keep_answer(self.folder, answer, seen=seen)

    def drop_words(self, *, kind: str, name: str, seen: str) -> None:
        """Raises: WordsChangedMeanwhile."""
        drop_words(self.folder, kind=kind, name=name, seen=seen)

    def answers_to(
        self,
        whole: WholeProblem,
        *,
        chosen: str = "",
        language: str = "",
        page_language: str = "en",
        at: datetime | None = None,
    ) -> Answering:
        """Answers with name and promise filled in, and the ways to send the chosen one.

        In `language`, else the one that the customer chose, else that of the page.
        """
        clock = at or now()
        records, key = self._reached_at(whole)
        reach = self._reach(page_language, clock)
        said = language if language in LANGUAGES else language_of(records) or page_language
        answers = tuple(
            Begun(one.name, one.title, self._filled(one, records, key, whole))
            for one in self.problem_words().answers
        )
        taken = next((one for one in answers if one.name == chosen), next(iter(answers), None))
        with translation.override(page_language):
            ways = ways_to_answer(
                records, text=taken.text[said] if taken else "", language=said, reach=reach
            )
        return Answering(answers, taken.name if taken else "", said, ways)

    def ways_to_say(
        self,
        whole: WholeProblem,
        texts: Mapping[str, str],
        *,
        page_language: str = "en",
        at: datetime | None = None,
    ) -> Ways:
        """The ways to send a text of ours, with `{customer}` and `{business}` filled in."""
        records, key = self._reached_at(whole)
        said = language_of(records) or page_language
        text = filled(
            texts[said],
            customer=name_to_say(records, key, said),
            business=self.name,
            promise="",
        )
        with translation.override(page_language):
            reach = self._reach(page_language, at or now())
            return ways_to_answer(records, text=text, language=said, reach=reach)

    def _reach(self, language: str, at: datetime) -> Reach:
        quiet = self._file.decency.is_quiet(at, zone=self.zone)
        until = self._file.decency.quiet_until if quiet else None
        return Reach(self.name, self._region, until, language)

    def _filled(
        self, one: Answer, records: Sequence[Mapping[str, Any]], key: str, whole: WholeProblem
    ) -> dict[str, str]:
        return {
            language: filled(
                one.text[language],
                customer=name_to_say(records, key, language),
                business=self.name,
                promise=self._promise(whole.promised_at, language),
            )
            for language in LANGUAGES
        }

    def _reached_at(self, whole: WholeProblem) -> tuple[list[Mapping[str, Any]], str]:
        """The customer's records, or what somebody not known left; with the key they have."""
        if whole.customer is not None:
            keys = self._all_keys(whole.customer.customer_id)
            return list(customer_records(keys).values()), whole.row["customer_key"] or ""
        left = whole.reached_by
        record = {"name_bn": None, "language": None}
        contact = {one: getattr(left, one, None) for one in ("name", "phone", "email")}
        return [{**record, **contact}], ""

    def _promise(self, promised_at: datetime | None, language: str) -> str:
        with translation.override(language):
            if promised_at is None:
                return gettext("as soon as we can")
            at = promised_at.astimezone(ZoneInfo(self.zone))
            clock = numerals(f"{at:%H:%M}", language=language)
            return gettext("by %(day)s, %(time)s") % {
                "day": day(at.date(), language=language),
                "time": clock,
            }
