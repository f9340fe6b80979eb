"""Google's reviews on made-up ones, as the interface lists them, one a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]


def review(number: str, **other: Any) -> dict[str, Any]:
    return {
        "name": f"accounts/1/locations/2/reviews/{number}", "reviewId": number,
        "reviewer": {"profilePhotoUrl": "https://example.org/a.png", "displayName": "Ada",
                     "isAnonymous": False},
        "starRating": "FOUR", "comment": "Lovely cups.",
        "createTime": "2026-03-01T15:01:23.045123456Z", "updateTime": "2026-03-02T15:01:23Z",
        "reviewReply": {"comment": "Thank you!", "updateTime": "2026-03-04T09:00:00Z"}, **other,
    }  # fmt: skip


def test_a_review_has_its_stars_its_words_and_our_reply(take_lines: Take, current: Current) -> None:
    done = take_lines(review("r1"))
    assert (done.recipe, done.read, done.rejected, done.anonymous) == ("google_reviews", 1, 0, 1)
    [found] = current("review")
    assert (found["source_id"], found["site"], found["customer_key"]) == ("r1", "google", None)
    assert (found["rating_milli"], found["best_rating"]) == (4_000, 5)
    assert found["happened_at"].replace(microsecond=0) == datetime(
        2026, 3, 1, 15, 1, 23, tzinfo=UTC
    )
    assert (found["author"], found["text"], found["reply"], found["replied_on"]) == (
        "Ada", "Lovely cups.", "Thank you!", date(2026, 3, 4),
    )  # fmt: skip


def test_takeout_has_no_number_of_the_review_but_its_name(
    take_lines: Take, current: Current
) -> None:
    row = review("r1", starRating="ONE")
    del row["reviewId"], row["reviewReply"]
    take_lines(row, {**review("r2"), "comment": None})
    found = {one["source_id"]: one for one in current("review")}
    assert (found["r1"]["rating_milli"], found["r1"]["reply"]) == (1_000, None)
    assert found["r2"]["text"] is None


def test_a_review_without_stars_has_no_rating(take_lines: Take, current: Current) -> None:
    take_lines(review("r1", starRating="STAR_RATING_UNSPECIFIED"))
    assert [(r["rating_milli"], r["best_rating"]) for r in current("review")] == [(None, None)]


def test_an_edited_review_is_a_change_of_the_same_one(take_lines: Take, current: Current) -> None:
    take_lines(review("r1"))
    done = take_lines(review("r1", starRating="TWO", comment="It broke."))
    assert (done.new, done.changed) == (0, 1)
    assert [row["rating_milli"] for row in current("review")] == [2_000]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (review("r1", createTime="March"), "not_a_date", "createTime", "March"),
        (review("r1", starRating="SIX"), "not_a_choice", "starRating", "SIX"),
        ({**review("r1"), "name": None, "reviewId": None}, "missing", "name", None),
    ],
)
def test_a_bad_review_is_kept_apart_with_its_reason(
    take_lines: Take, rejected: Any,
    row: dict[str, Any], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_lines(review("r7"), row))
    assert (number, told) == (2, [reason, column, value])
