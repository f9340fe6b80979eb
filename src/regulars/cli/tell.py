"""Reports in words, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regulars.intake.reasons import REASONS
from regulars.wording import money, rounded

if TYPE_CHECKING:
    from regulars.acts.today import Item, Today
    from regulars.intake.import_files import Imported


def tell_import(done: Imported) -> str:
    """What an import did, and the first rows it did not take."""
    head = "Would import" if done.batch is None else f"Batch {done.batch}: imported"
    facts = ", ".join(f"{count} {fact}" for fact, count in done.facts.items())
    lines = [
        f"{head} {done.read} rows as {done.recipe}: {facts}.",
        f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged; "
        f"{done.rejected} rows not taken, {done.anonymous} without a customer.",
    ]
    lines += [
        f"  {one['file']}, line {one['line']}: {REASONS[one['reason']]['en']}"
        + (f" ({one['column']}: {one['value']})" if one["column"] else "")
        for one in done.rejects
    ]
    if done.rejected > len(done.rejects):
        lines.append(f"  … and {done.rejected - len(done.rejects)} more.")
    if done.rejected and done.batch is not None:
        lines.append(f"All of them: regulars rejects {done.batch}")
    for fact, rows in done.preview.items():
        lines += [f"  {fact}: {row}" for row in rows]
    return "\n".join(lines)


def tell_today(day: Today) -> str:
    """The care list as text."""
    lines = [
        f"Today, {day.as_of:%A %-d %B %Y} · {day.done} of {len(day.items)} done · "
        f"{day.minutes_planned} minutes of {day.hours:g} h",
        "",
    ]
    for item in day.items:
        lines += _item(item)
    lines.append(f"Below the line: {day.below_the_line} more.")
    return "\n".join(lines)


def _item(item: Item) -> list[str]:
    stake = "not enough data yet"
    if item.stake_minor is not None:
        stake = f"{_money(item, item.stake_minor)} a year at stake"
        if item.stake_low_minor is not None and item.stake_high_minor is not None:
            low, high = _money(item, item.stake_low_minor), _money(item, item.stake_high_minor)
            stake += f" (80%: {low} to {high})"
    mark = {"done": "✓ ", "snoozed": "… ", "not_right": "✗ "}.get(item.state, "")
    return [
        f"{mark}{item.customer} · {stake}",
        f"  {item.why}",
        f"  How: {item.how.text} ({item.how.basis}) · {item.minutes} min",
        "",
    ]


def _money(item: Item, minor: int) -> str:
    return money(rounded(minor), currency=item.currency, language="en")
