"""A backtest in words, for people at a terminal."""

from __future__ import annotations

from typing import Any

_TASKS = {
    "chance": "Who comes back",
    "count": "How often",
    "value": "How much they spend",
}
_FIGURES = (
    *(("auc", "AUC"), ("ece", "ECE"), ("pit_ks", "PIT-KS"), ("coverage80", "in 80%")),
    *(("mae", "MAE"), ("rmse", "RMSE"), ("capture10", "top 10%")),
)


def tell_backtest(report: dict[str, Any]) -> str:
    """What was chosen, how good it was beside the naive way, and what held out showed."""
    lines = [f"Nothing after {report['as_of']} was looked at."]
    if report["too_little"]:
        prior = report["prior"]["count"]
        lines += [
            f"Not enough data yet to choose: {report['too_little']}",
            f"Until then the {prior} is taken, as the stated prior.",
        ]
    else:
        lines.append(
            f"Tried {len(report['origins'])} times, each time on the {report['horizon_days']} days "
            f"after {', '.join(report['origins'])}."
        )
        for task, chosen in report["chosen"].items():
            lines += _task(task, chosen["name"], report)
        lines += _came_back(report["reliability"])
    lines += _held_out(report["held_out"])
    if report["one_in"] > 1:
        lines.append(f"One customer in {report['one_in']} was looked at, always the same ones.")
    return "\n".join(lines)


def _task(task: str, name: str, report: dict[str, Any]) -> list[str]:
    lines = [f"{_TASKS[task]}: {name}"]
    for kind, label in (("models", name), ("baselines", None)):
        for row in report[kind]:
            if row["task"] == task and label in (None, row["name"]):
                lines.append(f"  {row['name']:<36} {_figures(row)}")
    return lines


def _figures(row: dict[str, Any]) -> str:
    return "  ".join(
        f"{label} {row[name]:.3f}" for name, label in _FIGURES if row[name] is not None
    )


def _came_back(bins: list[dict[str, Any]]) -> list[str]:
    return [
        f"  Of 100 customers to whom we gave {one['low']:.0%} to {one['high']:.0%}, "
        f"{one['came_of_100']} came back ({one['customers']} customers)."
        for one in bins
    ]


def _held_out(found: dict[str, Any] | None) -> list[str]:
    if found is None:
        return ["There is too little history to hold any of it out."]
    lines = [
        f"Held out: chosen by what was known before {found['from']}, judged by the {found['days']} "
        f"days from then to {found['until']}."
    ]
    if found["too_little"]:
        lines.append("  Before that day there was too little to choose: the prior was judged.")
    for row in found["models"] + found["baselines"]:
        lines.append(f"  {_TASKS[row['task']]}, {row['name']}: {_figures(row)}")
    return lines + _came_back(found["reliability"])
