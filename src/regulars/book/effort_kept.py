"""Hours spent on problems beside the spend that solving them easily goes with; and found by us."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from regulars.book.effort_alike import HARD_FROM, TOLD_APART_DAYS
from regulars.contracts.answer import CHECK_IN
from regulars.engines import Engine
from regulars.engines.engine import literal
from regulars.estimates.share import share_of
from regulars.plays import plays

DAYS = 365
FEWEST_ALIKE = 20
"""Fewer problems of a kind with customers to compare with tell no difference."""
MINUTES_OF = "problem_open"
"""The play whose minutes a talk about a problem is held to take."""

_TALKS = """
SELECT COUNT(*) FROM (
  SELECT source_id FROM fact_problem WHERE happened_on > {as_of} - {days} AND happened_on <= {as_of}
  UNION ALL
  SELECT source_id FROM fact_problem_event
  WHERE kind = 'contact' AND happened_on > {as_of} - {days} AND happened_on <= {as_of}
) AS talks
"""

_SOLVED_EASILY = """
SELECT COUNT(*), CAST(COALESCE(SUM(w.spend_minor), 0) AS BIGINT) FROM (
  SELECT customer_id FROM problem_efforts
  WHERE ended_as = 'solved' AND effort_percentile < {hard} AND ended_on <= told_on + {apart}
    AND ended_on > {as_of} - {days} AND customer_id IS NOT NULL
  GROUP BY customer_id
) AS e JOIN effort_worth AS w ON w.number = e.customer_id
"""

_FOUND_BY = """
SELECT COUNT(*) FILTER (WHERE found_by = 'us'), COUNT(*) FILTER (WHERE found_by = 'customer'),
  COUNT(*) FILTER (WHERE found_by IS NULL)
FROM fact_problem WHERE happened_on > {as_of} - {days} AND happened_on <= {as_of}
"""

_CHECK_INS = """
SELECT COUNT(*) FILTER (WHERE choice = 'no'), COUNT(*) FROM fact_answer
WHERE survey = {survey} AND choice IN ('yes', 'no')
  AND happened_on > {as_of} - {days} AND happened_on <= {as_of}
"""


def hours_and_kept(engine: Engine, *, as_of: date, after: Mapping[str, Any]) -> dict[str, Any]:
    """Hours of a year on problems, and the spend that their easy solving goes with.

    From `problem_efforts` and `effort_worth`; `after` are the returns after problems, each kind
    beside customers alike. Kept is the spend expected in a year of those whose problem was solved
    easily in the last one × by how much more of them come back, beside customers alike, than after
    a hard or unsolved problem. It compares; it does not say why.

    Units: hours as talks logged × the minutes of the play; minor units of the book's currency.
    Null:  the difference and what is kept with fewer than `FEWEST_ALIKE` compared of either.
    """
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    [(talks,)] = engine.rows(_TALKS.format(as_of=day, days=DAYS))
    [(customers, spend)] = engine.rows(
        _SOLVED_EASILY.format(as_of=day, days=DAYS, hard=HARD_FROM, apart=TOLD_APART_DAYS)
    )
    minutes = plays()[MINUTES_OF].minutes
    told: dict[str, Any] = {
        "days": DAYS,
        "talks": talks,
        "minutes": minutes,
        "hours": talks * minutes / 60,
        "customers": customers,
        "spend_minor": spend,
    }
    difference = _difference(after)
    ends = (None, None, None) if difference is None else difference
    told |= dict(zip(("difference", "difference_low", "difference_high"), ends, strict=True))
    kept = [None if end is None or not customers else round(spend * end) for end in ends]
    return told | dict(zip(("kept_minor", "kept_low_minor", "kept_high_minor"), kept, strict=True))


def _difference(after: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Returns after an easy problem less those after a hard or unsolved one, each less those of
    customers alike: with an 80% interval of independent groups."""
    easy, others = after["easy"], [after["hard"], after["unsolved"]]
    others = [one for one in others if one["difference"] is not None]
    compared = sum(one["alike"] for one in others)
    if easy["difference"] is None or min(easy["alike"], compared) < FEWEST_ALIKE:
        return None
    weights = [one["alike"] / compared for one in others]
    theirs = sum(w * one["difference"] for w, one in zip(weights, others, strict=True))
    spread = math.hypot(
        _half(easy), *(w * _half(one) for w, one in zip(weights, others, strict=True))
    )
    middle = easy["difference"] - theirs
    return middle, middle - spread, middle + spread


def _half(one: Mapping[str, Any]) -> float:
    half: float = (one["difference_high"] - one["difference_low"]) / 2
    return half


def found_by_us(engine: Engine, *, as_of: date) -> dict[str, Any]:
    """How many problems we found ourselves; and of the check-ins answered, how many found one."""
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    [(ours, theirs, unknown)] = engine.rows(_FOUND_BY.format(as_of=day, days=DAYS))
    [(found, asked)] = engine.rows(
        _CHECK_INS.format(as_of=day, days=DAYS, survey=literal(CHECK_IN))
    )
    return {
        "days": DAYS,
        "of_problems": asdict(share_of(ours, ours + theirs)),
        "not_known": unknown,
        "of_check_ins": asdict(share_of(found, asked)),
    }
