"""`python -m benchmarks.likely_senders`: how well likely senders are found in invented worlds.

By whom each truly sent in the year after, also what nobody wrote down; also in the worlds whose
customers live by laws that no estimate was built for. Prints the worst.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regulars.estimates.lift import Lift
from regulars.world.life.variants import VARIANTS

SEEDS = (1, 2, 3)
CUSTOMERS = 8_000


def main() -> None:
    """A line for each world, and the worst."""
    tests = Path(__file__).parents[1] / "tests"
    sys.path[:0] = [str(tests), str(tests / "world")]
    from judge_senders import judge

    judged = [
        judge(variant=variant, seed=seed, customers=CUSTOMERS)
        for variant in VARIANTS
        for seed in SEEDS
    ]
    print("| world | seed | truly sent | top tenth: lift (80%) | past referrals | more (80%) |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in judged:
        more = f"{one.ahead[0]:+.2f} ({one.ahead[1]:+.2f} to {one.ahead[2]:+.2f})"
        print(
            f"| {one.variant} | {one.seed} | {one.sent} | {_told(one.model)} | {_told(one.past)}"
            f" | {more} |"
        )
    worst = min(judged, key=lambda one: one.model.lift)
    print(f"\nThe worst: {worst.variant}, seed {worst.seed}, lift {_told(worst.model)}.")
    behind = min(judged, key=lambda one: one.ahead[0])
    print(
        f"Furthest behind past referrals: {behind.variant}, {behind.seed}: {behind.ahead[0]:+.2f}."
    )
    print(f"Mean of `more`: {sum(one.ahead[0] for one in judged) / len(judged):+.2f}.")


def _told(lift: Lift) -> str:
    return f"{lift.lift:.2f} ({lift.low:.2f}–{lift.high:.2f})"


if __name__ == "__main__":
    main()
