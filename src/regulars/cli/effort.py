"""The command on effort: what problems cost customers here, and how well trouble is foretold."""

from __future__ import annotations

import argparse
from typing import Any

from regulars.cli.report import tell
from regulars.cli.words import open_book

OUTCOMES = {"reopened": "is reopened", "sla_missed": "misses the agreed time"}
KINDS = {"easy": "an easy", "hard": "a hard", "unsolved": "an unsolved"}


def effort(options: argparse.Namespace) -> None:
    book = open_book(options)
    findings = book.problem_findings() if book.has_snapshot else None
    outcomes = [one.plain() for one in book.effort_outcomes()]
    report = {"outcomes": outcomes, "findings": findings}
    words = [*_effort_words(findings), "After two steps of a problem, on later problems:"]
    tell(options, report, "\n".join([*words, *map(_outcome_words, outcomes)]))


def _effort_words(findings: dict[str, Any] | None) -> list[str]:
    weighed = (findings or {}).get("effort")
    if weighed is None:
        return ["No effort is known: no problem was told, or nothing was worked out since."]
    followed = f"{weighed['problems']} problems followed for 90 days"
    if weighed["basis"] == "measured":
        words = [f"Effort as of {(findings or {})['as_of']}, measured on {followed}:"]
    else:
        words = [
            f"Effort as of {(findings or {})['as_of']}, as held beforehand: not enough data yet "
            f"({followed}, {weighed['lost']} customers lost)."
        ]
    for name, one in weighed["weights"].items():
        low, high = one["weight"] - 1.2816 * one["error"], one["weight"] + 1.2816 * one["error"]
        words.append(
            f"  {name}: log-odds {one['weight']:+.2f} a doubling ({low:+.2f} to {high:+.2f})"
        )
    return words + _return_words((findings or {})["after_a_problem"])


def _return_words(returns: dict[str, Any]) -> list[str]:
    words = []
    for kind, called in KINDS.items():
        told = returns[kind]
        if told["difference"] is None:
            continue
        words.append(
            f"  After {called} problem {told['of_alike']:.0%} of {told['alike']} customers came "
            f"within {returns['horizon_days']} days; of customers alike without one "
            f"{told['without']:.0%} ({told['difference_low']:+.0%} to "
            f"{told['difference_high']:+.0%})."
        )
    return words


def _outcome_words(told: dict[str, Any]) -> str:
    what = OUTCOMES[told["name"]]
    if told["auc"] is None:
        return f"  whether it {what}: not enough data yet. {told['refused']}"
    return (
        f"  whether it {what} ({told['base_rate']:.1%} of {told['n']}): AUC {told['auc']:.3f} "
        f"({told['auc_low']:.3f} to {told['auc_high']:.3f}), priority alone "
        f"{told['auc_baseline']:.3f}; gain {told['gain']:+.3f} ({told['gain_low']:+.3f} to "
        f"{told['gain_high']:+.3f})"
    )
