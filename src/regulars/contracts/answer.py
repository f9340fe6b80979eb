"""What a customer answered when asked."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns, key_of

KNOWN_ISSUE, CHECK_IN = "known_issue", "check_in"
"""Surveys of the desk: whether an exposed customer has it; whether all is well after an order."""

ANSWER = Contract(
    fact="answer",
    file_key="answer_id",
    description="One answer to one question.",
    columns=(
        *customer_columns(null="answered without a name"),
        Column("survey", Type.TEXT, "The survey or occasion.", null="not known"),
        Column("question", Type.TEXT, "The question's own key or its words."),
        Column(
            "kind",
            Type.TEXT,
            "ces: ease, 1–7. nps: would recommend, 0–10. csat: satisfaction, 1–5. text: open.",
            choices=("ces", "nps", "csat", "choice", "text"),
        ),
        Column(
            "score",
            Type.INTEGER,
            "The answer on the scale of its kind; high is good.",
            unit="points",
            null="no score",
        ),
        Column("choice", Type.TEXT, "The choice taken.", null="not a choice"),
        HAPPENED_AT,
        HAPPENED_ON,
        Column("channel", Type.TEXT, "How it was asked.", null="not known"),
        key_of("order", "not about an order"),
        key_of("reservation", "not about a stay"),
        key_of("problem", "not about a problem"),
        Column("text", Type.TEXT, "Their own words.", null="none", personal=True),
    ),
)
