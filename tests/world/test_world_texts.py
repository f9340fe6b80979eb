"""Texts say what their labels say, in three ways of writing, and the held-out ones never leak."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from regulars.world import World, make_world
from regulars.world.texts.bank import HERE, read
from regulars.world.texts.spoil import MISTAKEN
from regulars.world.told.experiences import ASPECT_OF_TOPIC

ENDS_ON = date(2026, 3, 1)
BENGALI = re.compile(r"[\u0980-\u09ff]")
FILES = sorted(path.stem for path in HERE.glob("*.toml") if path.stem != "aspects")
TEXT_COLUMNS = {
    "problem": ("text",),
    "review": ("text", "title", "reply"),
    "answer": ("text",),
    "account_review": ("feeling", "needs", "competitors"),
    "contact": ("note",),
    "care": ("note",),
    "expectation": ("text",),
    "problem_event": ("note",),
}


def every_sentence(place: Any) -> list[tuple[str, str]]:
    """The language and the words of all sentences below."""
    found = []
    for name, below in place.items():
        if isinstance(below, dict):
            found += every_sentence(below)
        else:
            found += [(name, text) for text in below]
    return found


def of_split(*, held: bool) -> set[str]:
    return {
        text
        for file in FILES
        for name, text in every_sentence(read(file))
        if name.startswith("held_") == held and len(text) > 12
    }


@pytest.fixture(scope="module")
def held_out() -> World:
    return make_world(seed=7, ends_on=ENDS_ON, customers=1200, held_out=True)


def texts_of(world: World) -> list[str]:
    return [
        text
        for fact, columns in TEXT_COLUMNS.items()
        for column in columns
        for text in world.facts[fact].column(column).drop_null().to_pylist()
    ]


def fixed_parts(sentence: str) -> list[str]:
    """What stands around the slots, which are filled with something else each time."""
    return [part for part in re.split(r"\{\w+\}", sentence) if len(part.strip()) > 12]


def test_no_sentence_is_in_both_halves() -> None:
    assert not of_split(held=True) & of_split(held=False)
    assert len(of_split(held=True)) > 250
    assert len(of_split(held=False)) > 500


def test_no_world_writes_a_sentence_of_the_other_half(world: World, held_out: World) -> None:
    for made, other in ((world, of_split(held=True)), (held_out, of_split(held=False))):
        written = "\n".join(texts_of(made))
        for sentence in other:
            for part in fixed_parts(sentence):
                assert part not in written, part
        kinds = {
            "held_" in key
            for row in made.truth["text"]["sentences"].to_pylist()
            for key in row.split(" ")
        }
        assert kinds == {made is held_out}


def test_the_held_out_world_differs_in_its_words_only(held_out: World) -> None:
    plain = make_world(seed=7, ends_on=ENDS_ON, customers=1200)
    for fact in ("customer", "order", "order_line", "reservation"):
        assert plain.facts[fact].equals(held_out.facts[fact]), fact


def test_every_subject_has_sentences_in_both_languages_and_both_halves() -> None:
    for file in FILES:
        for place in subjects(read(file)):
            if file == "small_words" and set(place) <= {"en", "bn"}:
                continue  # words of the staff, which no model of text reads
            for name in ("en", "bn", "held_en", "held_bn"):
                assert place.get(name), f"{file}: {name} is missing beside {place}"


def subjects(place: Any) -> list[dict[str, list[str]]]:
    if all(isinstance(below, list) for below in place.values()):
        return [place]
    return [one for below in place.values() for one in subjects(below)]


def test_each_sentence_is_written_in_its_language() -> None:
    for file in FILES:
        for name, text in every_sentence(read(file)):
            bare = re.sub(r"\{\w+\}", "", text)
            if name.endswith("bn"):
                assert not re.search(r"[A-Za-z]", bare), text
            elif bare:
                assert not BENGALI.search(bare), text


def test_people_write_bengali_english_and_bengali_in_latin_letters(world: World) -> None:
    rows = [row for row in world.truth["text"].to_pylist() if row["fact"] in ("review", "problem")]
    share = {k: n / len(rows) for k, n in Counter(row["language"] for row in rows).items()}
    assert share["bn"] > 0.4
    assert share["en"] > 0.15
    assert share["mixed"] > 0.1


def test_some_texts_have_mistakes_and_most_have_none(world: World) -> None:
    rows = [row for row in world.truth["text"].to_pylist() if row["fact"] == "review"]
    assert 0.07 < sum(row["spoiled"] for row in rows) / len(rows) < 0.18
    assert all(len(sign) <= 1 for sign in MISTAKEN.values())


def test_the_truth_of_a_text_names_a_text_that_is_there(world: World) -> None:
    texts = {
        (fact, column, row["source"], row["source_id"]): row[column]
        for fact, columns in TEXT_COLUMNS.items()
        for column in columns
        if fact in ("problem", "review", "answer", "account_review", "contact")
        for row in world.facts[fact].to_pylist()
    }
    told = {key for key, text in texts.items() if text is not None and key[1] not in UNLABELLED}
    found = set()
    for row in world.truth["text"].to_pylist():
        key = row["fact"], row["column"], row["source"], row["source_id"]
        assert texts[key]
        found.add(key)
    assert found == told


UNLABELLED = ("title", "reply")


def test_a_label_s_sentence_is_in_its_text(world: World) -> None:
    """Found again by the words themselves, where nobody mistyped."""
    reviews = {
        (row["source"], row["source_id"]): row["text"] for row in world.facts["review"].to_pylist()
    }
    checked = 0
    for row in world.truth["text"].to_pylist():
        if row["fact"] != "review" or row["spoiled"] or row["sentiment"] is None:
            continue
        opinions = read(f"opinions_{row['source']}")[row["aspect"]][row["sentiment"]]
        text = reviews[row["source"], row["source_id"]]
        assert any(sentence in text for sentence in opinions[row["language"]]), text
        checked += 1
    assert checked > 300


def test_what_went_wrong_is_what_is_complained_of(world: World) -> None:
    wrong = {
        (row["source"], row["order_key"]): ASPECT_OF_TOPIC[row["source"]][row["topic"]]
        for row in world.truth["trouble"].to_pylist()
    }
    order = {
        (row["source"], row["source_id"]): row["order_key"]
        for row in world.facts["review"].to_pylist()
    }
    said: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for row in world.truth["text"].to_pylist():
        if row["fact"] == "review":
            said[row["source"], row["source_id"]].add((row["aspect"], row["sentiment"]))
    checked = 0
    for key, labels in said.items():
        if (key[0], order[key]) in wrong:
            assert (wrong[key[0], order[key]], "bad") in labels
            checked += 1
    assert checked > 10


def test_a_first_order_rests_on_no_experience(world: World) -> None:
    first = {
        (row["source"], row["customer_key"])
        for row in world.facts["expectation"].to_pylist()
        if row["origin"] == "past_experience" and row["found_in"] in ("review", "answer")
    }
    orders = Counter(
        (row["source"], row["customer_key"])
        for row in world.facts["order"].to_pylist()
        if row["customer_key"] is not None
    )
    persons = {
        (row["source"], row["source_id"])
        for row in world.facts["customer"].to_pylist()
        if row["account_key"] is not None
    }
    assert all(orders[key] > 1 for key in first - persons)
