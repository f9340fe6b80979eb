"""Who of the staff looks after a customer."""

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract, customer_columns

ACCOUNT_OWNER = Contract(
    fact="account_owner",
    file_key="account_owner_id",
    description="From a day on, one of the staff looks after a customer; the newest counts.",
    columns=(
        *customer_columns(null=None),
        Column(
            "staff", Type.TEXT, "Log-in name of the person in charge.", null="nobody from now on"
        ),
        Column("since_on", Type.DATE, "From this day on.", unit="day"),
    ),
)
