"""Each kind of fact in one line: what happened, in which way, and what was said."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, ngettext

from regulars.acts import relation_words
from regulars.acts.code_words import answer_word, channel_word, code_word, reaction_word
from regulars.acts.names import key_of_source
from regulars.acts.portrait import Happening
from regulars.acts.sending_words import question_words, sending_words
from regulars.acts.telling import Row, Said, Telling, joined, sentences
from regulars.plays import plays


def happening(fact: str, row: Row, telling: Telling) -> Happening:
    """A fact as a line of the timeline, in the active language."""
    text, where, quote = WORDS[fact](row, telling)
    at = row.get("happened_at") or row.get("state_at")
    return Happening(
        on=row[DAY_OF[fact]],
        fact=fact,
        text=text,
        where=where,
        source=row["source"],
        source_id=row["source_id"],
        quote=quote or None,
        other=telling.other,
        at=at,
        troubled=fact == "problem" and row["state"] in ("open", "waiting"),
    )


def _order(row: Row, telling: Telling) -> Said:
    key = key_of_source(row)
    words = {
        "placed": gettext("Order %(key)s") if key else gettext("Order"),
        "cancelled": gettext("Order %(key)s, cancelled") if key else gettext("Order, cancelled"),
        "returned": gettext("Return %(key)s") if key else gettext("Return"),
    }[row["state"]] % {"key": key}
    parts = [words, telling.money(row)]
    if row["discount_minor"]:
        told = telling.money(row, "discount_minor")
        parts.append(gettext("%(amount)s off") % {"amount": told})
    elif row["discount_code"]:
        parts.append(gettext("code %(code)s") % {"code": row["discount_code"]})
    where = channel_word(row["channel"]) if row["channel"] else row["source"]
    return joined(parts), where, None


def _reservation(row: Row, telling: Telling) -> Said:
    arrives, departs = telling.day(row["arrives_on"]), row["departs_on"]
    when = arrives if departs is None else f"{arrives} – {telling.day(departs)}"
    words = {
        "booked": gettext("Booked for %(when)s"),
        "stayed": gettext("Booked and stayed, %(when)s"),
        "cancelled": gettext("Booking for %(when)s, cancelled"),
        "no_show": gettext("Booked for %(when)s and did not come"),
    }[row["state"]] % {"when": when}
    parts = [words]
    if row["party"]:
        persons = ngettext("%(count)s person", "%(count)s persons", row["party"])
        parts.append(persons % {"count": telling.number(row["party"])})
    parts += [code_word(row["purpose"]), row["unit"] or "", telling.money(row)]
    return joined(parts), channel_word(row["channel"]) if row["channel"] else row["source"], None


def _contact(row: Row, telling: Telling) -> Said:
    began = {
        "customer": gettext("They got in touch"),
        "us": gettext("We got in touch"),
    }.get(row["began_by"], gettext("Contact"))
    parts = [began]
    if row["offer"] == "reference":
        parts.append(gettext("asked to speak for us to others"))
    elif row["offer"] == "ease":
        parts.append(gettext("asked how easy it was to have it solved"))
    elif row["offer"]:
        parts.append(gettext("offered: %(offer)s") % {"offer": row["offer"]})
    if row["reaction"]:
        parts.append(reaction_word(row["reaction"]))
    return joined(parts), channel_word(row["channel"]), row["note"]


def _care(row: Row, telling: Telling) -> Said:
    play = plays().get(row["play"])
    title = play.title[telling.language] if play else row["play"]
    state = {
        "done": gettext("Done"),
        "snoozed": gettext("Snoozed"),
        "not_right": gettext("Not right"),
    }[row["state"]]
    received = reaction_word(row["received"]) if row["received"] else ""
    return joined([f"{state}: {title}", received]), row["staff"], row["note"]


def _problem(row: Row, telling: Telling) -> Said:
    topic = row["topic"]
    parts = [gettext("Problem: %(topic)s") % {"topic": topic} if topic else gettext("Problem")]
    parts.append(code_word(row["state"]))
    if row["ended_on"] is not None and row["state"] in ("solved", "closed"):
        parts[-1] = f"{parts[-1]}, {telling.day(row['ended_on'])}"
    where = channel_word(row["channel"]) if row["channel"] else row["source"]
    return joined(parts), where, row["text"]


def _answer(row: Row, telling: Telling) -> Said:
    parts = [answer_word(row["kind"], row["score"], language=telling.language)]
    if row["kind"] in ("text", "choice"):
        parts = [question_words().get(row["question"]) or str(row["question"])]
    if row["question"] in question_words():
        parts.append(sending_words().get(row["choice"] or "", row["choice"] or ""))
    else:
        parts.append(row["choice"] or "")
    where = channel_word(row["channel"]) if row["channel"] else row["survey"] or row["source"]
    return joined(parts), where, row["text"]


def _review(row: Row, telling: Telling) -> Said:
    parts = [gettext("Review")]
    if row["rating_milli"] is not None and row["best_rating"]:
        points = {
            "points": telling.number(row["rating_milli"] / 1000),
            "most": telling.number(row["best_rating"]),
        }
        parts.append(gettext("%(points)s of %(most)s") % points)
    if row["replied_on"] is not None:
        parts.append(gettext("replied on %(day)s") % {"day": telling.day(row["replied_on"])})
    return joined(parts), row["site"], sentences([row["title"], row["text"]])


def _expectation(row: Row, telling: Telling) -> Said:
    parts = [gettext("Expected: %(aspect)s") % {"aspect": row["aspect"]}]
    parts += [code_word(row["outcome"])]
    return joined(parts), code_word(row["found_in"]) or row["source"], row["text"]


WORDS: dict[str, Callable[[Row, Telling], Said]] = {
    "order": _order,
    "reservation": _reservation,
    "contact": _contact,
    "problem": _problem,
    "answer": _answer,
    "review": _review,
    "expectation": _expectation,
    "referral": relation_words.referral,
    "introduction": relation_words.introduction,
    "account_review": relation_words.account_review,
    "perk": relation_words.perk,
    "care": _care,
    "consent": relation_words.consent,
    "treatment": relation_words.treatment,
    "account_owner": relation_words.account_owner,
    "match": relation_words.match,
    "follow_up": relation_words.follow_up,
}
"""In the order in which the kinds are offered. A new kind: its words, and the day it counts for."""

DAY_OF: dict[str, str] = {
    **dict.fromkeys(WORDS, "happened_on"),
    "account_review": "planned_on",
    "care": "planned_on",
    "account_owner": "since_on",
    "match": "decided_on",
}
