"""The two catalogues of the strings that people read: what they should hold, and making them so.

For developers, after a string was added or translated:

    python -m regulars.desk.catalogues update     new strings in, unused ones out
    python -m regulars.desk.catalogues compile    the .mo files that Django reads

Babel does both, because GNU gettext is not there on every machine.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

PACKAGE = Path(__file__).parent.parent
LANGUAGES = ("en", "bn")
SOURCE_LANGUAGE = "en"
PLURALS = "nplurals=2; plural=(n != 1);"
WRAP = 100
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""Babel writes a date into each .mo file; always the same one, or the files would never agree."""
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


def strings() -> Catalog:
    """Every string that is written in the source for people to read, whatever its room."""
    found = Catalog()
    for path, line, message, context in _extracted():
        found.add(message, locations=[(path, line)], context=context)
    return found


def read(language: str) -> Catalog:
    """The catalogue as it lies in the source tree."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """What the .mo file holds; the same catalogue gives the same bytes."""
    out = io.BytesIO()
    catalogue.creation_date = NO_DATE
    write_mo(out, catalogue)
    return out.getvalue()


def po_file(language: str) -> Path:
    return PACKAGE / "desk" / "locale" / language / "LC_MESSAGES" / "django.po"


def mo_file(language: str) -> Path:
    return po_file(language).with_suffix(".mo")


def update(language: str) -> None:
    """Brings the catalogue to the strings of the source; what was translated stays."""
    old = read(language) if po_file(language).exists() else Catalog()
    new = Catalog(locale=language, header_comment=f"# The desk in {language}.")
    for message in strings():
        if message.id:
            kept = old.get(message.id, context=message.context)
            new.add(message.id, _translation(message, kept, language), context=message.context)
    out = io.BytesIO()
    write_po(out, new, width=WRAP, sort_output=True, omit_header=True)
    po_file(language).write_bytes(_header(language).encode() + out.getvalue())


def _translation(message: Message, kept: Message | None, language: str) -> str | tuple[str, ...]:
    if language == SOURCE_LANGUAGE:
        return message.id
    return kept.string if kept is not None else ""


def _header(language: str) -> str:
    # Without dates and names, so that the same strings make the same file.
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {PLURALS}\\n"\n\n'
    )


def _extracted() -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # What Django leaves of a template is Python to the extractor, but for the indents.
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        name = path.relative_to(PACKAGE).as_posix()
        for line, message, _, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield name, line, message, context


def _sources() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html"})


def main(command: str) -> None:
    for language in LANGUAGES:
        if command == "update":
            update(language)
        elif command == "compile":
            mo_file(language).write_bytes(compiled(read(language)))
        else:
            sys.exit(f"Unknown command {command!r}: say update or compile.")


if __name__ == "__main__":
    main(*(sys.argv[1:] or [""]))
