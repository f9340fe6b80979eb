"""How the lines of a day are put in order on the page."""

from __future__ import annotations

from regulars.acts.today import Item, Progress, Today

WHOLE = 100


def arranged(plan: Today) -> dict[str, object]:
    """The page's plain values: open lines first, those without a stake apart, handled ones last."""
    waiting = [item for item in plan.items if item.state == "shown"]
    staked = [item for item in waiting if item.stake_minor is not None]
    unstaked = [item for item in waiting if item.stake_minor is None]
    handled = sorted(
        (item for item in plan.items if item.state != "shown"),
        key=lambda item: item.state_at or plan.refreshed_at,
    )
    return progress(plan.progress) | {
        "plan": plan,
        "staked": staked,
        "unstaked": unstaked,
        "handled": handled,
        "current_care_id": _first_care_id(staked + unstaked),
        "year_shown": plan.as_of.year != plan.refreshed_at.year,
        "as_of": plan.as_of,
        "refresh_seconds": plan.refresh_seconds,
    }


def progress(day: Progress) -> dict[str, object]:
    """How far the day has come."""
    total = day.done + day.left
    return {
        "day": day,
        "left": day.left,
        "total": total,
        "set_aside": day.set_aside,
        "percent_done": round(WHOLE * day.done / total) if total else 0,
    }


def _first_care_id(items: list[Item]) -> str | None:
    return items[0].care_id if items else None
