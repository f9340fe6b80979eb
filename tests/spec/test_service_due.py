"""Whom service is due to: the exposed who are silent, the affected not told, the questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from regulars.book.check_ins import CheckIn
from regulars.book.service_due import COLUMNS, define_service_due
from spec.card import define_card, tables_of
from spec.engines import Engine
from spec.facts import read_facts

TODAY = date(2026, 6, 30)
Due = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def due(engine: Engine) -> Due:
    def run(check_ins: tuple[CheckIn, ...] = (), **tables: str) -> dict[str, dict[str, Any]]:
        for name, table in tables_of(read_facts(tables, today=TODAY)).items():
            engine.define_arrow(name, table)
        define_card(engine, as_of=TODAY, currency="EUR")
        engine.define_view("grouped_card", "SELECT customer_id FROM customers_all")
        define_service_due(engine, as_of=TODAY, desk_source="desk", check_ins=check_ins)
        rows = engine.arrow(
            "SELECT a.id, c.* FROM served_card AS c"
            " JOIN customers_all AS a ON a.customer_id = c.customer_id"
        ).to_pylist()
        return {row["id"]: {name: row[name] for name in COLUMNS} for row in rows}

    return run


def only(found: dict[str, dict[str, Any]], column: str) -> dict[str, int]:
    return {name: row[column] for name, row in found.items() if row[column] is not None}


GOODS = """
    source_id | customer | happened_on
    o1        | ann      | 40 days ago
    o2        | ben      | 40 days ago
    o3        | cal      | 40 days ago
    o4        | dan      | 40 days ago
    o5        | eve      | 40 days ago
"""
LOTS = """
    order_key | lot
    o1        | L7
    o2        | L7
    o3        | L7
    o4        | L8
    o5        | L7
"""
ISSUE = """
    source_id | lot | since_on
    k         | L7  | 20 days ago
"""


def test_the_exposed_who_are_silent_are_due_until_one_of_us_speaks(due: Due) -> None:
    found = due(
        order=GOODS,
        order_line=LOTS,
        known_issue=ISSUE,
        problem="""
            customer | happened_on | known_issue_key
            ben      | 10 days ago | k
        """,
        contact="""
            customer | happened_on | began_by
            cal      | 5 days ago  | us
            ann      | 25 days ago | us
        """,
        care="""
            customer | planned_on  | play                  | state
            eve      | 3 days ago  | call_before_they_call | done
        """,
    )
    assert only(found, "exposed_silent_days") == {"ann": 20}


def test_of_an_issue_that_is_fixed_or_not_known_yet_nobody_is_asked(due: Due) -> None:
    fixed = ISSUE.replace("since_on", "since_on    | state | fixed_on").replace(
        "20 days ago", "20 days ago | fixed | 2 days ago"
    )
    assert only(due(order=GOODS, order_line=LOTS, known_issue=fixed), "exposed_silent_days") == {}
    later = ISSUE.replace("20 days ago", "tomorrow")
    assert only(due(order=GOODS, order_line=LOTS, known_issue=later), "exposed_silent_days") == {}


def test_the_affected_are_due_until_they_are_told_or_left_out_for_any_of_their_problems(
    due: Due,
) -> None:
    found = due(
        known_issue="""
            source_id | since_on    | state | fixed_on
            k         | 60 days ago | fixed | 10 days ago
            open      | 60 days ago | open  | null
        """,
        problem="""
            source_id | customer | happened_on | known_issue_key
            p1        | ann      | 30 days ago | k
            p2        | ben      | 30 days ago | k
            p3        | ben      | 29 days ago | k
            p4        | cal      | 30 days ago | k
            p5        | dan      | 30 days ago | open
            p6        | eve      | 30 days ago | k
            p7        | fay      | 30 days ago | k
            p8        | gus      | 30 days ago | null
        """,
        problem_event="""
            problem_key | kind    | happened_on | reason
            p1          | contact | 5 days ago  | null
            p2          | contact | 5 days ago  | told that it is fixed
            p4          | note    | 5 days ago  | not to be told that it is fixed
            p6          | contact | 15 days ago | told that it is fixed
        """,
        care="""
            customer | planned_on  | play       | state
            fay      | 3 days ago  | tell_fixed | done
        """,
    )
    assert only(found, "fixed_untold_days") == {"ann": 10, "eve": 10}


def test_a_question_is_due_after_so_many_days_and_for_two_weeks(due: Due) -> None:
    found = due(
        (CheckIn("honey", 7), CheckIn("", 30)),
        order="""
            source_id | customer  | happened_on | state
            h1        | due       | 9 days ago  | placed
            h2        | not yet   | 6 days ago  | placed
            h3        | long ago  | 21 days ago | placed
            h4        | cancelled | 9 days ago  | cancelled
            o1        | other     | 9 days ago  | placed
            o2        | any       | 33 days ago | placed
            h5        | told      | 9 days ago  | placed
            h6        | asked     | 9 days ago  | placed
            h7        | before    | 9 days ago  | placed
        """,
        order_line="""
            order_key | product_key
            h1        | jar
            h2        | jar
            h3        | jar
            h4        | jar
            o1        | cloth
            h5        | jar
            h6        | jar
            h7        | jar
        """,
        product="""
            source_id | category
            jar       | honey
            cloth     | textiles
        """,
        problem="""
            customer | happened_on
            told     | 2 days ago
            before   | 20 days ago
        """,
        answer="""
            customer | happened_on | survey
            asked    | 1 day ago   | check_in
            before   | 40 days ago | check_in
        """,
    )
    assert only(found, "check_in_due_days") == {"due": 2, "any": 3, "before": 2}


def test_without_issues_and_without_questions_nothing_is_due(due: Due) -> None:
    found = due(order=GOODS)
    assert {value for row in found.values() for value in row.values()} == {None}
