"""What was given to a customer beyond what was sold."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import CURRENCY_IF_ANY, HAPPENED_ON, Contract, customer_columns

PERK = Contract(
    fact="perk",
    file_key="perk_id",
    description="One perk, with what it cost.",
    columns=(
        *customer_columns(null=None),
        Column("kind", Type.TEXT, "What was given, e.g. `early access`."),
        Column(
            "given_as",
            Type.TEXT,
            "thanks: after the fact. condition: announced as a condition of purchase.",
            null="not known",
            choices=("thanks", "condition"),
        ),
        Column(
            "cost_minor",
            Type.INTEGER,
            "What it cost the business.",
            unit="minor units of `currency`",
            null="not known",
        ),
        CURRENCY_IF_ANY,
        HAPPENED_ON,
    ),
)
