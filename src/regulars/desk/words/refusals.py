"""Why something was refused, and what to do, in the language of the page.

The rooms below say it in English, for the command line; each error also says what it is about in
plain values (`errors.told_of`), of which these sentences are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from regulars.desk.formats.numbers import number
from regulars.desk.words.facts import fact_label
from regulars.desk.words.unreadable import unknown_layout, unreadable
from regulars.errors import RegularsError, told_of

AGAIN = frozenset({"BookBusy", "BrokenOff", "DeskStopped", "DiskFull", "EndedEarly", "BatchLost"})
"""What may go well if it is just done again."""


@dataclass(frozen=True)
class Refusal:
    """`what` happened, `cure` what to do; `again` whether to try the same again makes sense.

    Null: `foreign` has the text of an error that nobody put into words here, in English.
    """

    error: str
    what: str
    cure: str
    again: bool
    values: Mapping[str, Any]
    foreign: str | None = None


def refused(error: RegularsError) -> Refusal:
    """An error that came up while the page was made."""
    return refusal(told_of(error))


def refusal(told: Mapping[str, Any] | None) -> Refusal:
    """What was told of an error, in words."""
    told = told or {"error": "BrokenOff", "message": "", "values": {}}
    name, values = told["error"], told["values"]
    what, cure = _words(name, values) or (gettext("That did not work."), "")
    known = bool(_words(name, values))
    return Refusal(
        name,
        what,
        cure or gettext("Nothing was changed. What to do, as the program says it:"),
        name in AGAIN,
        values,
        None if known else told["message"],
    )


def _words(name: str, values: Mapping[str, Any]) -> tuple[str, str] | None:
    if name == "FileUnreadable":
        return unreadable(values["why"], file=values["file"])
    if name == "UnknownLayout":
        return unknown_layout(values["why"], file=values["file"], named=values["named"])
    if name == "RecipeWrong":
        return _recipe_wrong(values)
    return _of_files(name, values) or _of_the_work(name, values) or _of_people(name)


def _of_files(name: str, values: Mapping[str, Any]) -> tuple[str, str] | None:
    match name:
        case "AmbiguousDates" if values["way"] == "mixed":
            return (
                gettext("The dates in “%(column)s” are written in two ways.") % values,
                gettext("Say below which comes first, the day or the month; rows that are written "
                        "the other way are then not taken. Or correct the file."),
            )  # fmt: skip
        case "AmbiguousDates":
            return (
                gettext("The dates in “%(column)s” can be read in two ways.") % values,
                gettext("Say below which comes first, the day or the month."),
            )
        case "CurrencyUnknown":
            return (
                gettext("There are amounts, and nothing says of which currency."),
                gettext("Choose the currency below."),
            )
        case "MixedRecipes":
            return (
                gettext("These files are of different systems."),
                gettext("Import the files of each system by themselves."),
            )
        case "FilesMissing":
            return (
                gettext("These files alone say too little: there is no file of %(kinds)s.")
                % values,
                gettext("Choose all files of this system together."),
            )
        case "SameRowsTwice":
            first, second = values["files"]
            said = {
                "first": first,
                "second": second,
                "count": number(values["count"]),
                "fact": fact_label(values["fact"]),
                "column": values["file_key"],
            }
            return (
                gettext("“%(first)s” and “%(second)s” have rows that may be the same (%(fact)s: "
                        "%(count)s): the same customer and day, and no number that tells.") % said,
                gettext("Import one of the two alone, give each file its own till or system below, "
                        "or add a column %(column)s to both.") % said,
            )  # fmt: skip
        case "NothingToCorrect" if values["several"]:
            return (
                gettext("“%(file)s” does not say of which file its rows are.") % values,
                gettext("Leave the first columns, which begin with “regulars”, as they were."),
            )
        case "NothingToCorrect":
            return (
                gettext("“%(file)s” is not the file of rows that was given out here.") % values,
                gettext("Correct the rows in that file, leave its columns as they are, and send "
                        "that one."),
            )  # fmt: skip
        case "ZoneUnknown":
            return (
                gettext("“%(said)s” is no time zone.") % values,
                gettext("Choose one of the list."),
            )
        case "DelimiterWrong":
            return (
                gettext("What separates the columns has to be one character."),
                gettext("Choose one of the list."),
            )
        case "UploadGone":
            return (
                gettext("These files are no longer here: they are kept until they are imported, "
                        "and for a day at most."),
                gettext("Choose them again."),
            )  # fmt: skip
    return None


def _recipe_wrong(values: Mapping[str, Any]) -> tuple[str, str]:
    match values["why"]:
        case "name":
            return (
                gettext("“%(named)s” cannot name a layout.") % values,
                gettext("Use Latin letters, digits, - and _ only, e.g. till."),
            )
        case "name_taken":
            return (
                gettext("There is a layout called “%(named)s” already.") % values,
                gettext("Choose another name."),
            )
        case "lacking":
            return (
                gettext("The chosen columns do not suffice."),
                gettext("Choose a column for each that is marked as needed."),
            )
        case "twice":
            return (
                gettext("The column “%(named)s” was chosen twice.") % values,
                gettext("Choose each column once."),
            )
    return (
        gettext("A layout that was kept in this book’s folder “recipes” says something wrong."),
        gettext(
            "Whoever runs Regulars can see what by: regulars import, and correct or remove it."
        ),
    )


def _of_the_work(name: str, values: Mapping[str, Any]) -> tuple[str, str] | None:
    match name:
        case "BookBusy":
            return (
                gettext("Something of the same kind runs in this book just now."),
                gettext("Nothing was changed. Wait until it ends, then try again."),
            )
        case "BrokenOff" | "DeskStopped":
            return (
                gettext("This was broken off: what works in the background was stopped."),
                gettext("Nothing half done counts. Go on from here."),
            )
        case "BatchLost":
            return (
                gettext("The database lost this import while it was being written."),
                gettext("Nothing of it counts. Try again."),
            )
        case "DiskFull":
            return (
                gettext("The disk is full."),
                gettext("Nothing half done counts. Make room on the disk, then try again."),
            )
        case "MemoryShort":
            return (
                gettext("This needs more memory than it may take."),
                gettext("Nothing half done counts, and the results before stay. Whoever runs "
                        "Regulars can give it more: in book.toml under [engine], e.g. "
                        "memory = \"4GB\", or threads = 1. Large files can also be cut into "
                        "several."),
            )  # fmt: skip
        case "EngineWrong" | "BookFileWrong" | "WarehouseWrong":
            return (
                gettext("book.toml, the file with this book’s settings, says something wrong."),
                gettext("Whoever runs Regulars can see what by: regulars refresh, and correct it."),
            )
        case "TookTooLong":
            return (
                gettext("This was not done within %(minutes)s minutes and was stopped.")
                % {"minutes": number(values["minutes"])},
                gettext("Nothing half done counts. Cut the files into smaller ones and import one "
                        "after the other."),
            )  # fmt: skip
        case "EndedEarly":
            return (
                gettext("Reading the files ended early; mostly the machine has no memory left."),
                gettext("Nothing half done counts. Try again when less runs there, or cut the "
                        "files into smaller ones."),
            )  # fmt: skip
        case "ListUnreadable":
            return (
                gettext("The list of who was erased cannot be read, so nothing may come in."),
                gettext("Whoever runs Regulars can mend it by: regulars doctor --repair"),
            )
        case "LedgerInUse":
            return (
                gettext("The person is erased, but old pages of the file could not be overwritten "
                        "while somebody was reading."),
                gettext("Whoever runs Regulars stops the desk and says: regulars doctor --repair"),
            )  # fmt: skip
        case "LedgerUnreachable":
            return (
                gettext("The database does not answer."),
                gettext("Nothing was changed. Whoever runs Regulars starts PostgreSQL again."),
            )
        case "Fault":
            return (
                gettext("Something in Regulars failed. Nothing half done counts."),
                gettext("Try again. If it fails again, look at what “regulars serve” printed."),
            )
    return None


def _of_people(name: str) -> tuple[str, str] | None:
    match name:
        case "NoSnapshot" | "SnapshotUnreadable":
            return (
                gettext("There are no results yet."),
                gettext("Import a file and refresh, then try again."),
            )
        case "UnknownCustomer" | "CustomerErased":
            return (
                gettext("This customer is not here, or no longer."),
                gettext("Find them again. Who came with the newest import is known after a "
                        "refresh."),
            )  # fmt: skip
        case "NotTwoCustomers":
            return (
                gettext("These two cannot be made one: they are one already, or one is an account "
                        "and the other a person."),
                gettext("Nothing was changed."),
            )  # fmt: skip
        case "NotMerged":
            return gettext("This customer is merged with nobody."), gettext("Nothing was changed.")
        case "BatchNotUndoable":
            return (
                gettext("This import does not count any more, so there is nothing to undo."),
                gettext("The list of imports says what became of it."),
            )
        case "NotOnList" | "UnknownErasure":
            return (
                gettext("Nobody of this erasure is on the list."),
                gettext("Nothing was changed."),
            )
        case "DownloadGone":
            return (
                gettext("This file is no longer here: files to take away are kept for a day."),
                gettext("Have it made anew."),
            )
    return None
