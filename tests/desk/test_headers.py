"""What every page tells the browser: nothing from elsewhere, nothing inline, nothing kept."""

from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.fixture(params=["/", "/keys", "/enter", "/no/such/page"])
def page(desk: Client, request: pytest.FixtureRequest):
    return desk.get(request.param)


def test_only_the_page_s_own_host_is_allowed(page) -> None:
    said = dict(part.split(" ", 1) for part in page["Content-Security-Policy"].split("; "))
    assert said.pop("default-src") == "'none'"
    assert {said.pop(name) for name in ("base-uri", "frame-ancestors")} == {"'none'"}
    assert set(said) >= {"script-src", "style-src", "img-src", "font-src", "form-action"}
    assert set(said.values()) == {"'self'"}


def test_no_page_has_anything_inline(page) -> None:
    text = page.content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_pages_are_not_kept_by_anybody_else(page) -> None:
    assert {"private", "no-cache"} <= set(page["Cache-Control"].split(", "))


@pytest.mark.parametrize("path", ["/enter", "/enter/made-up"])
def test_pages_to_log_in_by_are_kept_by_no_browser(book, path: str) -> None:
    assert "no-store" in Client().get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/account", "/account/password", "/account/second-factor"])
def test_pages_with_secrets_are_kept_by_no_browser(desk: Client, path: str) -> None:
    assert "no-store" in desk.get(path)["Cache-Control"]


@pytest.mark.parametrize("name", ["css/tokens.css", "js/desk.js", "django_htmx/htmx-2.min.js"])
def test_styles_and_scripts_are_served_without_log_in(book, name: str) -> None:
    answer = Client().get(f"/static/{name}")
    assert answer.status_code == 200
    answer.close()
