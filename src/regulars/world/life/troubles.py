"""What goes wrong with orders, how hard it is to get it solved, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.life.issues import ISSUES
from regulars.world.life.setting import Setting
from regulars.world.season.span import NEVER

TROUBLE_SHARE = {CABINS: 0.055, SHOP: 0.018, TEXTILES: 0.075}
"""Of orders, beside the known issues."""
TOPICS: dict[str, tuple[str, ...]] = {
    CABINS: ("hot water", "noise", "bill", "cleaning", "booking", "road"),
    SHOP: ("delivery", "quality", "bill", "missing goods", "staff"),
    TEXTILES: ("colour", "delivery", "short length", "bill", "weave"),
}
EASY, HARD, NEVER_SOLVED = range(3)
EASY_SHARE, HARD_SHARE = 0.62, 0.28
"""Of what is told; the rest is never solved."""
GIVEN_UP_SHARE = 0.45
"""Of what is never solved: we close it without a solution within some weeks."""
FORGOTTEN_SHARE = 0.12
"""Of the rest: it stays open; what is not forgotten somebody closes, tidying up."""
TIDIED_AFTER_DAYS = (45, 60.0)
"""At least, and on average beyond that."""
REOPENED_SHARE = 0.35
SILENT_LOSS = 0.24
"""The chance to lose who has something wrong and says nothing."""
EASY_LOSS = 0.03
SOURS_TIMES = 12.0
"""Where there is no coin: by how much a certain loss would make leaving likelier, for good."""


@dataclass(frozen=True)
class Troubles:
    """One row a thing gone wrong, told or not.

    Shape: each (troubles,); `customer` a row of the roster, `number` which of their orders,
           `issue` a number in ISSUES or -1, `topic` a place in the topics of the source.
    Units: days of the span, NEVER where not; `felt` when the customer notices (it may lie after
           the history), `ended` when it is solved or given up, `leaves_on` when who is lost
           decides; `loss` the chance to lose them over it.
    """

    customer: Ints
    number: Ints
    issue: Ints
    topic: Ints
    felt: Ints
    told: Flags
    repeats: Ints
    transfers: Ints
    ended: Ints
    solved: Flags
    reopened: Flags
    loss: Floats
    lost: Flags
    leaves_on: Ints

    def __len__(self) -> int:
        return len(self.customer)

    def at(self, rows: Ints) -> Troubles:
        """Some of them."""
        return Troubles(**{one.name: getattr(self, one.name)[rows] for one in fields(self)})

    @property
    def effort(self) -> Ints:
        """EASY, HARD or NEVER_SOLVED; what was not told counts as never solved."""
        hard = (self.repeats > 0) | (self.transfers > 0) | (self.ended - self.felt > 7)
        solved = np.where(hard | self.reopened, HARD, EASY)
        return np.where(self.solved, solved, NEVER_SOLVED).astype(np.int64)


def joined_troubles(parts: list[Troubles]) -> Troubles:
    """All of them, in the order given."""
    return Troubles(
        **{
            one.name: np.concatenate([getattr(part, one.name) for part in parts])
            for one in fields(Troubles)
        }
    )


def draw_troubles(
    *, setting: Setting, rows: Ints, numbers: Ints, issue: Ints, day: int
) -> Troubles:
    """What goes wrong with the orders of a day.

    Shape: `rows`, `numbers` and `issue` (orders,): whose order, which of theirs, and the issue
           that it was exposed to, or -1.
    """
    draws = setting.draws
    source = setting.roster.source[rows]
    share = np.array([TROUBLE_SHARE[name] for name in SOURCES])[source]
    has_it = np.array([one.has_it for one in ISSUES] + [0.0])[issue]
    exposed = issue >= 0
    chance = np.where(exposed, has_it, share)
    hit = np.flatnonzero(draws.uniform("goes wrong", rows, numbers) < chance)
    return _how(setting=setting, rows=rows[hit], numbers=numbers[hit], issue=issue[hit], day=day)


def _how(*, setting: Setting, rows: Ints, numbers: Ints, issue: Ints, day: int) -> Troubles:
    draws, laws = setting.draws, setting.laws
    exposed = issue >= 0
    shows = np.array([one.shows_after_days for one in ISSUES] + [2.0])[issue]
    felt = day + (shows * draws.exponential("shows", rows, numbers)).astype(np.int64)
    speaks = np.array([one.speaks for one in ISSUES] + [1.0])[issue] * laws.outspoken[rows]
    speaks = np.where(exposed, speaks, np.minimum(speaks + 0.12, 0.95))
    told = draws.uniform("speaks", rows, numbers) < speaks
    how = draws.uniform("how hard", rows, numbers)
    hard = (how >= EASY_SHARE) & told
    solved = (how < EASY_SHARE + HARD_SHARE) & told
    repeats = np.where(hard, 1 + _times(draws.uniform("repeats", rows, numbers), 0.5), 0)
    transfers = np.where(hard, _times(draws.uniform("transfers", rows, numbers), 0.5), 0)
    took = draws.exponential("takes", rows, numbers)
    days = np.where(hard, 4 + 11 * took, 1.6 * took).astype(np.int64)
    given_up = draws.uniform("given up", rows, numbers) < GIVEN_UP_SHARE
    forgotten = draws.uniform("forgotten", rows, numbers) < FORGOTTEN_SHARE
    least, beyond = TIDIED_AFTER_DAYS
    tidied = least + (beyond * draws.exponential("tidied", rows, numbers)).astype(np.int64)
    closed = np.where(given_up, felt + 18 + 2 * days, np.where(forgotten, NEVER, felt + tidied))
    ended = np.where(solved, felt + days, np.where(told, closed, NEVER))
    reopened = solved & hard & (draws.uniform("reopened", rows, numbers) < REOPENED_SHARE)
    ended = np.where(reopened, ended + 4, ended)
    loss = np.where(
        told, loss_of(repeats=repeats, transfers=transfers, days=days, solved=solved), SILENT_LOSS
    )
    lost = draws.uniform("is lost", rows, numbers) < loss
    waits = np.where(told, np.minimum(ended, felt + 30) + 3, felt + 14)
    decides = waits + (10 * draws.exponential("decides", rows, numbers)).astype(np.int64)
    return Troubles(
        customer=rows,
        number=numbers,
        issue=issue,
        topic=_topics(setting=setting, rows=rows, numbers=numbers, issue=issue),
        felt=felt,
        told=told,
        repeats=repeats,
        transfers=transfers,
        ended=ended,
        solved=solved,
        reopened=reopened,
        loss=loss,
        lost=lost,
        leaves_on=decides,
    )


def loss_of(*, repeats: Ints, transfers: Ints, days: Ints, solved: Flags) -> Floats:
    """The chance to lose somebody over what it took to get it solved.

    Source: repeat contact multiplies disloyalty by 2.5 (Dixon, Freeman & Toman 2010); the rest
            is made up.
    """
    logit = -3.6 + np.log(2.5) * np.minimum(repeats, 3) + 0.45 * np.minimum(transfers, 3)
    logit = logit + 0.3 * np.log2(1 + days / 7) + np.where(solved, 0.0, 0.9)
    return np.asarray(1 / (1 + np.exp(-logit)))


def _times(at: Floats, again: float) -> Ints:
    """0, 1, 2, … with a chance of `again` to go on each time; at most 5."""
    return np.asarray(np.minimum(np.log(at) / np.log(again), 5).astype(np.int64))


def _topics(*, setting: Setting, rows: Ints, numbers: Ints, issue: Ints) -> Ints:
    source = setting.roster.source[rows]
    count = np.array([len(TOPICS[name]) for name in SOURCES])[source]
    by_chance = (setting.draws.uniform("topic", rows, numbers) * count).astype(np.int64)
    of_issue = np.array([TOPICS[one.source].index(one.topic) for one in ISSUES] + [0])[issue]
    return np.where(issue >= 0, of_issue, by_chance).astype(np.int64)
