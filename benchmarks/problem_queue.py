"""`python -m benchmarks.problem_queue`: the loyalty that a day's hours keep, by the order taken.

Problems are taken by what the product holds to be at stake, oldest first, and biggest spender
first, in invented worlds of which the truth is known; also in those whose customers live by laws
that no estimate was built for. Prints the worst.
"""

from __future__ import annotations

import sys
from pathlib import Path

from regulars.world.life.variants import VARIANTS

SEEDS = range(1, 13)
CUSTOMERS = 8_000


def main() -> None:
    """A line for each kind of world, and the worst."""
    tests = Path(__file__).parents[1] / "tests"
    sys.path[:0] = [str(tests), str(tests / "world")]
    from judge_queue import ORDERS, SOLVED_A_DAY, Judged, judge, more_kept, share_kept

    def told(judged: list[Judged], than: str) -> str:
        more, low, high = more_kept(judged, than=than)
        return f"{more:+.0%} ({low:+.0%} to {high:+.0%})"

    print(f"{SOLVED_A_DAY} problems solved in a day; parts of what solving all would keep.\n")
    print(
        "| worlds | open | queue | oldest | spender | before oldest (80%) | before spender (80%) |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    worst = (1.0, "")
    for variant in VARIANTS:
        judged = [judge(variant=variant, seed=seed, customers=CUSTOMERS) for seed in SEEDS]
        shares = " | ".join(f"{share_kept(judged, order):.0%}" for order in ORDERS)
        problems = sum(one.problems for one in judged)
        beside = " | ".join(told(judged, order) for order in ORDERS[1:])
        print(f"| {len(judged)} × {variant} | {problems} | {shares} | {beside} |", flush=True)
        worst = min(worst, (more_kept(judged, than=ORDERS[2])[0], variant))
    print(f"\nThe worst beside the biggest spender: {worst[1]}, {worst[0]:+.1%}.")


if __name__ == "__main__":
    main()
