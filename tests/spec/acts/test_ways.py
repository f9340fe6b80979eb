"""acts.ways: which ways to get in touch a line offers, and with which words."""

from __future__ import annotations

from datetime import time
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest

from regulars.plays import plays

RECORD = {
    "name": "Rahela Begum",
    "name_bn": "রাহেলা বেগম",
    "phone": "01711 558822",
    "email": "Rahela@Example.org",
    "language": None,
}
EVERY = {"call": "given", "message": "given", "email": "given"}


@pytest.fixture
def module(book) -> ModuleType:
    from regulars.acts import ways

    return ways


@pytest.fixture
def offers(module: ModuleType) -> Any:
    """The ways of a line: optional unless `play` says otherwise; `record` changes the record."""

    def run(
        *,
        play: str = "rhythm_broke",
        allowed: dict[str, str] | None = None,
        treatment: str | None = None,
        quiet_until: time | None = None,
        language: str = "en",
        key: str = "C-17",
        **record: Any,
    ) -> Any:
        return module.ways_of(
            plays()[play],
            records=[RECORD | record],
            key=key,
            treatment=treatment,
            allowed=EVERY if allowed is None else allowed,
            reach=module.Reach("Hill View", "BD", quiet_until, language),
        )

    return run


def apps(ways: Any) -> list[str]:
    return [way.app for way in ways.ways]


def test_service_may_use_whatever_is_on_record(offers):
    for allowed in ({}, {"call": "withdrawn", "message": "withdrawn", "email": "withdrawn"}):
        found = offers(play="first_order", allowed=allowed)
        assert apps(found) == ["phone", "whatsapp", "sms", "mail"]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        ({}, []),
        ({"call": "given"}, ["phone"]),
        ({"message": "given"}, ["whatsapp", "sms"]),
        ({"email": "given"}, ["mail"]),
        ({"visit": "given", "letter": "given"}, []),
        ({"call": "withdrawn", "message": "given"}, ["whatsapp", "sms"]),
    ],
)
def test_optional_care_uses_a_channel_only_where_consent_was_given_for_it(
    offers, allowed, expected
):
    found = offers(allowed=allowed)
    assert apps(found) == expected
    assert bool(found.text) == bool({"message", "email"} & set(allowed)), "nothing to copy either"
    assert bool(found.number) == (allowed.get("call") == "given")


def test_the_links_open_the_right_number_and_address_with_the_message(offers):
    call, whatsapp, sms, mail = (way.address for way in offers().ways)
    assert call == "tel:+8801711558822"
    assert whatsapp.startswith("https://wa.me/8801711558822?text=Hello%20Rahela%20Begum%2C")
    assert sms.startswith("sms:+8801711558822?body=Hello")
    assert mail.startswith("mailto:rahela%40example.org?subject=Hill%20View&body=Hello")
    assert unquote(whatsapp.partition("text=")[2]) == offers().text


def test_in_quiet_hours_no_call_is_offered_and_it_says_until_when(offers):
    found = offers(quiet_until=time(8))
    assert apps(found) == ["whatsapp", "sms", "mail"]
    assert found.why_not == "quiet hours: no calls before 08:00"
    assert found.number == "+880 1711-558822", "they may have it; the call is not offered now"
    assert offers(quiet_until=time(8), phone=None).why_not == ""


def test_what_is_not_on_record_is_not_offered(offers):
    assert apps(offers(phone=None)) == ["mail"]
    assert apps(offers(email="nothing")) == ["phone", "whatsapp", "sms"]
    nothing = offers(phone=None, email=None)
    assert apps(nothing) == []
    assert nothing.why_not == "no number and no address on record that may be used"
    assert nothing.text, "the words can still be copied"


def test_a_number_without_its_country_can_be_called_but_has_no_link_to_a_messenger(offers):
    found = offers(phone="extension 12")
    assert [way.address for way in found.ways if way.channel != "email"] == ["tel:12"]


def test_the_language_is_as_chosen_and_never_guessed(module, offers):
    def said(chosen: str | None, page: str) -> str:
        return module.ways_of(
            plays()["rhythm_broke"],
            records=[RECORD | {"language": chosen}],
            key="C-17",
            treatment=None,
            allowed=EVERY,
            reach=module.Reach("Hill View", "BD", None, page),
        ).language

    assert said("bn", "en") == "bn"
    assert said("bn-BD", "en") == "bn"
    assert said("en", "bn") == "en"
    assert said(None, "bn") == "bn", "a Bengali name or number tells nothing"
    assert said("fr", "en") == "en", "there is no message in French"
    assert offers(language="bn").text.startswith("রাহেলা বেগম, Hill View থেকে")


def test_the_words_go_with_the_treatment_and_ask_least_where_it_is_not_known(offers):
    play = plays()["rhythm_broke"]
    filled = {"customer": "Rahela Begum", "business": "Hill View"}
    assert offers(treatment="contact").text == play.text_contact["en"].format(**filled)
    for treatment in ("distance", None):
        assert offers(treatment=treatment).text == play.text_distance["en"].format(**filled)


def test_nobody_is_called_by_a_number_of_ours(offers):
    assert offers(name=None, name_bn=None).text.startswith("Hello, this is Hill View.")
    bengali = offers(name=None, name_bn=None, language="bn").text
    assert bengali.startswith("Hill View থেকে")
    named = offers(name=None, name_bn=None, key="Karim Store").text
    assert named.startswith("Hello Karim Store, this is")


def test_a_name_with_marks_of_a_format_is_only_a_name(offers):
    assert "{business} 100%" in offers(name="{business} 100%").text
