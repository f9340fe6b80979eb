"""A part of a page that says the same as before is not written out again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from regulars.wording import write_own_digits

pytestmark = pytest.mark.usefixtures("book")
PAGE = '{% load formats %}{% kept "pages/today/_review.html" review=review may_change=may_change %}'


@dataclass(frozen=True)
class Said:
    """As much of a review as the part shows."""

    rating: str = "2 of 5"
    site: str = "a site"
    on: None = None
    word_id: str = "w1"
    state: str = "open"


def written(said: Said = Said(), *, token: str = "abc", language: str = "en") -> str:
    context = {"review": said, "may_change": True, "csrf_token": token}
    with translation.override(language):
        return Template(PAGE).render(Context(context))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    from regulars.desk.formats.kept import _written

    _written.cache_clear()


def times_written() -> int:
    from regulars.desk.formats.kept import _written

    return _written.cache_info().misses


def test_the_same_is_written_once_with_the_token_of_each_page() -> None:
    first, second = written(token="first"), written(token="second")
    assert times_written() == 1
    assert 'value="first"' in first
    assert second == first.replace('value="first"', 'value="second"')


def test_another_value_language_or_digits_is_another_part() -> None:
    assert "3 of 5" in written(Said(rating="3 of 5"))
    assert "2 of 5" in written()
    assert "I have replied" in written()
    assert "I have replied" not in written(language="bn")
    before = times_written()
    write_own_digits(False)
    try:
        written(language="bn")
    finally:
        write_own_digits(True)
    assert times_written() == before + 1


def test_what_it_is_told_decides_and_nothing_else_of_the_page() -> None:
    with translation.override("en"):
        context = Context({"review": Said(), "may_change": False, "token": "x"})
        assert "I have replied" not in Template(PAGE).render(context)
        context["may_change"] = True
        assert "I have replied" in Template(PAGE).render(context)


def test_two_people_who_open_one_list_have_tokens_of_their_own(desk: Client) -> None:
    def tokens(page: str) -> set[str]:
        mark = 'name="csrfmiddlewaretoken" value="'
        return {part.split('"')[0] for part in page.split(mark)[1:]}

    first, second = (desk.get("/").content.decode() for _ in range(2))
    assert len(tokens(first)) > 0
    assert tokens(first).isdisjoint(tokens(second))
    assert "token-of-the-page" not in first + second
