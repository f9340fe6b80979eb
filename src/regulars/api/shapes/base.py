"""What all shapes share."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

MOST_ID = 100
MOST_NOTE = 1_000

Id = Annotated[str, Field(min_length=1, max_length=MOST_ID, pattern=r"^[^\x00-\x1f]+$")]
"""A key of a thing, as it was told before."""

Note = Annotated[str, Field(max_length=MOST_NOTE, pattern=r"^[^\x00]*$")]
"""Free text; a character that is none is refused by being no Unicode."""

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Language = Literal["en", "bn"]


class Shape(Schema):
    """Told in JSON; each field's own words are its description."""

    model_config = ConfigDict(use_attribute_docstrings=True, from_attributes=True)


class Asked(Shape):
    """Sent as JSON; what is not known here is refused, for it would be lost."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid")
