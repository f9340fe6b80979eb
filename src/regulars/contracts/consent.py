"""What a customer allows."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_AT, HAPPENED_ON, Contract, customer_columns

CONSENT = Contract(
    fact="consent",
    file_key="consent_id",
    description="One statement of consent or its withdrawal; the newest for a purpose counts.",
    columns=(
        *customer_columns(null=None),
        Column(
            "purpose",
            Type.TEXT,
            "What for. Service contact needs none; without any record only that is allowed.",
            choices=("marketing", "surveys", "introductions", "reference"),
        ),
        Column(
            "channel",
            Type.TEXT,
            "For one channel only.",
            null="for all channels",
            choices=("call", "visit", "message", "email", "letter"),
        ),
        Column("state", Type.TEXT, "What they said.", choices=("given", "withdrawn")),
        HAPPENED_AT,
        HAPPENED_ON,
        Column("said_in", Type.TEXT, "Where they said so, e.g. `form 2026`.", null="not known"),
    ),
)
