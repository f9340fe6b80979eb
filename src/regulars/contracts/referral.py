"""Who sent whom."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import (
    HAPPENED_AT,
    HAPPENED_ON,
    Contract,
    customer_columns,
    other_customer_columns,
)

REFERRAL = Contract(
    fact="referral",
    file_key="referral_id",
    description="One customer sent another. `customer_key` is who sent.",
    columns=(
        *customer_columns(null=None),
        *other_customer_columns("The key of who came, as the source writes it."),
        Column(
            "known_by",
            Type.TEXT,
            "How it is known.",
            null="not known",
            choices=("link", "code", "asked", "staff", "introduction", "import"),
        ),
        Column(
            "confidence_permille",
            Type.INTEGER,
            "How sure it is.",
            unit="thousandths, 1000 is certain",
            null="not said",
        ),
        HAPPENED_AT,
        HAPPENED_ON,
    ),
)
