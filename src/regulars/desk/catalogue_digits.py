"""The digits of our own sentences: the Bengali catalogue in those that the book wants."""

from __future__ import annotations

from django.utils.translation import trans_real

from regulars.wording import as_written

LANGUAGE = "bn"
_own = True


def write_catalogues(*, own_digits: bool) -> None:
    """Have gettext speak in these digits from now on, where it does not already."""
    global _own  # noqa: PLW0603 - one process serves one book
    if own_digits == _own:
        return
    # Read anew, because what was written over cannot be told from what has western digits anyway.
    trans_real._translations.pop(LANGUAGE, None)
    if not own_digits:
        for messages in trans_real.translation(LANGUAGE)._catalog._catalogs:
            for key, text in messages.items():
                messages[key] = as_written(text, language=LANGUAGE)
    _own = own_digits
