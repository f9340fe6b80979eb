"""How easy it was to have a problem solved: asked once, answered by one tap, behind a signed link.

The statement is that of the Customer Effort Score 2.0, agreed to from 1 to 7.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db.models import Q

from regulars.acts.names import Key
from regulars.acts.problem_acts import ProblemUnknown, problem_now
from regulars.book.effort_features import FIRST_CONTACT
from regulars.contracts import BY_FACT
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.persons import current_about
from regulars.workspace.desk_entries import ENTERING
from regulars.workspace.opened import now
from regulars.workspace.told_problems import LinkNotOurs, ToldProblems

EASE_SALT = "regulars how easy was it"
EASE_IDS = uuid.UUID("5a1c2f4e-7d0b-4f63-9a55-0c6f1b7e2d31")
LINK_DAYS = 60
OFFER = "ease"
SURVEY, QUESTION = "problem", "ease"
LOWEST, HIGHEST = 1, 7


class EaseNotNow(RegularsError):
    """They are not asked now. `why` is a code; Null: `free_on`, from when on, where that helps."""

    exit_code = 3

    def __init__(self, message: str, *, why: str, free_on: date | None = None) -> None:
        super().__init__(message)
        self.why, self.free_on = why, free_on


@dataclass(frozen=True)
class Ease:
    """What is known of the question for one problem.

    Null: `asked_on` they were not asked; `score` of 7 and `answered_on` not answered; `at_once`
          not said whether it was solved at the first contact.
    """

    asked_on: date | None
    score: int | None
    answered_on: date | None
    at_once: bool | None


class EaseOfBook(ToldProblems):
    """Asking, and what was answered."""

    def ease_of(self, *, source: str, problem_key: str) -> Ease:
        """What was asked and answered of a problem."""
        key = (source, problem_key)
        asked = current_rows("contact", Q(source=DESK, source_id=_id("asked", key)))
        given = current_rows("answer", Q(source=source, source_id=_id("ease", key)))
        once = current_rows("answer", Q(source=source, source_id=_id(FIRST_CONTACT, key)))
        return Ease(
            asked_on=asked[0]["happened_on"] if asked else None,
            score=given[0]["score"] if given else None,
            answered_on=given[0]["happened_on"] if given else None,
            at_once=once[0]["choice"] == "yes" if once else None,
        )

    def check_ease(self, *, source: str, problem_key: str, at: datetime | None = None) -> Key:
        """The identity of whom may be asked of this problem now. Raises: EaseNotNow."""
        key, today = (source, problem_key), self._day(at or now())
        row = problem_now(key)
        if row["state"] != "solved" or row["customer_key"] is None:
            raise EaseNotNow(
                "Only who is known and whose problem is solved is asked. Nothing was recorded.",
                why="not_solved",
            )
        if self.ease_of(source=source, problem_key=problem_key).asked_on is not None:
            raise EaseNotNow("They were asked of this problem. Nothing was recorded.", why="asked")
        whose = (row["customer_source"], row["customer_key"])
        one = self._customers_of([whose]).get(whose)
        keys = self._all_keys(one) if one is not None else [whose]
        consents = [c for c in current_about("consent", keys) if c["purpose"] == "surveys"]
        newest = max(consents, key=lambda c: (c["happened_on"], c["state"]), default=None)
        if newest is not None and newest["state"] == "withdrawn":
            raise EaseNotNow(
                "They do not want to be asked what they think. Nothing was recorded.", why="refused"
            )
        between = timedelta(days=self._file.asking.ease_once_in_days)
        asked = [c["happened_on"] for c in current_about("contact", keys) if c["offer"] == OFFER]
        if asked and max(asked) + between > today:
            free_on = max(asked) + between
            raise EaseNotNow(
                f"They were asked on {max(asked)}, and are asked at most once in {between.days} "
                f"days (ease_once_in_days in book.toml). From {free_on} on they may be asked. "
                "Nothing was recorded.",
                why="lately",
                free_on=free_on,
            )
        return whose

    def ask_ease(self, *, source: str, problem_key: str, at: datetime | None = None) -> None:
        """Note that they are asked of this problem; the link is `ease_link`.

        Raises: EaseNotNow; ProblemUnknown, CustomerErased.
        """
        clock = at or now()
        with in_turn(ENTERING):
            whose = self.check_ease(source=source, problem_key=problem_key, at=clock)
            contact = {
                **dict.fromkeys(BY_FACT["contact"].names),
                "customer_source": whose[0],
                "customer_key": whose[1],
                "channel": "message",
                "began_by": "us",
                "offer": OFFER,
                "happened_on": self._day(clock),
                "happened_at": clock,
            }
            rows = {_id("asked", (source, problem_key)): contact}
            write_desk_facts(fact="contact", rows=rows, at=clock)

    def ease_link(self, *, source: str, problem_key: str, on: date | None = None) -> str:
        """What the link to the question carries; it works for `LINK_DAYS`."""
        said = {"problem": [source, problem_key], "on": (on or self._day(now())).isoformat()}
        return self._ease_signer.sign_object(said, compress=True)

    def ease_by_link(self, token: str) -> Key:
        """The problem that a link asks of. Raises: LinkNotOurs."""
        try:
            said = self._ease_signer.unsign_object(token)
            if date.fromisoformat(said["on"]) + timedelta(days=LINK_DAYS) < self._day(now()):
                raise signing.SignatureExpired(token)
            key: Key = (said["problem"][0], said["problem"][1])
            problem_now(key)
        except (signing.BadSignature, ValueError, ProblemUnknown) as not_valid:
            raise LinkNotOurs(
                f"This link is not of this book, or is older than {LINK_DAYS} days."
            ) from not_valid
        return key

    def answer_ease(self, key: Key, *, score: int, at: datetime | None = None) -> bool:
        """Write down how easy it was; False where they had answered: the first answer counts.

        Raises: ProblemUnknown, CustomerErased.
        """
        if not LOWEST <= score <= HIGHEST:
            raise ValueError(f"{score} is not from {LOWEST} to {HIGHEST}")
        said = {"question": QUESTION, "kind": "ces", "score": score}
        return self._answer(key, _id("ease", key), said, at=at or now())

    def answer_first_contact(self, key: Key, *, at_once: bool, at: datetime | None = None) -> bool:
        """The same of whether it was solved at the first contact, as the customer says."""
        said = {
            "question": FIRST_CONTACT,
            "kind": "choice",
            "choice": "yes" if at_once else "no",
        }
        return self._answer(key, _id(FIRST_CONTACT, key), said, at=at or now())

    def _answer(self, key: Key, answer_id: str, said: Mapping[str, Any], *, at: datetime) -> bool:
        """Under the problem's own source, by which its effort is read."""
        with in_turn(ENTERING):
            if current_rows("answer", Q(source=key[0], source_id=answer_id)):
                return False
            row = problem_now(key)
            answer = {
                **dict.fromkeys(BY_FACT["answer"].names),
                "customer_source": row["customer_source"],
                "customer_key": row["customer_key"],
                "survey": SURVEY,
                "problem_key": key[1],
                "channel": "website",
                "happened_on": self._day(at),
                "happened_at": at,
                **said,
            }
            write_desk_facts(fact="answer", rows={answer_id: answer}, at=at, source=key[0])
        return True

    @property
    def _ease_signer(self) -> signing.Signer:
        return signing.Signer(key=self._file.salt, salt=EASE_SALT)


def _id(what: str, key: Key) -> str:
    """One for each problem, so that nothing is asked or answered twice."""
    return f"desk-{uuid.uuid5(EASE_IDS, chr(31).join((what, *key))).hex}"
