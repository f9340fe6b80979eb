"""A line of the list in words: why, how, by which way, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regulars.acts.changes import all_in_words, touched
from regulars.acts.figures import figure_in_words, figure_label, figures_in_words
from regulars.acts.follows import follows
from regulars.acts.names import Key, customer_records, display_name
from regulars.acts.quote import Quotations
from regulars.acts.quoted_facts import Asked
from regulars.acts.said_since import Change
from regulars.acts.today import NO_WAYS, Evidence, How, Item
from regulars.acts.treatment import how_allowed, how_to
from regulars.acts.ways import Reach, ways_of
from regulars.plays import Play, plays
from regulars.plays.play import Text
from regulars.wording import as_written

Row = Mapping[str, Any]
WHOLE_MINUTES = 60


@dataclass(frozen=True)
class Setting:
    """What all lines of a list share."""

    as_of: date
    currency: str | None
    language: str
    reach: Reach


@dataclass(frozen=True)
class Known:
    """What is known of the customers of some lines, looked up for all at once.

    Shape: `customer_ids` by (source, key), the others by customer id.
    """

    customer_ids: Mapping[Key, str]
    identities: Mapping[str, Sequence[Key]]
    cards: Mapping[str, Row]
    consents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Line:
    """One line before it is told."""

    row: Row
    key: Key
    play: Play
    card: Row
    asked: Asked

    @property
    def planned(self) -> bool:
        """Whether it is on a list; what is only a candidate (below the line) costs fewer reads."""
        return "source_id" in self.row


def items(rows: Sequence[Row], *, known: Known, setting: Setting) -> tuple[Item, ...]:
    """Lines of care facts (or of candidates with the same columns) in the active language.

    A customer whom the snapshot no longer knows, after an undo say, is left out.
    """
    lines = [line for row in rows if (line := _line(row, known)) is not None]
    quotations = Quotations(
        [line.asked for line in lines if line.planned],
        as_of=setting.as_of,
        language=setting.language,
    )
    keys = {key for line in lines for key in (line.key, *line.asked.keys)}
    records = customer_records(sorted(keys)) if keys else {}
    return tuple(
        _item(line, records, quotations.of(line.asked), known=known, setting=setting)
        for line in lines
    )


def _line(row: Row, known: Known) -> _Line | None:
    key = (row["customer_source"], row["customer_key"])
    card, play = known.cards.get(known.customer_ids.get(key, "")), plays().get(row["play"])
    if card is None or play is None:
        return None
    asked = Asked(play.quote, known.identities.get(card["customer_id"], [key]), card)
    return _Line(row, key, play, card, asked)


def _item(
    line: _Line,
    records: Mapping[Key, Row],
    quote: Evidence | None,
    *,
    known: Known,
    setting: Setting,
) -> Item:
    row, play, card = line.row, line.play, line.card
    language, customer_id = setting.language, line.card["customer_id"]
    allowed = known.consents.get(customer_id, {})
    changes = known.changes.get(customer_id, ())
    how = _how(play, card, allowed, setting)
    own = [records[key] for key in (line.key, *line.asked.keys) if key in records]
    ways = NO_WAYS
    if line.planned:
        ways = ways_of(
            play,
            records=own,
            key=line.key[1],
            treatment=how.treatment,
            allowed=allowed,
            reach=setting.reach,
        )
    stake = row["stake_minor"]
    keeps = None if stake is None else stake * play.effect / row["minutes"] * WHOLE_MINUTES
    return Item(
        care_id=row.get("source_id") or "",
        customer_id=customer_id,
        customer=display_name(records.get(line.key), key=line.key[1], language=language),
        customer_kind=card["kind"] or "person",
        play=play.name,
        play_title=_said(play.title, setting),
        pillar=play.pillar,
        optional=play.optional,
        why=_why(play, card, quote, setting),
        how=how,
        minutes=row["minutes"],
        stake_minor=stake,
        stake_low_minor=row["stake_low_minor"],
        stake_high_minor=row["stake_high_minor"],
        currency=row.get("currency") or setting.currency or "XXX",
        effect=play.effect,
        effect_basis=play.effect_basis,
        effect_source=_said(play.effect_source, setting),
        judged=_said(play.judged, setting),
        left_alone=_said(play.left_alone, setting),
        evidence=_evidence(play, card, quote, changes, setting),
        state=row.get("state") or "shown",
        state_at=row.get("state_at"),
        received=row.get("received"),
        note=row.get("note"),
        snoozed_until_on=row.get("snoozed_until_on"),
        ways=ways,
        changed=all_in_words(changes, language=language),
        stake_changed=touched(play.stake, changes),
        keeps_per_hour_minor=None if keeps is None else round(keeps),
        staff=row.get("staff") or "",
        follows=follows(row, play, language=language),
        looked_after_by=row.get("looked_after_by") or "",
    )


def _said(text: Text, setting: Setting) -> str:
    return as_written(text[setting.language], language=setting.language)


def _as_part(sentence: str) -> str:
    """A sentence as one of several parts of a line: without its capital and its full stop."""
    part = sentence.rstrip(".।")
    return part[:1].lower() + part[1:] if part[1:2].islower() else part


def _how(play: Play, card: Row, allowed: Mapping[str, str], setting: Setting) -> How:
    language = setting.language
    ways = {
        "contact": _as_part(_said(play.how_contact, setting)),
        "distance": _as_part(_said(play.how_distance, setting)),
    }
    how = how_to(card, as_of=setting.as_of, language=language, **ways)
    return how_allowed(how, allowed=allowed, **ways) if play.optional else how


def _why(play: Play, card: Row, quote: Evidence | None, setting: Setting) -> str:
    """The play's sentence with this customer's figures, and the quoted fact after it."""
    language = setting.language

    def named_in(text: str) -> dict[str, str | None]:
        return figures_in_words(card, text, currency=setting.currency, language=language)

    text = play.why[language]
    words = named_in(text)
    if None in words.values() and play.why_not_known is not None:
        text = play.why_not_known[language]
        words = named_in(text)
    sentence = as_written(text, language=language).format(
        **{name: word or "" for name, word in words.items()}
    )
    if quote is None:
        return sentence
    end = "" if quote.value.endswith("”") else "."
    return f"{sentence} {quote.label}: {quote.value}{end}"


def _evidence(
    play: Play,
    card: Row,
    quote: Evidence | None,
    changes: Sequence[Change],
    setting: Setting,
) -> tuple[Evidence, ...]:
    figures = []
    for name in play.evidence:
        word = figure_in_words(
            name, card.get(name), currency=setting.currency, language=setting.language
        )
        if word is not None:
            label = figure_label(name, language=setting.language)
            changed = touched(name, changes)
            figures.append(Evidence(label, word, signal=name, changed=changed))
    return (*figures, quote) if quote else tuple(figures)
