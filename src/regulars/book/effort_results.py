"""What a refresh writes of problems: `problems.parquet`, `exposures.parquet`, `problems.json`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from regulars.book.effort import FEATURE_OF, define_efforts, define_facts_of_problems
from regulars.book.effort_alike import (
    lost_without_problem,
    read_purchases,
    returns_after_problems,
)
from regulars.book.effort_features import FOLLOWED_DAYS
from regulars.book.effort_kept import found_by_us, hours_and_kept
from regulars.book.effort_topics import time_to_solve, told_more_often, told_next
from regulars.engines import Engine
from regulars.engines.engine import literal
from regulars.estimates.share import share_of

PROBLEMS, EXPOSURES, FINDINGS = "problems.parquet", "exposures.parquet", "problems.json"

LOOKS_HARD_FROM, LOOKS_EASY_TO = 75.0, 25.0
SAID_EASY_FROM, SAID_HARD_TO = 6, 3
"""Observed and said disagree: of 7 points, and of 100 places."""
_LOOKS_HARD = f"effort_percentile >= {LOOKS_HARD_FROM} AND ces >= {SAID_EASY_FROM}"
_LOOKS_EASY = f"effort_percentile <= {LOOKS_EASY_TO} AND ces <= {SAID_HARD_TO}"
RECENT_DAYS = 365
MOST_REASONS = 20

# The two vary by themselves: the ends are as far from the sum as the root of the squares.
_WORTH = """
SELECT number, spend_minor, spend_low_minor, spend_high_minor, sent_minor,
  spend_minor + sent_minor AS worth_minor,
  spend_minor + sent_minor - SQRT(spend_below * spend_below + sent_below * sent_below)
    AS worth_low_minor,
  spend_minor + sent_minor + SQRT(spend_above * spend_above + sent_above * sent_above)
    AS worth_high_minor
FROM (
  SELECT a.customer_id AS number, expected_spend_365_minor AS spend_minor,
    expected_spend_365_low_minor AS spend_low_minor,
    expected_spend_365_high_minor AS spend_high_minor,
    CAST(expected_spend_365_minor - expected_spend_365_low_minor AS DOUBLE) AS spend_below,
    CAST(expected_spend_365_high_minor - expected_spend_365_minor AS DOUBLE) AS spend_above,
    COALESCE(sent_value_365_minor, 0) AS sent_minor,
    CAST(COALESCE(sent_value_365_minor - sent_value_365_low_minor, 0) AS DOUBLE) AS sent_below,
    CAST(COALESCE(sent_value_365_high_minor - sent_value_365_minor, 0) AS DOUBLE) AS sent_above
  FROM card AS c JOIN customers_all AS a ON a.id = c.customer_id
  WHERE expected_spend_365_minor IS NOT NULL
) AS parts
"""

# Whom a problem loses does not come again within the days that are followed: open for longer it has
# lost them or it has not, and putting it right keeps nobody.
_STAKES = """
SELECT e.*, a.id,
  w.spend_minor, w.spend_low_minor, w.spend_high_minor, w.sent_minor,
  CASE WHEN {looks_hard} THEN 'looks_hard_said_easy'
    WHEN {looks_easy} THEN 'looks_easy_said_hard' END AS disagreement,
  CAST(ROUND(w.worth_minor * e.loss) AS BIGINT) AS stake_minor,
  CAST(ROUND(e.loss_low * CASE
    WHEN e.loss_low < 0 THEN w.worth_high_minor ELSE w.worth_low_minor END) AS BIGINT)
    AS stake_low_minor,
  CAST(ROUND(e.loss_high * CASE
    WHEN e.loss_high < 0 THEN w.worth_low_minor ELSE w.worth_high_minor END) AS BIGINT)
    AS stake_high_minor
FROM problem_efforts AS e
LEFT JOIN customers_all AS a ON a.customer_id = e.customer_id
LEFT JOIN effort_worth AS w ON w.number = e.customer_id AND e.ended_as IS NULL
  AND e.told_on >= CAST({as_of} AS DATE) - {followed}
