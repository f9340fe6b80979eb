"""Why a file cannot be read, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext


def unreadable(why: str, *, file: str) -> tuple[str, str]:
    """What is wrong with a file, and the cure, by `limits.UNREADABLE`."""
    what, cure = _reasons()[why]
    return what % {"file": file}, cure


def unknown_layout(why: str, *, file: str, named: str) -> tuple[str, str]:
    """What is not known of a file, and what to do, by `recognise.UNKNOWN`."""
    what, cure = _layouts()[why]
    return what % {"file": file, "named": named}, cure


def _reasons() -> dict[str, tuple[str, str]]:
    as_csv = gettext("Save it as CSV, and choose that.")
    fresh = gettext("Get a fresh copy of it, and choose that.")
    return {
        "missing": (gettext("“%(file)s” is not there."), gettext("Choose it again.")),
        "not_permitted": (gettext("“%(file)s” may not be read."), gettext("Choose it again.")),
        "empty": (
            gettext("“%(file)s” is empty."),
            gettext("See whether the export has finished, then choose it again."),
        ),
        "not_text": (
            gettext("“%(file)s” is no table: neither text nor a spreadsheet that can be read."),
            gettext("Save it as “CSV UTF-8” or .xlsx, and choose that."),
        ),
        "damaged": (gettext("“%(file)s” is damaged."), fresh),
        "old_spreadsheet": (
            gettext("“%(file)s” is a spreadsheet of the old kind, or has a password."),
            gettext("Save it as .xlsx or CSV without a password, and choose that."),
        ),
        "not_a_spreadsheet": (
            gettext("“%(file)s” is a packed file, but no .xlsx spreadsheet."),
            gettext("Unpack it, and choose the files that were in it."),
        ),
        "no_such_sheet": (
            gettext("“%(file)s” has no such sheet."),
            gettext("Choose one of its sheets below."),
        ),
        "document_type": (
            gettext("“%(file)s” has in it what no spreadsheet program writes."),
            as_csv,
        ),
        "json_array": (
            gettext("“%(file)s” is one JSON array."),
            gettext("Write it as JSON lines, one object a line, and choose that."),
        ),
        "packed_too_much": (
            gettext("“%(file)s” unpacks to far more than its size, as no export does."),
            gettext("Unpack it yourself if it is right, and choose what was in it."),
        ),
        "part_too_large": (gettext("“%(file)s” is too large for a spreadsheet."), as_csv),
        "line_too_long": (
            gettext("“%(file)s” has a line of millions of characters."),
            gettext("See how it was written: line ends are missing."),
        ),
        "too_many_rows": (gettext("“%(file)s” has more rows than a spreadsheet can have."), as_csv),
        "too_many_columns": (
            gettext("“%(file)s” has more columns than are read."),
            gettext("Keep only those that are needed, or choose what separates the columns."),
        ),
    }


def _layouts() -> dict[str, tuple[str, str]]:
    return {
        "unknown": (
            gettext("The columns of “%(file)s” are not known."),
            gettext("Say below what it holds, and which column is which."),
        ),
        "several": (
            gettext("“%(file)s” could be of several systems."),
            gettext("Choose below which one it is."),
        ),
        "no_such_recipe": (
            gettext("There is no recipe called “%(named)s” any more."),
            gettext("Choose below how the file is to be read."),
        ),
        "does_not_fit": (
            gettext("“%(file)s” is not a file of %(named)s: its columns are others."),
            gettext("Choose below how the file is to be read."),
        ),
        "column_missing": (
            gettext("“%(file)s” has no column “%(named)s”."),
            gettext("Choose below which column is which."),
        ),
        "column_twice": (
            gettext("“%(file)s” has two columns called “%(named)s”."),
            gettext("Rename or remove one of them in the file, and choose it again."),
        ),
    }
