"""What every page tells the browser: nothing from elsewhere, nothing inline, nothing kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.fixture(params=["/", "/keys", "/enter", "/no/such/page"])
def page(desk: Client, request: pytest.FixtureRequest):
    return desk.get(request.param)


def test_only_the_page_s_own_host_is_allowed(page) -> None:
    assert page["Content-Security-Policy"] == (
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )


def test_no_page_has_anything_inline(page) -> None:
    text = page.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_pages_are_not_kept_by_anybody_else(page) -> None:
    assert page["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("name", ["css/tokens.css", "js/desk.js", "django_htmx/htmx-2.min.js"])
def test_styles_and_scripts_are_served_without_log_in(book, name: str) -> None:
    answer = Client().get(f"/static/{name}")
    assert answer.status_code == 200
    answer.close()
