"""A talk, a message, a visit."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns

CONTACT = Contract(
    fact="contact",
    file_key="contact_id",
    description="One contact with a customer, either way.",
    columns=(
        *customer_columns(null=None),
        Column(
            "channel",
            Type.TEXT,
            "How: personal channels are call, visit and counter.",
            choices=("call", "visit", "counter", "message", "email", "letter"),
        ),
        Column(
            "began_by",
            Type.TEXT,
            "Who began it.",
            null="not known",
            choices=("customer", "us"),
        ),
        HAPPENED_AT,
        HAPPENED_ON,
        Column("offer", Type.TEXT, "What was offered.", null="nothing, or not known"),
        Column(
            "reaction",
            Type.TEXT,
            "How it was received.",
            null="not observed",
            choices=("welcome", "neutral", "unwelcome", "ignored"),
        ),
        Column("note", Type.TEXT, "What was said.", null="nothing noted", personal=True),
    ),
)
