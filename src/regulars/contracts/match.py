"""Whether two records are one customer, as somebody decided."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract, customer_columns, other_customer_columns

MATCH = Contract(
    fact="match",
    file_key="match_id",
    description="A decision on two identities; it can be taken back by the opposite one.",
    columns=(
        *customer_columns(null=None),
        *other_customer_columns("The other identity's key as its source writes it."),
        Column(
            "decision",
            Type.TEXT,
            "same: one customer. different: never to be taken for one. open: not decided.",
            choices=("same", "different", "open"),
        ),
        Column("decided_on", Type.DATE, "The day of the decision.", unit="day"),
        Column("decided_by", Type.TEXT, "Log-in name of who decided.", null="not known"),
    ),
)
