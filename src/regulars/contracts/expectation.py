"""What a customer expected, and whether it was met."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import HAPPENED_ON, Contract, customer_columns

EXPECTATION = Contract(
    fact="expectation",
    file_key="expectation_id",
    description="One expectation found in what a customer said, or entered by staff.",
    columns=(
        *customer_columns(null="not known whose"),
        Column(
            "origin",
            Type.TEXT,
            "Where it comes from (Zeithaml, Parasuraman & Berry).",
            null="not known",
            choices=("own_needs", "past_experience", "company", "third_party"),
        ),
        Column("aspect", Type.TEXT, "What it is about, e.g. `check-in`."),
        Column(
            "outcome",
            Type.TEXT,
            "Whether it was met.",
            null="not known yet",
            choices=("met", "exceeded", "missed"),
        ),
        HAPPENED_ON,
        Column(
            "found_in",
            Type.TEXT,
            "The kind of fact it was found in.",
            null="entered by staff",
            choices=("answer", "review", "account_review", "contact", "problem"),
        ),
        Column(
            "found_in_key",
            Type.TEXT,
            "That fact's key in the same source.",
            null="entered by staff",
        ),
        Column("text", Type.TEXT, "The words that say so.", null="none", personal=True),
    ),
)