"""

COLUMNS: tuple[str, ...] = (
    *("source", "problem_key", "id AS customer_id", "topic", "told_on", "ended_as", "ended_on"),
    *("hours_open", "hours_waiting_customer", "hours_waiting_us", "hours_waiting_third_party"),
    *(f"{column} AS driver_{name}" for name, column in FEATURE_OF.items()),
    *("contacts_again", "transfer_reason", "effort", "effort_percentile", "ces", "ces_on"),
    *("disagreement", "said_at_once", "logged_at_once", "visits_before", "lost", "promised_at"),
    *("loss", "loss_low", "loss_high", "spend_minor", "spend_low_minor", "spend_high_minor"),
    *("sent_minor", "stake_minor", "stake_low_minor", "stake_high_minor"),
)

_FIRST_CONTACT = """
SELECT said_at_once, logged_at_once, COUNT(*) AS problems
FROM problem_features
WHERE ended_as = 'solved' AND ended_on > CAST({as_of} AS DATE) - {days}
GROUP BY said_at_once, logged_at_once
"""

_TRANSFERS = """
SELECT reason, COUNT(*) AS transfers FROM fact_problem_event
WHERE kind = 'transfer' AND happened_on <= CAST({as_of} AS DATE)
  AND happened_on > CAST({as_of} AS DATE) - {days}
GROUP BY reason ORDER BY transfers DESC, reason IS NULL, reason LIMIT {most}
"""

_SURVEYED = """
SELECT COUNT(ces) AS answers,
  COUNT(*) FILTER (WHERE ces IS NOT NULL AND effort_percentile IS NOT NULL) AS compared,
  COUNT(*) FILTER (WHERE {looks_hard}) AS looks_hard,
  COUNT(*) FILTER (WHERE {looks_easy}) AS looks_easy
