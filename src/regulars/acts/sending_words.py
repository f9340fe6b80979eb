"""The codes of sending in words: groups, who told somebody, why a referral is not counted."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext


def sending_words() -> dict[str, str]:
    """By code, in the active language; a code that is not here is shown as it is written."""
    return {**group_words(), **told_words(), **anyway_words()}


def group_words() -> dict[str, str]:
    """The four groups."""
    return {
        "spender_sender": gettext("Spender and sender"),
        "spender": pgettext("customer group", "Spender"),
        "sender": pgettext("customer group", "Sender"),
        "quiet": pgettext("customer group", "Quiet"),
    }


def told_words() -> dict[str, str]:
    """Who told somebody about us, as they can choose it."""
    return {
        "customer": gettext("Somebody who is a customer here"),
        "other_person": gettext("Somebody else I know"),
        "review": gettext("I read reviews"),
        "search": gettext("I searched for it"),
        "advert": gettext("An advertisement, or social media"),
        "passed_by": gettext("I passed by"),
        "other": pgettext("who told you", "Something else"),
    }


def question_words() -> dict[str, str]:
    """The questions to who came, by key."""
    return {
        "who_told": gettext("Who told them about us"),
        "would_have_come": gettext("Would have come without who sent them"),
    }


def anyway_words() -> dict[str, str]:
    """Whether they would have come without who sent them."""
    return {
        "yes": pgettext("would have come anyway", "Yes"),
        "no": pgettext("would have come anyway", "No"),
        "not_sure": pgettext("would have come anyway", "Not sure"),
    }


def not_counted_words() -> dict[str, str]:
    """Why who sent whom is on record and not counted."""
    return {
        "self": gettext("two records of one customer"),
        "unsure": gettext("more likely wrong than right"),
        "came_before": gettext("was a customer before who is said to have sent them"),
    }
