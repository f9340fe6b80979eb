"""A line of the list in words: why, how, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from regulars.acts.figures import figure_in_words, figure_label, figures_in_words
from regulars.acts.names import Key, customer_records, display_name
from regulars.acts.quote import Asked, Quotations
from regulars.acts.today import Evidence, Item
from regulars.acts.treatment import how_allowed, how_to
from regulars.plays import Play, plays
from regulars.wording import as_written

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """What all lines of a list share."""

    as_of: date
    currency: str | None
    language: str


def items(
    rows: Sequence[Row],
    *,
    customer_ids: Mapping[Key, str],
    identities: Mapping[str, Sequence[Key]],
    cards: Mapping[str, Row],
    consents: Mapping[str, Mapping[str, str]],
    setting: Setting,
) -> tuple[Item, ...]:
    """Lines of care facts (or of candidates with the same columns) in the active language.

    A customer whom the snapshot no longer knows, after an undo say, is left out.
    Shape: `cards` and `consents` by customer id; `customer_ids` by (source, key).
    """
    records = customer_records([(row["customer_source"], row["customer_key"]) for row in rows])
    known = []
    for row in rows:
        key = (row["customer_source"], row["customer_key"])
        card, play = cards.get(customer_ids.get(key, "")), plays().get(row["play"])
        if card is not None and play is not None:
            asked = Asked(play.quote, identities[card["customer_id"]], card)
            known.append((row, key, card, play, asked))
    # What is only a candidate (below the line) goes without its quotation: it costs reads.
    quotations = Quotations(
        [asked for row, *_, asked in known if "source_id" in row], language=setting.language
    )
    return tuple(
        _item(
            row,
            play,
            card,
            display_name(records.get(key), key=key[1], language=setting.language),
            quotations.of(asked),
            consents.get(card["customer_id"], {}),
            setting,
        )
        for row, key, card, play, asked in known
    )


def _item(  # noqa: PLR0917 - what one line is made of
    row: Row,
    play: Play,
    card: Row,
    name: str,
    quote: Evidence | None,
    allowed: Mapping[str, str],
    setting: Setting,
) -> Item:
    language = setting.language

    def said(text: Mapping[str, str]) -> str:
        return as_written(text[language], language=language)

    ways = {"contact": said(play.how_contact), "distance": said(play.how_distance)}
    how = how_to(card, as_of=setting.as_of, language=language, **ways)
    if play.optional:
        how = how_allowed(how, allowed=allowed, **ways)
    return Item(
        care_id=row.get("source_id") or "",
        customer_id=card["customer_id"],
        customer=name,
        customer_kind=card["kind"] or "person",
        play=play.name,
        play_title=said(play.title),
        pillar=play.pillar,
        optional=play.optional,
        why=_why(play, card, quote, setting),
        how=how,
        minutes=row["minutes"],
        stake_minor=row["stake_minor"],
        stake_low_minor=row["stake_low_minor"],
        stake_high_minor=row["stake_high_minor"],
        currency=row.get("currency") or setting.currency or "XXX",
        effect=play.effect,
        effect_basis=play.effect_basis,
        effect_source=said(play.effect_source),
        judged=said(play.judged),
        left_alone=said(play.left_alone),
        evidence=_evidence(play, card, quote, setting),
        state=row.get("state") or "shown",
        state_at=row.get("state_at"),
        received=row.get("received"),
        note=row.get("note"),
        snoozed_until_on=row.get("snoozed_until_on"),
    )


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
    play: Play, card: Row, quote: Evidence | None, setting: Setting
) -> tuple[Evidence, ...]:
    figures = []
    for name in play.evidence:
        word = figure_in_words(
            name, card[name], currency=setting.currency, language=setting.language
        )
        if word is not None:
            label = figure_label(name, language=setting.language)
            figures.append(Evidence(label, word, signal=name))
    return (*figures, quote) if quote else tuple(figures)
