"""A play: what to do next for customers of whom something is true."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from regulars.errors import RegularsError

PILLARS = ("product", "service", "community", "experiences", "bridges")
KINDS = ("service", "optional")
LANGUAGES = ("en", "bn")

Text = dict[str, str]
"""The same text in every language, by code."""


class PlayWrong(RegularsError):
    """A play's file does not keep the contract of plays."""


@dataclass(frozen=True)
class Play:
    """One play as its file declares it.

    `whom` is a condition on the card's columns, `stake` the column that skipping it puts at stake.
    `effect` is the share of the stake that it keeps; `effect_basis` is `assumed` or `measured`.
    `kind` service is never held out; optional leaves a random share untouched.
    Units: minutes of one person; days for the cool-down and the judging.
    """

    name: str
    version: int
    pillar: str
    kind: str
    minutes: int
    cool_down_days: int
    stake: str
    judged_by: str
    judged_after_days: int
    whom: str
    evidence: tuple[str, ...]
    quote: str
    """The fact quoted beside the figures: `last_order` or `last_contact`."""
    effect: float
    effect_basis: str
    effect_source: Text
    title: Text
    why: Text
    how_contact: Text
    how_distance: Text
    left_alone: Text
    judged: Text
    why_not_known: Text | None = None
    """Instead of `why` where a figure that it names is null."""

    @property
    def optional(self) -> bool:
        return self.kind == "optional"


def read_play(name: str) -> Play:
    """Read and check a play's file. Raises: PlayWrong with what is wrong."""
    raw = tomllib.loads(
        (files("regulars.plays") / "shelf" / f"{name}.toml").read_text(encoding="utf-8")
    )
    effect, how = raw.pop("effect"), raw.pop("how")
    play = Play(
        **{**raw, "evidence": tuple(raw["evidence"])},
        effect=effect["share"],
        effect_basis=effect["basis"],
        effect_source=effect["source"],
        how_contact=how["contact"],
        how_distance=how["distance"],
    )
    _check(play, name)
    return play


def _check(play: Play, name: str) -> None:
    texts = {
        "effect.source": play.effect_source,
        "title": play.title,
        "why": play.why,
        "how.contact": play.how_contact,
        "how.distance": play.how_distance,
        "left_alone": play.left_alone,
        "judged": play.judged,
    }
    if play.why_not_known is not None:
        texts["why_not_known"] = play.why_not_known
    wrong = [field for field, text in texts.items() if set(text) != set(LANGUAGES)]
    if wrong:
        raise PlayWrong(f"{name}.toml: {', '.join(wrong)} must be there in {LANGUAGES}.")
    if play.name != name or play.pillar not in PILLARS or play.kind not in KINDS:
        raise PlayWrong(
            f"{name}.toml: name must be {name}, pillar one of {PILLARS}, kind one of {KINDS}."
        )
    if not 0 < play.effect < 1 or play.minutes <= 0 or play.cool_down_days < 0:
        raise PlayWrong(f"{name}.toml: effect must be a share, minutes and days positive.")
