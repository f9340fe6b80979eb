"""A regular talk on how all goes."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract, customer_columns

ACCOUNT_REVIEW = Contract(
    fact="account_review",
    file_key="account_review_id",
    description="One account review, planned or held, with what was said on its three subjects.",
    columns=(
        *customer_columns(null=None),
        Column("staff", Type.TEXT, "Log-in name of who holds it.", null="nobody yet"),
        Column("planned_on", Type.DATE, "The day it is planned for.", unit="day"),
        Column("held_on", Type.DATE, "The day it was held.", unit="day", null="not held"),
        Column("state", Type.TEXT, "What became of it.", choices=("planned", "held", "declined")),
        Column(
            "recommendation",
            Type.TEXT,
            "What was recommended at the end.",
            null="not held, or nothing recommended",
            choices=("more", "maintenance", "better_use", "nothing"),
        ),
        Column("feeling", Type.TEXT, "How they feel about us.", null="not said", personal=True),
        Column("needs", Type.TEXT, "What they still need.", null="not said", personal=True),
        Column(
            "competitors", Type.TEXT, "Contact with competitors.", null="not said", personal=True
        ),
    ),
)
