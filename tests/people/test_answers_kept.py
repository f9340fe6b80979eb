"""A request that comes again gets the answer of the first, and nothing is done twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def key(book: Book) -> int:
    from django.contrib.auth.models import User

    from regulars.people.keys import make_key

    user = User.objects.create_user("owner")
    return make_key(user=user, name="till", scopes=["read"], at=NOW)[0].number


def begin(key: int, said: str = "one", *, request: str = "a", at: datetime = NOW) -> Any:
    from regulars.people.answers_kept import begin

    return begin(key=key, said=said, request_sha256=request, at=at)


def end(key: int, said: str = "one") -> Any:
    from regulars.people.answers_kept import Answer, end

    answer = Answer(200, '{"batch": 1}')
    end(key=key, said=said, answer=answer)
    return answer


def test_the_first_is_done_and_the_second_gets_its_answer(key: int) -> None:
    assert begin(key) is None
    answer = end(key)
    assert begin(key) == answer
    assert begin(key, "two") is None


def test_the_same_word_for_another_request_is_refused(key: int) -> None:
    from regulars.people.answers_kept import AnotherRequest

    begin(key)
    end(key)
    with pytest.raises(AnotherRequest):
        begin(key, request="b")


def test_while_the_first_is_at_it_the_second_waits(key: int) -> None:
    from regulars.people.answers_kept import StillAtIt

    begin(key)
    with pytest.raises(StillAtIt):
        begin(key, at=NOW + timedelta(minutes=1))
    assert begin(key, at=NOW + timedelta(minutes=3)) is None, "the first was killed"


def test_what_was_not_done_may_come_again(key: int) -> None:
    from regulars.people.answers_kept import give_up

    begin(key)
    give_up(key=key, said="one")
    assert begin(key, request="b") is None


def test_an_answer_is_kept_for_a_day(key: int) -> None:
    begin(key)
    end(key)
    assert begin(key, at=NOW + timedelta(hours=23))
    assert begin(key, at=NOW + timedelta(hours=25)) is None
