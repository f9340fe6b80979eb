"""One customer for programs: figures with what they mean, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from programs import JSON

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.fixture
def regular(book: Book) -> str:
    """A customer of whom enough is known for estimates."""
    rows = book.card(columns=["customer_id"], where="orders >= 4 AND chance_active > 0.3")
    return str(rows["customer_id"][0])


def test_every_figure_has_its_unit_and_what_null_means_and_estimates_their_interval(
    book: Book, api: Client, regular: str
) -> None:
    told = api.get(f"/api/v1/customers/{regular}").json()
    assert told["as_of"] == str(book.as_of)
    figures = {one["name"]: one for one in told["figures"]}
    [card] = book.card(where=f"customer_id = '{regular}'").to_pylist()
    assert figures["orders"]["value"] == card["orders"]
    spend = figures["expected_spend_365_minor"]
    assert spend["low"] <= spend["value"] <= spend["high"]
    assert spend["value"] == card["expected_spend_365_minor"]
    for one in figures.values():
        assert one["label"] and one["unit"] and one["null_means"], one
    ends = ("_low", "_high", "_low_minor", "_high_minor")
    left = {name for name in card if not name.endswith(ends)} - set(figures) - {"customer_id"}
    assert left == set(), "columns of the card that no figure tells"


def test_it_is_told_in_bengali_too(api: Client, regular: str) -> None:
    told = api.get(f"/api/v1/customers/{regular}?language=bn").json()
    assert "অর্ডার" in " ".join(one["label"] for one in told["figures"])


def test_what_happened_is_told_newest_first(api: Client, regular: str) -> None:
    told = api.get(f"/api/v1/customers/{regular}").json()
    days = [one["on"] for one in told["timeline"]]
    assert days == sorted(days, reverse=True)
    assert told["timeline_total"] >= 4


@pytest.mark.parametrize("customer_id", ["1", "' OR 1=1", "%F0%9F%99%82", "a%0Ab"])
def test_who_is_not_known_is_told(api: Client, customer_id: str) -> None:
    assert api.get(f"/api/v1/customers/{customer_id}").status_code in (404, 422)


def test_customers_are_found_by_what_one_knows_of_them(book: Book, api: Client) -> None:
    said = {"source": "a", "source_id": "rt", "kind": "account", "name": "Rahela Textiles"}
    book.post_facts("customer", [{**said, "phone": "+8801712345678"}], sender="x/y")
    for text in ("rahela", "01712345678", "rt"):
        found = api.get("/api/v1/customers", {"find": text, "limit": 50}).json()["customers"]
        assert "Rahela Textiles" in [one["name"] for one in found], text
        assert "1712345678" not in str(found), "a hint gives no number away"
    assert api.get("/api/v1/customers", {"find": "nobody at all"}).json() == {"customers": []}
    assert api.get("/api/v1/customers").status_code == 422


def test_who_came_since_the_refresh_is_shown_with_facts_and_no_figures_yet(
    book: Book, api: Client
) -> None:
    said = {"source": "a", "source_id": "rt", "kind": "account", "name": "Rahela Textiles"}
    book.post_facts("customer", [said], sender="x/y")
    [found] = api.get("/api/v1/customers", {"find": "rahela"}).json()["customers"]
    told = api.get(f"/api/v1/customers/{found['customer_id']}").json()
    assert (told["customer"], told["worked_out"]) == ("Rahela Textiles", False)
    known = {one["name"]: one["value"] for one in told["figures"] if one["value"]}
    assert known == {}
    assert told["as_of"] == str(book.as_of)


def test_consent_counts_at_once(book: Book, api: Client, regular: str) -> None:
    said = {"purpose": "marketing", "state": "withdrawn"}
    answer = api.post(f"/api/v1/customers/{regular}/consents", said, content_type=JSON)
    assert answer.json() == {"customer_id": regular, "channel": None, **said}
    from regulars.ledger.models import Consent

    assert Consent.objects.latest("pk").state == "withdrawn"


def test_an_owner_is_written_down_or_nobody(api: Client, regular: str) -> None:
    url = f"/api/v1/customers/{regular}/owner"
    for staff in ("karim", None):
        answer = api.post(url, {"staff": staff}, content_type=JSON)
        assert answer.json() == {"customer_id": regular, "staff": staff}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("consents", {"purpose": "marketing"}),
        ("consents", {"purpose": "fun", "state": "given"}),
        ("consents", {"purpose": "marketing", "state": "given", "more": 1}),
        ("owner", {}),
        ("owner", {"staff": ""}),
        ("owner", {"staff": "a\0b"}),
        ("owner", {"staff": "\ud800"}),
    ],
)
def test_what_cannot_be_said_is_told(
    api: Client, regular: str, path: str, said: dict[str, Any]
) -> None:
    answer = api.post(f"/api/v1/customers/{regular}/{path}", said, content_type=JSON)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:regulars:problem:not-valid")
    assert answer.json()["errors"][0]["at"].startswith("body")


def test_of_nobody_nothing_is_written_down(api: Client) -> None:
    said = {"purpose": "marketing", "state": "given"}
    answer = api.post("/api/v1/customers/nobody/consents", said, content_type=JSON)
    assert answer.status_code == 404
