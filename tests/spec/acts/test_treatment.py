"""acts.treatment: contact or distance, from what the customer said or how they reacted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from django.utils import translation

from regulars.plays import plays
from spec.ascii_table import read_table
from spec.cells import day_of, value_of

AS_OF = date(2026, 6, 30)
NOTHING_SAID = {"treatment_stated": None, "treatment_stated_on": None}


@pytest.fixture
def treatment(book) -> ModuleType:
    from regulars.acts import treatment

    return treatment


@pytest.fixture
def treats(treatment: ModuleType) -> Callable[[str], None]:
    """`said`, the day, welcome and unwelcome personal contacts: how each customer is treated.

    `place` is where they stand between 0, distance, and 1, contact.
    """

    def run(table: str) -> None:
        for row in read_table(table):
            card = _card(row)
            found = treatment.treatment_of(card, as_of=AS_OF)
            assert found == row["treatment"], row
            place = value_of(row["place"], pa.float64(), today=AS_OF)
            assert treatment.position_of(card, as_of=AS_OF) == place, row

    return run


def _card(row: dict[str, str | None]) -> dict[str, Any]:
    return {
        "treatment_stated": row["said"],
        "treatment_stated_on": row["on"] and day_of(row["on"], today=AS_OF),
        "personal_welcome": int(row["welcome"] or 0),
        "personal_unwelcome": int(row["unwelcome"] or 0),
    }


def test_what_was_said_beats_what_reactions_tell(treats):
    treats(
        """
        said     | on         | welcome | unwelcome | treatment | place
        contact  | 2026-01-05 | 0       | 0         | contact   | 1
        distance | 2026-01-05 | 0       | 0         | distance  | 0
        contact  | 2026-01-05 | 0       | 9         | contact   | 1
        distance | 2026-01-05 | 9       | 0         | distance  | 0
        distance | today      | 9       | 9         | distance  | 0
        """
    )


def test_what_was_said_holds_for_two_years_then_reactions_tell(treats):
    treats(
        """
        said     | on           | welcome | unwelcome | treatment | place
        contact  | 730 days ago | 0       | 9         | contact   | 1
        contact  | 731 days ago | 0       | 9         | distance  | 0
        distance | 731 days ago | 6       | 2         | contact   | 0.75
        distance | 731 days ago | 0       | 0         | null      | null
        """
    )


def test_what_was_said_on_a_day_not_known_holds(treats):
    treats(
        """
        said     | on   | welcome | unwelcome | treatment | place
        distance | null | 9       | 0         | distance  | 0
        """
    )


def test_reactions_tell_when_one_kind_is_three_times_the_other(treats):
    treats(
        """
        said | on   | welcome | unwelcome | treatment | place
        null | null | 1       | 0         | contact   | 1
        null | null | 3       | 1         | contact   | 0.75
        null | null | 2       | 1         | null      | null
        null | null | 1       | 1         | null      | null
        null | null | 1       | 2         | null      | null
        null | null | 1       | 3         | distance  | 0.25
        null | null | 0       | 1         | distance  | 0
        """
    )


def test_nothing_on_record_is_not_known_never_the_middle(treats):
    treats(
        """
        said | on   | welcome | unwelcome | treatment | place
        null | null | 0       | 0         | null      | null
        """
    )


@pytest.mark.parametrize("play", plays().values(), ids=lambda play: play.name)
def test_what_to_do_is_the_plays_text_for_the_treatment_or_to_ask(treatment, play):
    for language, ask in (("en", "not known: ask"), ("bn", "জানা নেই: জিজ্ঞেস করুন")):
        contact, distance = play.how_contact[language], play.how_distance[language]
        with translation.override(language):
            texts = {
                (welcome, unwelcome): treatment.how_to(
                    {**NOTHING_SAID, "personal_welcome": welcome, "personal_unwelcome": unwelcome},
                    as_of=AS_OF,
                    language=language,
                    contact=contact,
                    distance=distance,
                )
                for welcome, unwelcome in ((3, 0), (0, 3), (3, 2), (0, 0))
            }
        assert [how.text for how in texts.values()] == [contact, distance, ask, ask]
        assert len({contact, distance, ask}) == 3, "one text for all would pretend to know"
        assert [how.treatment for how in texts.values()] == ["contact", "distance", None, None]


@pytest.mark.parametrize(
    ("said", "on", "welcome", "unwelcome", "basis"),
    [
        ("contact", date(2026, 1, 5), 0, 2, "said so on 5 January 2026"),
        ("contact", None, 0, 2, "said so"),
        ("contact", date(2020, 1, 5), 0, 2, "0 of 2 calls and visits were welcome"),
        (None, None, 1, 0, "1 of 1 call or visit was welcome"),
        (None, None, 3, 2, "3 of 5 calls and visits were welcome"),
        (None, None, 0, 0, "nothing said, no reaction on record"),
    ],
)
def test_it_says_where_that_is_known_from(treatment, said, on, welcome, unwelcome, basis):
    card = {
        "treatment_stated": said,
        "treatment_stated_on": on,
        "personal_welcome": welcome,
        "personal_unwelcome": unwelcome,
    }
    with translation.override("en"):
        assert treatment.how_to(card, as_of=AS_OF, language="en").basis == basis


def test_all_that_is_on_record_is_shown_whether_or_not_it_decides(treatment):
    card = {
        "treatment_stated": "distance",
        "treatment_stated_on": date(2020, 1, 5),
        "personal_welcome": 3,
        "personal_unwelcome": 0,
    }
    with translation.override("en"):
        shown = treatment.treatment_evidence(card, language="en")
    assert [(one.label, one.signal) for one in shown] == [
        ("distance", "treatment_stated"),
        ("Calls and visits", "personal_welcome"),
    ]
