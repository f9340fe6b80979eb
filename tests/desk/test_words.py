"""Everything that the rooms below can say, the desk can say in words of the page."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book

NOT_FROM_THE_DESK = {
    "AnswerWrong", "FileInTheWay", "NotAFolder", "RefusedApart", "NoBookToWorkOn", "UnknownJob",
    "NotPostable", "TooManyRows",
}  # fmt: skip
"""Said by the command line or the API only, or answered by a page of their own."""


def errors_of(room: str) -> Iterator[type[RegularsError]]:
    package = importlib.import_module(f"regulars.{room}")
    for module in pkgutil.iter_modules(package.__path__, f"regulars.{room}."):
        for _, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(one, RegularsError) and one.__module__ == module.name:
                yield one


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_error_of_an_import_and_of_a_job_has_words(book: Book, language: str) -> None:
    from django.utils import translation

    from regulars.desk.words.refusals import refusal
    from regulars.intake.limits import UNREADABLE
    from regulars.intake.recognise import UNKNOWN

    values = {
        "file": "a.csv", "named": "x", "column": "Day", "way": "mixed", "said": "x", "kinds": "x",
        "files": ["a", "b"], "fact": "order", "count": 2, "file_key": "order_id", "minutes": 3,
        "several": True, "names": ["a"],
    }  # fmt: skip
    whys = {
        "FileUnreadable": UNREADABLE,
        "UnknownLayout": UNKNOWN,
        "RecipeWrong": ("name", "name_taken", "lacking", "twice", "file"),
    }
    found = {one.__name__ for room in ("intake", "jobs") for one in errors_of(room)}
    assert found > NOT_FROM_THE_DESK
    with translation.override(language):
        for name in sorted(found - NOT_FROM_THE_DESK):
            for why in whys.get(name, ("",)):
                told = {"error": name, "message": "…", "values": {**values, "why": why}}
                words = refusal(told)
                assert words.foreign is None, name
                assert words.what, name
                assert words.cure, name
                assert "%(" not in words.what + words.cure, name


def test_an_error_without_words_is_shown_as_the_program_says_it(book: Book) -> None:
    from regulars.desk.words.refusals import refusal

    words = refusal({"error": "SomethingNew", "message": "It broke.", "values": {}})
    assert words.foreign == "It broke."


def test_every_fact_column_and_value_of_a_file_has_a_name(book: Book) -> None:
    from django.utils import translation

    from regulars.contracts import CONTRACTS
    from regulars.desk.words.choices import choice_label
    from regulars.desk.words.columns import column_label
    from regulars.desk.words.facts import fact_label
    from regulars.intake.guesses import writable
    from regulars.intake.own_columns import IMPORTABLE

    with translation.override("bn"):
        for contract in CONTRACTS:
            assert fact_label(contract.fact) != contract.fact
        for contract in IMPORTABLE:
            for column in writable(contract.fact):
                assert column_label(contract.fact, column) != column, (contract.fact, column)
            for column in contract.columns:
                for value in column.choices:
                    assert choice_label(value) != value, (contract.fact, value)


def test_every_step_of_long_work_is_told_in_words(book: Book) -> None:
    from django.utils import translation

    from regulars.book.refresh import STEPS
    from regulars.desk.words.jobs import told_in_words
    from regulars.jobs.kinds import Kind
    from regulars.jobs.models import Job
    from regulars.jobs.queue import job as the_job
    from regulars.jobs.tasks import ask
    from regulars.workspace.morning import PLAN

    asked, _ = ask(kind="refresh", by="")
    with translation.override("bn"):
        for step in (*STEPS, PLAN, "reading", "checking", "comparing", "writing", ""):
            Job.objects.filter(pk=asked.id).update(step=step)
            assert not told_in_words(the_job(asked.id)).step.isascii(), step
        for kind in Kind:
            Job.objects.filter(pk=asked.id).update(kind=kind)
            assert not told_in_words(the_job(asked.id)).what.isascii(), kind
