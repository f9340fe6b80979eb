"""The fact `claim`: what the houses say of themselves; reviewed data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import CLAIM
from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table


@dataclass(frozen=True)
class Claim:
    """One claim. Units: days before the last day; `until` None: it still is said."""

    key: str
    source: str
    aspect: str | None
    text: str
    place: str | None
    since: int | None
    until: int | None = None


CLAIMS: tuple[Claim, ...] = (
    Claim("L-1", CABINS, "hot water", "Hot water around the clock, everywhere.", "website", 900),
    Claim("L-2", CABINS, "view", "Wake up above the clouds.", "website", 1000),
    Claim("L-3", CABINS, "quiet", "No loudspeaker, no generator: hear the stream.", "website", 800),
    Claim("L-4", CABINS, "breakfast", "সকালের নাস্তা গরম গরম, যত চান।", "facebook", 600),
    Claim("L-5", CABINS, "road", "The jeep meets every night coach.", "booking portal", 500),
    Claim("L-6", SHOP, "freshness", "Picked this morning, in the shop by noon.", "sign", 1000),
    Claim("L-7", SHOP, "delivery", "Delivered within the hour.", "leaflet", 400),
    Claim("L-8", SHOP, "price", "Cheaper than in town.", "leaflet", 700, 200),
    Claim("L-9", SHOP, "choice", "যা চাই তা-ই পাই।", "sign", None),
    Claim("L-10", TEXTILES, "colour", "Colours that stay: fifty washes.", "website", 800),
    Claim("L-11", TEXTILES, "delivery", "Three days from order to your door.", "website", 650),
    Claim("L-12", TEXTILES, "length", "Every bolt measured twice.", "catalogue", 450),
    Claim("L-13", TEXTILES, "terms", "ত্রিশ দিনের বাকি, বিনা শর্তে।", "catalogue", 900, 300),
    Claim("L-14", TEXTILES, None, "A house with a hundred years of thread.", "catalogue", None),
)  # fmt: skip
"""Advice, small lots, cleanliness, the staff and honest weight are praised and never claimed."""


def claim_table(known: Known) -> pa.Table:
    """The fact `claim`."""
    ours = [claim for claim in CLAIMS if claim.source in known.setting.sources]
    since = np.array([-1 if one.since is None else one.since for one in ours], dtype=np.int64)
    until = np.array([-1 if one.until is None else one.until for one in ours], dtype=np.int64)
    columns = {
        "source_id": [one.key for one in ours],
        "source": [one.source for one in ours],
        "text": [one.text for one in ours],
        "aspect": [one.aspect for one in ours],
        "place": [one.place for one in ours],
        "since_on": dates_of(span=known.span, days=HISTORY_DAYS - 1 - since, known=since >= 0),
        "until_on": dates_of(span=known.span, days=HISTORY_DAYS - 1 - until, known=until >= 0),
    }
    return fact_table(contract=CLAIM, columns=columns)
