"""What people did for each other, allowed and agreed, each fact in one line."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from regulars.acts.code_words import CONSENT_WORDS, channel_word, code_word, purpose_word
from regulars.acts.telling import Row, Said, Telling, joined, sentences


def referral(row: Row, telling: Telling) -> Said:
    words = gettext("They sent us %(name)s") if telling.is_first else gettext("%(name)s sent them")
    parts = [words % {"name": telling.name}]
    if row["confidence_permille"] is not None and row["confidence_permille"] < 1000:
        sure = telling.number(round(row["confidence_permille"] / 10))
        parts.append(gettext("%(percent)s%% sure") % {"percent": sure})
    return joined(parts), code_word(row["known_by"]) or row["source"], None


def introduction(row: Row, telling: Telling) -> Said:
    parts = [gettext("Introduction to %(name)s") % {"name": telling.name}]
    parts += [row["need"] or "", code_word(row["state"]), code_word(row["outcome"])]
    return joined(parts), row["source"], None


def match(row: Row, telling: Telling) -> Said:
    words = {
        "same": gettext("Found to be one customer with %(name)s"),
        "different": gettext("Found to be another customer than %(name)s"),
        "open": gettext("Left open whether they are one customer with %(name)s"),
    }[row["decision"]] % {"name": telling.name}
    return words, row["decided_by"] or row["source"], None


def consent(row: Row, telling: Telling) -> Said:
    channel = channel_word(row["channel"]) if row["channel"] else gettext("all channels")
    told = {"purpose": purpose_word(row["purpose"]), "channel": channel}
    return str(CONSENT_WORDS[row["state"]]) % told, row["said_in"] or row["source"], None


def treatment(row: Row, telling: Telling) -> Said:
    words = {
        "contact": gettext("Said that they like contact"),
        "distance": gettext("Said that they like distance"),
        "ask": gettext("Said that they want to be asked each time"),
    }[row["treatment"]]
    return words, row["said_to"] or row["source"], row["text"]


def account_review(row: Row, telling: Telling) -> Said:
    words = {
        "planned": gettext("Account review, planned"),
        "held": gettext("Account review"),
        "declined": gettext("Account review, declined"),
    }[row["state"]]
    recommended = code_word(row["recommendation"])
    if row["recommendation"] == "nothing":
        recommended = gettext("nothing, for now")
    parts = [words, gettext("recommended: %(what)s") % {"what": recommended} if recommended else ""]
    said = [row[name] for name in ("feeling", "needs", "competitors")]
    return joined(parts), row["staff"] or row["source"], sentences(said)


def perk(row: Row, telling: Telling) -> Said:
    parts = [gettext("Perk: %(kind)s") % {"kind": row["kind"]}, code_word(row["given_as"])]
    cost = telling.money(row, "cost_minor")
    parts.append(gettext("cost us %(amount)s") % {"amount": cost} if cost else "")
    return joined(parts), row["source"], None


def account_owner(row: Row, telling: Telling) -> Said:
    if row["staff"] is None:
        return gettext("From now on nobody looks after them"), row["source"], None
    words = pgettext("who is in charge of a customer", "From now on %(name)s looks after them")
    return words % {"name": row["staff"]}, row["source"], None


def follow_up(row: Row, telling: Telling) -> Said:
    words = {
        "arrived": gettext("They arrived"),
        "did_not_come": gettext("They did not come"),
        "replied": gettext("Their review was answered"),
        "needs_no_reply": gettext("Their review needs no answer"),
        "open": gettext("What was said of it is taken back"),
    }[row["became"]]
    return words, row["staff"] or row["source"], None
