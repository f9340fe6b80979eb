"""Names are complete in both scripts, and nothing about a person can be real."""

from __future__ import annotations

import re
import unicodedata

from regulars.world import World
from regulars.world.cast.name_lists import COMMUNITIES
from regulars.world.goods.products import PRODUCTS
from regulars.world.told.customers import FOR_FILMS

BENGALI = re.compile(r"[\u0980-\u09ff ,]+")
LATIN = re.compile(r"[A-Za-zÀ-ÿ ,.'-]+")


def test_every_spelling_of_the_lists_is_in_both_scripts() -> None:
    for community in COMMUNITIES:
        for names in (
            community.men,
            community.women,
            community.families_of_men,
            community.families_of_women,
        ):
            for name in names:
                assert LATIN.fullmatch(name.latin), name
                assert BENGALI.fullmatch(name.bengali), name
                assert len(name.latin.split()) == len(name.bengali.split()), name


def test_everybody_has_a_latin_name_and_nearly_all_a_bengali_one(world: World) -> None:
    table = world.facts["customer"]
    bengali = table.column("name_bn").drop_null().to_pylist()
    assert all(LATIN.fullmatch(name) for name in table.column("name").to_pylist())
    assert len(bengali) > 0.95 * table.num_rows
    for name in bengali:
        assert BENGALI.fullmatch(name), name
        assert unicodedata.is_normalized("NFC", name)


def test_the_names_are_those_of_many_communities(world: World) -> None:
    latin = " ".join(world.facts["customer"].column("name").to_pylist())
    for family in ("Rahman", "Chakraborty", "Barua", "Chakma", "Marma", "Bawm", "Tripura"):
        assert latin.count(family) > 5, family


def test_products_have_names_in_both_scripts() -> None:
    for product in PRODUCTS:
        assert product.name.isascii()
        assert BENGALI.fullmatch(product.name_bn), product
        assert product.step_milli * product.taka % 1000 == 0, "whole cents abroad"


def test_a_person_in_both_books_has_one_bengali_name_and_one_number(world: World) -> None:
    persons: dict[str, list[dict[str, str]]] = {}
    for said, true in zip(
        world.facts["customer"].to_pylist(), world.truth["customer"].to_pylist(), strict=True
    ):
        assert (said["source"], said["source_id"]) == (true["source"], true["source_id"])
        persons.setdefault(true["person_key"], []).append(said)
    twins = [rows for rows in persons.values() if len(rows) == 2]
    assert 10 <= len(twins) <= 60
    for one, other in twins:
        assert {one["source"], other["source"]} in ({"cabins", "shop"}, {"shop", "textiles"})
        if one["name_bn"] and other["name_bn"]:
            assert one["name_bn"] == other["name_bn"]
        if one["phone"] and other["phone"]:
            assert one["phone"][-9:] == other["phone"][-9:]


def test_no_number_and_no_address_can_be_real(world: World) -> None:
    table = world.facts["customer"]
    films = "|".join(FOR_FILMS)
    for phone in table.column("phone").drop_null().to_pylist():
        assert re.fullmatch(rf"(\+88)?010\d{{8}}|\+44({films})\d{{3}}", phone), phone
    for email in table.column("email").drop_null().to_pylist():
        assert re.fullmatch(r"[a-z]+(\.[a-z]+)*\.\d+@example\.org", email), email