FROM problem_efforts
"""


def write_problems(engine: Engine, making: Path, *, as_of: date) -> dict[str, Any]:
    """Write the three files into the folder `making`, from `efforts`, `card` and `fact_…`.

    Of known issues also from `exposures`, which the card rests on.

    Returns how much there is, for the manifest. Of what there is nothing, no file is written.
    """
    findings: dict[str, Any] = {"as_of": as_of.isoformat()}
    told: dict[str, Any] = {"problems": 0}
    if engine.rows("SELECT 1 FROM fact_known_issue LIMIT 1"):
        findings["known_issues"] = _write_exposures(engine, making)
        told["known_issues"] = len(findings["known_issues"])
    if engine.rows("SELECT 1 FROM efforts LIMIT 1"):
        findings |= _write_efforts(engine, making, as_of=as_of)
        [(problems, still_open)] = engine.rows(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE ended_as IS NULL) FROM problem_efforts"
        )
        told |= {"problems": problems, "open": still_open, "basis": findings["effort"]["basis"]}
    if len(findings) > 1:
        _write(making / FINDINGS, findings)
    return told


def _write_efforts(engine: Engine, making: Path, *, as_of: date) -> dict[str, Any]:
    define_facts_of_problems(engine, as_of=as_of)
    purchases = read_purchases(engine, as_of=as_of)
    engine.drop("effort_days")
    weighed = define_efforts(engine, lost_without=lost_without_problem(purchases))
    engine.define_view("effort_worth", _WORTH)
    engine.define_view(
        "problem_stakes",
        _STAKES.format(
            looks_hard=_LOOKS_HARD,
            looks_easy=_LOOKS_EASY,
            as_of=literal(as_of.isoformat()),
            followed=FOLLOWED_DAYS,
        ),
    )
    engine.write_parquet(
        f"SELECT {', '.join(COLUMNS)} FROM problem_stakes ORDER BY source, problem_key",
        making / PROBLEMS,
    )
    after = returns_after_problems(engine, as_of=as_of, purchases=purchases)
    return {
        "effort": weighed.plain(),
        "surveyed": _surveyed(engine),
        "first_contact": _first_contact(engine, as_of=as_of),
        "transfer_reasons": _transfer_reasons(engine, as_of=as_of),
        "time_to_solve": time_to_solve(engine),
        "told_next": told_next(engine, as_of=as_of),
        "told_more_often": told_more_often(engine, as_of=as_of),
        "after_a_problem": after,
        "hours_and_kept": hours_and_kept(engine, as_of=as_of, after=after),
        "found_by_us": found_by_us(engine, as_of=as_of),
    }


def _write_exposures(engine: Engine, making: Path) -> list[dict[str, Any]]:
    """Who was exposed to which known issue; of each how many turned out to have it."""
    engine.write_parquet(
        "SELECT e.source, e.known_issue_key, a.id AS customer_id, e.first_on, e.last_on, e.orders,"
        " e.stays, e.told_on, e.found_by_us, e.asked_on FROM exposures AS e"
        " JOIN customers_all AS a ON a.customer_id = e.customer_id"
        " ORDER BY e.source, e.known_issue_key, a.id",
        making / EXPOSURES,
    )
    # Of those spoken with before they had told of it: what shows how many of the silent have it.
    rows = engine.rows(
        "SELECT k.source, k.source_id, COUNT(e.customer_id), COUNT(e.told_on),"
        " COUNT(*) FILTER (WHERE e.found_by_us),"
        " COUNT(*) FILTER (WHERE COALESCE(e.asked_on <= e.told_on, e.asked_on IS NOT NULL)),"
        " COUNT(*) FILTER (WHERE e.asked_on <= e.told_on)"
        " FROM fact_known_issue AS k LEFT JOIN exposures AS e"
        " ON e.source = k.source AND e.known_issue_key = k.source_id"
        " GROUP BY k.source, k.source_id ORDER BY k.source, k.source_id"
    )
    return [
        {
            "source": source,
            "known_issue_key": key,
            "exposed": exposed,
            "silent": exposed - told,
            "found_by_us": found,
            "have_it": asdict(share_of(told, exposed)),
            "of_those_asked": asdict(share_of(turned_out, asked)),
        }
        for source, key, exposed, told, found, asked, turned_out in rows
    ]


def _surveyed(engine: Engine) -> dict[str, Any]:
    [(answers, compared, looks_hard, looks_easy)] = engine.rows(
        _SURVEYED.format(looks_hard=_LOOKS_HARD, looks_easy=_LOOKS_EASY)
    )
    return {
        "answers": answers,
        "compared": compared,
        "looks_hard_said_easy": looks_hard,
        "looks_easy_said_hard": looks_easy,
    }


def _first_contact(engine: Engine, *, as_of: date) -> dict[str, Any]:
    """Solved at the first contact: as the customers say, as the log says, and where they differ."""
    rows = engine.rows(_FIRST_CONTACT.format(as_of=literal(as_of.isoformat()), days=RECENT_DAYS))
    logged = {True: 0, False: 0}
    both: dict[str, dict[bool, int]] = {"yes": {True: 0, False: 0}, "no": {True: 0, False: 0}}
    for said, at_once, problems in rows:
        logged[bool(at_once)] += problems
        if said is not None:
            both[said][bool(at_once)] += problems
    yes, no = (sum(both[said].values()) for said in ("yes", "no"))
    return {
        "days": RECENT_DAYS,
        "as_the_log_says": asdict(share_of(logged[True], sum(logged.values()))),
        "as_customers_say": asdict(share_of(yes, yes + no)),
        "logged_yes_said_no": both["no"][True],
        "logged_no_said_yes": both["yes"][False],
    }


def _transfer_reasons(engine: Engine, *, as_of: date) -> list[dict[str, Any]]:
    rows = engine.rows(
        _TRANSFERS.format(as_of=literal(as_of.isoformat()), days=RECENT_DAYS, most=MOST_REASONS)
    )
    return [{"reason": reason, "transfers": transfers} for reason, transfers in rows]


def _write(path: Path, content: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, sort_keys=True, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
