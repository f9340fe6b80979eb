"""One business's book, with the rooms below brought together. `regulars.open()` gives it."""

from __future__ import annotations

from pathlib import Path

from regulars.book.book_file import BookFile
from regulars.book.reader import UnknownCustomer
from regulars.errors import RegularsError
from regulars.workspace.card_pages import CardPages
from regulars.workspace.customer_table import AllCustomers
from regulars.workspace.decisions import Decisions
from regulars.workspace.ease import EaseOfBook
from regulars.workspace.effort import Efforts
from regulars.workspace.finding import Finding
from regulars.workspace.lineage import Lineages
from regulars.workspace.long_work import LongWork
from regulars.workspace.merging import Merging
from regulars.workspace.people_held import PeopleHeld
from regulars.workspace.posts import Posts
from regulars.workspace.problem_answers import ProblemAnswers
from regulars.workspace.questions import Questions
from regulars.workspace.rates import Rates
from regulars.workspace.recorded import Recorded
from regulars.workspace.team import Team
from regulars.workspace.telling import Telling
from regulars.workspace.word_of_mouth import WordOfMouthOfBook


class NoBookOpen(RegularsError):
    """Nothing was opened in this process."""


class Book(
    Telling,
    EaseOfBook,
    ProblemAnswers,
    WordOfMouthOfBook,
    Posts,
    CardPages,
    Questions,
    PeopleHeld,
    LongWork,
    Finding,
    AllCustomers,
    Recorded,
    Efforts,
    Lineages,
    Merging,
    Team,
    Decisions,
    Rates,
):
    """One business's book. Tables come as Arrow; what people read comes in a language.

    One process serves one book: opening another closes this one.
    """


_current: Book | None = None


def use(folder: Path, file: BookFile) -> Book:
    """Make this the one book of the process, and close the one before."""
    global _current  # noqa: PLW0603 - one process serves one book
    if _current is not None:
        _current.close()
    _current = Book(folder, file)
    return _current


def current() -> Book:
    """The one book of this process. Raises: NoBookOpen."""
    if _current is None:
        raise NoBookOpen("No book is open. Call regulars.open(folder) first.")
    return _current


__all__ = ["Book", "NoBookOpen", "UnknownCustomer", "current", "use"]
