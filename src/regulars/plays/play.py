"""A play: what to do next for customers of whom something is true."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from string import Formatter

from regulars.errors import RegularsError

PILLARS = ("product", "service", "community", "experiences", "bridges")
KINDS = ("service", "optional")
LANGUAGES = ("en", "bn")
QUOTES = (
    "last_order",
    "last_contact",
    "open_problem",
    "last_problem",
    "low_rating",
    "last_sent",
    "next_arrival",
)
IN_TEXT = frozenset({"customer", "business"})
"""What a message may name."""

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
    """The fact quoted beside the figures: one of `QUOTES`."""
    effect: float
    effect_basis: str
    effect_source: Text
    title: Text
    why: Text
    how_contact: Text
    how_distance: Text
    text_contact: Text
    """A short message to begin with; `{customer}` and `{business}` stand for their names."""
    text_distance: Text
    left_alone: Text
    judged: Text
    why_not_known: Text | None = None
    """Instead of `why` where a figure that it names is null."""
    age: str | None = None
    """The column of days by which those without a stake are put in order, the most first."""

    @property
    def optional(self) -> bool:
        return self.kind == "optional"


def read_play(name: str) -> Play:
    """Read and check a play's file. Raises: PlayWrong with what is wrong."""
    raw = tomllib.loads(
        (files("regulars.plays") / "shelf" / f"{name}.toml").read_text(encoding="utf-8")
    )
    effect, how, text = raw.pop("effect"), raw.pop("how"), raw.pop("text")
    play = Play(
        **{**raw, "evidence": tuple(raw["evidence"])},
        effect=effect["share"],
        effect_basis=effect["basis"],
        effect_source=effect["source"],
        how_contact=how["contact"],
        how_distance=how["distance"],
        text_contact=text["contact"],
        text_distance=text["distance"],
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
        "text.contact": play.text_contact,
        "text.distance": play.text_distance,
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
    if play.quote not in QUOTES:
        raise PlayWrong(f"{name}.toml: quote must be one of {QUOTES}.")
    messages = (*play.text_contact.values(), *play.text_distance.values())
    named = {field for text in messages for _, field, _, _ in Formatter().parse(text)} - {None}
    if not named <= IN_TEXT:
        raise PlayWrong(f"{name}.toml: text names {named - IN_TEXT}; only {IN_TEXT} are known.")
    if not 0 < play.effect < 1 or play.minutes <= 0 or play.cool_down_days < 0:
        raise PlayWrong(f"{name}.toml: effect must be a share, minutes and days positive.")
