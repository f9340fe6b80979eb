"""What was planned for a customer, and what became of it."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import CURRENCY, Contract, customer_columns

CARE = Contract(
    fact="care",
    file_key="care_id",
    description="One line of a day's care list; each change of its state is a new revision.",
    columns=(
        *customer_columns(null=None),
        Column("play", Type.TEXT, "The play that proposed it."),
        Column("play_version", Type.INTEGER, "The play's version.", unit="counts from 1"),
        Column("planned_on", Type.DATE, "The day it was planned for.", unit="day"),
        Column("staff", Type.TEXT, "Log-in name of the person whose list it was on."),
        Column(
            "state",
            Type.TEXT,
            "shown: on the list. held_out: left untouched at random, so the play can be judged.",
            choices=("shown", "done", "snoozed", "not_right", "held_out"),
        ),
        Column(
            "state_at",
            Type.INSTANT,
            "When this state began, UTC.",
            unit="instant, UTC",
        ),
        Column("rank", Type.INTEGER, "Place on the list.", unit="counts from 1", null="held out"),
        Column("minutes", Type.INTEGER, "Time the play expects to take.", unit="minutes"),
        Column(
            "stake_minor",
            Type.INTEGER,
            "What was at stake when it was planned.",
            unit="minor units of `currency`",
            null="not enough data to say",
        ),
        Column(
            "stake_low_minor",
            Type.INTEGER,
            "Lower end of its 80% interval.",
            unit="minor units of `currency`",
            null="not enough data to say",
        ),
        Column(
            "stake_high_minor",
            Type.INTEGER,
            "Upper end of its 80% interval.",
            unit="minor units of `currency`",
            null="not enough data to say",
        ),
        CURRENCY,
        Column(
            "channel",
            Type.TEXT,
            "How it was done: personal channels are call, visit and counter.",
            null="not done, or not said",
            choices=("call", "visit", "counter", "message", "email", "letter"),
        ),
        Column(
            "received",
            Type.TEXT,
            "How the customer received it.",
            null="not done, or not said",
            choices=("welcome", "neutral", "unwelcome"),
        ),
        Column(
            "snoozed_until_on",
            Type.DATE,
            "Leave alone until this day.",
            unit="day",
            null="not snoozed",
        ),
        Column(
            "reason",
            Type.TEXT,
            "Why it was not right.",
            null="not marked as not right",
            choices=("wrong_facts", "wrong_moment", "no_longer_a_customer", "other"),
        ),
        Column("note", Type.TEXT, "What was said.", null="nothing noted", personal=True),
    ),
)
