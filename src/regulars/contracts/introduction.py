"""Two customers brought together for their own good."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import (
    HAPPENED_ON,
    Contract,
    customer_columns,
    other_customer_columns,
)

INTRODUCTION = Contract(
    fact="introduction",
    file_key="introduction_id",
    description="One introduction: the first customer has a need, the other can meet it.",
    columns=(
        *customer_columns(null=None),
        *other_customer_columns("The key of the customer who can meet the need."),
        Column("need", Type.TEXT, "What the first one needs, as a topic.", null="not said"),
        Column(
            "state",
            Type.TEXT,
            "introduced only after both agreed.",
            choices=("proposed", "one_agreed", "both_agreed", "introduced", "declined"),
        ),
        HAPPENED_ON,
        Column(
            "outcome",
            Type.TEXT,
            "What became of it.",
            null="not known yet",
            choices=("met", "met_again", "nothing"),
        ),
    ),
)
