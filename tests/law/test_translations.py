"""Both catalogues hold every string of the screens, translated, and are compiled."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message

from regulars.desk import catalogues

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
BENGALI = re.compile(r"[\u0980-\u09ff]")
each_language = pytest.mark.parametrize("language", catalogues.LANGUAGES)


@pytest.fixture(scope="module")
def source() -> Catalog:
    return catalogues.strings()


def test_strings_of_templates_and_of_python_are_both_found(source: Catalog) -> None:
    found = {message.id for message in source}
    assert "Why this?" in found
    assert "Not the moment" in found


@each_language
def test_a_catalogue_holds_exactly_the_strings_of_the_source(
    language: str, source: Catalog
) -> None:
    catalogue = catalogues.read(language)
    assert _keys(catalogue) == _keys(source), "run: python -m regulars.desk.catalogues update"
    assert not catalogue.obsolete


@each_language
def test_no_entry_is_untranslated_or_fuzzy(language: str) -> None:
    open_entries = [
        entry.id
        for entry in _entries(catalogues.read(language))
        if entry.fuzzy or not all(_forms(entry))
    ]
    assert open_entries == []


@each_language
def test_each_translation_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = [
        entry.id
        for entry in _entries(catalogues.read(language))
        for said, form in zip(_sources(entry), _forms(entry), strict=True)
        if sorted(PLACEHOLDER.findall(said)) != sorted(PLACEHOLDER.findall(form))
    ]
    assert wrong == []


@each_language
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    compiled = catalogues.mo_file(language).read_bytes()
    assert compiled == catalogues.compiled(catalogues.read(language)), (
        "run: python -m regulars.desk.catalogues compile"
    )


def test_english_says_what_the_source_says() -> None:
    for entry in _entries(catalogues.read("en")):
        assert _forms(entry) == _sources(entry)


def test_bengali_is_written_in_bengali() -> None:
    foreign = [
        entry.id
        for entry in _entries(catalogues.read("bn"))
        if not all(BENGALI.search(PLACEHOLDER.sub("", form)) for form in _forms(entry))
        and PLACEHOLDER.sub("", _sources(entry)[0]).strip(" ,.:·")
    ]
    assert foreign == []


def _entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> set[tuple[str | None, str | tuple[str, ...]]]:
    return {(message.context, message.id) for message in _entries(catalogue)}


def _sources(entry: Message) -> tuple[str, ...]:
    return entry.id if isinstance(entry.id, tuple) else (entry.id,)


def _forms(entry: Message) -> tuple[str, ...]:
    return entry.string if isinstance(entry.string, tuple) else (entry.string,)
